using System;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Desktops;
using Workspace.Emulator;
using Workspace.Emulator.Faults;
using Workspace.Jobs;
using Xunit;

namespace Workspace.Tests.Support;

/// <summary>Where actions are started: a tenant whose jobs take ten minutes and show after four seconds, unless said otherwise, and a client of it.</summary>
public abstract class ActionScene : IAsyncLifetime
{
    private protected ActionScene(int jobSeconds = 600, int subJobDelaySeconds = 4) =>
        Tenant = new EmulatedTenant(new() { JobSeconds = jobSeconds, Quirks = new() { SubJobDelaySeconds = subJobDelaySeconds } }, Clock);

    private protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    private protected ManualClock Clock { get; } = new();

    private protected RecordingObserver Observer { get; } = new();

    private protected EmulatedTenant Tenant { get; }

    private protected WorkspaceClient Client { get; private set; } = null!;

    private protected string Pool => Tenant.Pools[0].PoolId;

    private protected string Desktop => Tenant.Desktops[0].DesktopId;

    private protected string Image => Tenant.Images[0].ImageId;

    /// <summary>The actions that reached the service.</summary>
    private protected EmulatorRequest[] Posts => [.. Tenant.Requests.Where(r => r.Method == "POST")];

    // An attempt that hangs ends soon.
    public async ValueTask InitializeAsync() => Client = await Emulated.ConnectAsync(Tenant, Clock, options => options.Timeout = TimeSpan.FromMilliseconds(300), Observer);

    public ValueTask DisposeAsync()
    {
        Client.Dispose();
        GC.SuppressFinalize(this);
        return default;
    }

    private protected static FaultEffect Effect(string how) => how switch
    {
        "reset" => FaultEffect.Lose(),
        "late" => FaultEffect.Hang(),
        "cut off" => FaultEffect.Answer(200, "{\"job_id\":\"x"),
        "garbled" => FaultEffect.Answer(200, "\u0001\u0002"),
        "HTML" => FaultEffect.Html(200),
        "refused" => FaultEffect.Error(403, "APIGW.0302", "Not authorised."),
        _ => FaultEffect.Error(int.Parse(how, CultureInfo.InvariantCulture), "APIGW.0201", "Backend timeout."),
    };

    /// <summary>Something befalls the next actions.</summary>
    private protected Fault Strike(FaultEffect effect, int times = 1) => Tenant.Faults.Add(new Fault { Method = "POST", Times = times, Effect = effect });

    /// <param name="action">rebuild, capture or agents.</param>
    /// <param name="options">What it may do although it looks wrong.</param>
    /// <param name="by">A copy of the client, as each command has one; or null.</param>
    private protected Task<string> StartAsync(string action, ActionOptions? options = null, WorkspaceClient? by = null)
    {
        WorkspaceClient client = by ?? Client;
        return action switch
        {
            "rebuild" => client.Jobs.StartAsync(ActionTarget.PoolRebuild(Pool, "sales"), token => client.Pools.RebuildAsync(Pool, new() { ImageId = Image }, token), options ?? new(), Stop),
            "capture" => client.Jobs.StartAsync(ActionTarget.ImageCapture(Desktop, "tmpl-01"), token => client.Images.CaptureAsync(new() { DesktopId = Desktop, ImageName = "n" + Tenant.Jobs.Count }, token), options ?? new(), Stop),
            "desktop rebuild" => client.Jobs.StartAsync(ActionTarget.DesktopRebuild([Desktop]), token => client.Desktops.RebuildAsync(new() { DesktopIds = [Desktop], ImageId = Image, ImageType = "gold" }, token), options ?? new(), Stop),
            "pool power" => client.Jobs.StartAsync(ActionTarget.PoolPower(Pool, "sales"), token => client.Pools.RunAsync(Pool, PowerAction.Stop, cancellationToken: token), options ?? new(), Stop),
            "message" => client.Jobs.StartAsync(ActionTarget.Notification([Desktop]), token => client.Users.NotifyAsync([Desktop], "Hello", token), options ?? new(), Stop),
            "pool message" => client.Jobs.StartAsync(ActionTarget.PoolNotification(Pool, "sales"), token => client.Users.NotifyPoolAsync(Pool, "Hello", token), options ?? new(), Stop),
            _ => client.Jobs.StartAsync(ActionTarget.AgentInstallation([Desktop]), token => client.Agents.InstallAsync([Desktop], token), options ?? new(), Stop),
        };
    }
}
