using System;
using System.Collections.Generic;
using System.Linq;
using Workspace.Emulator.Desktops;
using Workspace.Emulator.Faults;
using Workspace.Emulator.Http;
using Workspace.Emulator.Iam;
using Workspace.Emulator.Images;
using Workspace.Emulator.Jobs;
using Workspace.Emulator.Pools;

namespace Workspace.Emulator;

/// <summary>Everything that the tenant's service knows. Its owner locks.</summary>
internal sealed class TenantState
{
    private readonly Agenda _agenda = new();
    private readonly Dictionary<string, Pool> _poolsById;

    public TenantState(EmulatorOptions options, IamCredentials credentials)
    {
        Options = options;
        ProjectId = credentials.ProjectId;
        DomainId = credentials.DomainId;
        Facilities = new Facilities(options.Seed);
        Images = ImageSeed.Sow(options.Seed);
        Pools = PoolSeed.Sow(options, Images[ImageSeed.Current]);
        Desktops = new DesktopCatalogue(DesktopSeed.Sow(options, Pools, Images));
        _poolsById = Pools.ToDictionary(p => p.Id, StringComparer.Ordinal);
        Jobs = new JobBook(options, _agenda);
        Churn = new Churn(this);
    }

    /// <summary>When the seeded tenant was set up. Fixed: the data must not depend on the day.</summary>
    public static DateTimeOffset Epoch { get; } = new(2026, 3, 2, 6, 0, 0, TimeSpan.Zero);

    public EmulatorOptions Options { get; }

    public Quirks Quirks => Options.Quirks;

    public string ProjectId { get; }

    public string DomainId { get; }

    public Facilities Facilities { get; }

    public List<EmulatedImage> Images { get; }

    public IReadOnlyList<Pool> Pools { get; }

    public DesktopCatalogue Desktops { get; }

    public JobBook Jobs { get; }

    public Churn Churn { get; }

    public DateTimeOffset Now { get; private set; }

    public void AdvanceTo(DateTimeOffset now)
    {
        // Two requests may have read the clock in one order and come here in the other.
        Now = now > Now ? now : Now;
        _agenda.RunUntil(Now);
    }

    public Pool GetPool(string id)
    {
        if (_poolsById.TryGetValue(id, out Pool? pool))
        {
            return pool;
        }

        string message = $"The desktop pool {id} does not exist.";
        throw Quirks.PoolNotFoundIs404 ? ServiceRefusal.NotFound(message) : ServiceRefusal.BadRequest(message);
    }

    /// <summary>Adds a private image when its time has come.</summary>
    public void AddImageAt(DateTimeOffset due, Func<EmulatedImage> image) => _agenda.Add(due, () => Images.Add(image()));

    /// <summary>Changes something when its time has come.</summary>
    public void ChangeAt(DateTimeOffset due, Action change) => _agenda.Add(due, change);

    /// <summary>When what begins now, and is no job, has ended.</summary>
    public DateTimeOffset EndOf(DateTimeOffset begin) => begin.AddSeconds(Options.JobSeconds);
}
