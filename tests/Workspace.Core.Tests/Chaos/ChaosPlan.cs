using System;
using System.Collections.Generic;
using System.Linq;
using Workspace.Emulator;
using Workspace.Emulator.Faults;
using Workspace.Pools;
using Workspace.Tests.Chaos.Commands;

namespace Workspace.Tests.Chaos;

/// <summary>What a run is made of, drawn from its seed: the tenant, what goes wrong, how the client is set, who does what.</summary>
internal sealed class ChaosPlan
{
    private const int MostLanes = 3;

    private readonly Dice _dice;
    private readonly bool _isLong;
    private readonly int _lanes;
    private int _commands;

    public ChaosPlan(int seed)
    {
        Seed = seed;
        _dice = new Dice(seed);

        // In a few runs lists have several pages.
        _isLong = _dice.Chance(0.03);
        Options = DrawTenant();
        Faults = DrawFaults();
        Retry = new RetrySettings
        {
            MaximumRetryCount = _dice.Pick(0, 1, 2, 2, 2, 5),
            Deadline = _dice.Pick(TimeSpan.FromSeconds(20), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5)),
        };
        ConnectsUnderFaults = _dice.Chance(0.1);

        // One that fails to prove its key lets one request run at a time, and whose turn comes is not decided by the run's clock.
        _lanes = ConnectsUnderFaults || _isLong ? 1 : _dice.Between(1, MostLanes);
        SkewsAfter = _dice.Chance(0.1) ? _dice.Seconds(0, 60) : null;
    }

    public int Seed { get; }

    public EmulatorOptions Options { get; }

    public FaultDraw Faults { get; }

    public RetrySettings Retry { get; }

    /// <summary>How long an attempt may take.</summary>
    public TimeSpan Timeout => Faults.Patience;

    public bool ConnectsUnderFaults { get; }

    /// <summary>When the service's clock jumps; null for never.</summary>
    public TimeSpan? SkewsAfter { get; }

    public double Skew() => (_dice.Chance(0.5) ? 1 : -1) * _dice.Between(16, 300) * 60;

    public Dice Retries() => new(_dice.Between(0, int.MaxValue - 1));

    /// <summary>The commands, by lane: those of a lane run one after the other, the lanes side by side. No two lanes work on the same desktop or pool.</summary>
    public IReadOnlyList<IReadOnlyList<ChaosCommand>> DrawLanes(EmulatedTenant tenant)
    {
        string[] desktops = [.. tenant.Desktops.Select(d => d.DesktopId)];
        string[] pools = [.. tenant.Pools.Select(p => p.PoolId)];
        return
        [
            .. Enumerable.Range(0, _lanes).Select(lane => DrawLane(
                tenant,
                [.. desktops.Where((_, i) => i % _lanes == lane)],
                [.. pools.Where((_, i) => i % _lanes == lane)])),
        ];
    }

    private EmulatorOptions DrawTenant()
    {
        bool churns = _dice.Chance(_isLong ? 0.8 : 0.2);
        int most = _isLong ? 25 : 2;
        return new EmulatorOptions
        {
            Seed = Seed,
            Desktops = _isLong ? _dice.Pick(130, 250, 350, 1100) : _dice.Between(MostLanes, 12),
            Pools = _isLong ? 1 : _dice.Between(0, MostLanes),
            JobSeconds = _dice.Pick(0, 2, 10, 30, 60, 200),
            FailureRate = _dice.Pick(0, 0, 0.3, 1),
            LatencyMilliseconds = _dice.Pick(0, 10, 100, 2000),
            Quirks = new()
            {
                SubJobDelaySeconds = _dice.Pick(0, 0, 1, 5, 25),
                ImageDelaySeconds = _dice.Pick(0, 1, 20),
                StateLagSeconds = _dice.Pick(0, 0, 10),
                DesktopsCreatedPerPage = churns ? _dice.Between(0, most) : 0,
                DesktopsDeletedPerPage = churns ? _dice.Between(0, most) : 0,
                RequestLimit = _dice.Chance(0.1) ? _dice.Pick(1, 3, 20) : 0,
                UnknownDesktopIsRefused = _dice.Chance(0.2),
                PoolJobsHideSubJobs = Seed % 3 == 0,
                PoolNotFoundIs404 = _dice.Chance(0.5),
                OmitProcess = _dice.Chance(0.5),
                ExtraFields = _dice.Chance(0.1),
                ClockSkewSeconds = _dice.Chance(0.1) ? Skew() : 0,
            },
        };
    }

    private FaultDraw DrawFaults()
    {
        var faults = new FaultDraw
        {
            Seed = Seed,
            Rate = _dice.Pick(0, 0.02, 0.05, 0.1, 0.2, 0.3),
            Patience = _dice.Pick(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(100)),
        };
        if (_dice.Chance(0.5))
        {
            faults.Kinds = _dice.Some(faults.Kinds, 3);
        }

        return faults;
    }

    private List<ChaosCommand> DrawLane(EmulatedTenant tenant, string[] desktops, string[] pools)
    {
        List<ChaosCommand> commands = [];
        for (int count = _dice.Between(1, 2); count > 0; count--)
        {
            CommandSettings settings = DrawSettings();
            Func<CommandSettings, ChaosCommand> command = DrawCommand(tenant, desktops, pools);
            commands.Add(command(settings));

            // The same line once more, as a runbook that is run again has it.
            if (_dice.Chance(0.3))
            {
                commands.Add(command(DrawSettings() with { Pause = _dice.Seconds(0, 60) }));
            }
        }

        return commands;
    }

    private CommandSettings DrawSettings() => new()
    {
        Wait = _dice.Chance(0.35),
        Force = _dice.Chance(0.2),
        RetryAmbiguous = _dice.Chance(0.05),
        WaitTimeout = _dice.Pick(TimeSpan.FromSeconds(20), TimeSpan.FromMinutes(5), TimeSpan.FromHours(2)),
        StopAfter = _dice.Chance(0.15) ? _dice.Seconds(0, _dice.Pick(1, 10, 60)) : null,
    };

    private Func<CommandSettings, ChaosCommand> DrawCommand(EmulatedTenant tenant, string[] desktops, string[] pools)
    {
        string list = pools.Length > 0 ? _dice.Pick(pools) : "";
        switch (_isLong ? 5 : _dice.Between(1, pools.Length > 0 ? 6 : 4))
        {
            case 1:
                IReadOnlyList<string>? asked = _dice.Chance(0.2) ? null : _dice.Some(desktops, 4);
                return settings => new SysprepCommand(++_commands, settings, tenant, asked);
            case 2:
                string name = $"image-{_commands}";
                IReadOnlyList<string> captured = _dice.Some(desktops, 2);
                return settings => new CaptureCommand(++_commands, settings, captured, name);
            case 3:
                IReadOnlyList<string> fitted = _dice.Some(desktops, 4);
                return settings => new InstallCommand(++_commands, settings, fitted);
            case 6:
                return DrawRebuild(tenant, pools);
            default:
                ListKind kind = DrawKind(pools.Length > 0);
                return settings => new ListCommand(++_commands, settings, tenant, Options, kind, list);
        }
    }

    private Func<CommandSettings, ChaosCommand> DrawRebuild(EmulatedTenant tenant, string[] pools)
    {
        IReadOnlyList<string> rebuilt = _dice.Some(pools, 2);
        string[] members = [.. tenant.Desktops.Where(d => d.PoolId == rebuilt[0]).Select(d => d.DesktopId)];
        IReadOnlyList<string>? some = members.Length > 0 && _dice.Chance(0.3) ? _dice.Some(members, 3) : null;
        rebuilt = some is null ? rebuilt : [rebuilt[0]];
        string image = _dice.Pick([.. tenant.Images.Select(i => i.ImageId)]);
        RebuildScope? scope = _dice.Pick<RebuildScope?>(null, null, null, RebuildScope.OnlyForExpand, RebuildScope.ForExpandAndIdle, RebuildScope.ForExpandAndAll);
        return settings => new RebuildCommand(++_commands, settings, tenant, rebuilt, some, image, scope);
    }

    private ListKind DrawKind(bool hasPool) => _isLong
        ? _dice.Pick(ListKind.PoolDesktops, ListKind.PoolDesktops, ListKind.Agents, ListKind.Agents, ListKind.DesktopsWithPools, ListKind.DesktopSummaries)
        : _dice.Pick([.. Enum.GetValues<ListKind>().Where(kind => hasPool || kind != ListKind.PoolDesktops)]);
}
