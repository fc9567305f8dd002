using Workspace.Emulator;
using Workspace.Tests.Support;

namespace Workspace.Tests.Fuzz;

/// <summary>The tenant whose answers are spoilt: small, and with a project that no other test has.</summary>
internal sealed class FuzzTenant
{
    public FuzzTenant()
    {
        Service = new EmulatedTenant(new() { Desktops = 4, Pools = 1, Seed = 7001, JobSeconds = 10, Quirks = new() { StateLagSeconds = 4 } }, Clock);
        (DesktopId, OtherDesktopId) = (Service.Desktops[0].DesktopId, Service.Desktops[^1].DesktopId);
        PoolId = Service.Pools[0].PoolId;
        ImageId = Service.Images[0].ImageId;
    }

    public ManualClock Clock { get; } = new();

    public EmulatedTenant Service { get; }

    public string DesktopId { get; }

    public string OtherDesktopId { get; }

    public string PoolId { get; }

    public string ImageId { get; }
}
