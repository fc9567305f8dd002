using System;
using System.Collections.Generic;
using Workspace.Emulator;
using Workspace.Emulator.Faults;
using Workspace.Tests.Chaos.Commands;

namespace Workspace.Tests.Chaos;

/// <summary>What a run is made of, drawn from its seed: the tenant, what goes wrong, how the client is set, who does what.</summary>
internal sealed class ChaosPlan
{
    private const int MostLanes = 3;
    private const int MostPools = 5;
    private const double LongestJob = 86_400;

    private readonly Dice _dice;
    private readonly bool _isLong;
    private readonly int _lanes;

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

    /// <summary>The commands of each lane.</summary>
    public IReadOnlyList<IReadOnlyList<ChaosCommand>> DrawLanes(EmulatedTenant tenant) => new CommandDraw(_dice, tenant, Options, _isLong).Draw(_lanes);

    private EmulatorOptions DrawTenant()
    {
        bool churns = _dice.Chance(_isLong ? 0.8 : 0.2);
        int most = _isLong ? 25 : 2;
        return new EmulatorOptions
        {
            Seed = Seed,
            Desktops = _isLong ? _dice.Pick(130, 250, 350, 1100) : _dice.Between(MostLanes, 12),
            Pools = _isLong ? 1 : _dice.Between(0, MostPools),

            // Few jobs outlast every wait.
            JobSeconds = _dice.Chance(0.03) ? LongestJob : _dice.Pick(0, 2, 10, 30, 60, 200),
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
}
