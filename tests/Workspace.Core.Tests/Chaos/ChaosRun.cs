using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Emulator;
using Workspace.Tests.Chaos.Commands;
using Workspace.Tests.Support;

namespace Workspace.Tests.Chaos;

/// <summary>One schedule: a tenant, a connection, and commands in up to three lanes, under faults. The seed decides everything.</summary>
internal sealed class ChaosRun
{
    // Longer than any command may take by its own limits.
    private static readonly TimeSpan _longest = TimeSpan.FromDays(3);

    private readonly EventClock _clock = new();
    private readonly ChaosPlan _plan;
    private readonly EmulatedTenant _tenant;
    private readonly IReadOnlyList<IReadOnlyList<ChaosCommand>> _lanes;
    private WorkspaceException? _notConnected;

    public ChaosRun(int seed)
    {
        _plan = new ChaosPlan(seed);
        _tenant = new EmulatedTenant(_plan.Options, _clock);
        _lanes = _plan.DrawLanes(_tenant);
    }

    /// <summary>Runs to the end, and until all that the service does late is done.</summary>
    public ChaosEvidence Execute()
    {
        bool ended = _clock.Run(RunAsync, _longest);
        return new ChaosEvidence(_plan, _tenant, [.. _lanes.SelectMany(lane => lane)], _notConnected, ended);
    }

    private async Task RunAsync()
    {
        if (_plan.ConnectsUnderFaults)
        {
            _tenant.Faults.Draw(_plan.Faults);
        }

        WorkspaceClient client;
        try
        {
            client = await WorkspaceClient.ConnectAsync(new WorkspaceClientOptions
            {
                Region = _tenant.Region,
                ProjectId = _plan.ConnectsUnderFaults ? null : _tenant.ProjectId,
                Credential = Emulated.Key(_tenant),
                Handler = new ChaosHandler(new EmulatorHandler(_tenant), _clock, _plan.Timeout),
                Clock = _clock,
                Retry = _plan.Retry,
                Random = _plan.Retries().Share,
                Variable = _ => null,

                // Time on the machine's clock, which must not run out; and no request waits for a place, because whose turn comes
                // is not decided by the run's clock.
                Timeout = TimeSpan.FromHours(1),
                ThrottleLimit = 100,
            });
        }
        catch (WorkspaceException failure)
        {
            _notConnected = failure;
            return;
        }

        if (!_plan.ConnectsUnderFaults)
        {
            _tenant.Faults.Draw(_plan.Faults);
        }

        using var over = new CancellationTokenSource();
        Task skewing = SkewAsync(over.Token);
        using (client)
        {
            await Task.WhenAll(_lanes.Select(lane => RunLaneAsync(client, lane)));
            over.Cancel();
            await skewing;
        }
    }

    private async Task RunLaneAsync(WorkspaceClient client, IReadOnlyList<ChaosCommand> lane)
    {
        foreach (ChaosCommand command in lane)
        {
            await command.RunAsync(client, _clock);
        }
    }

    private async Task SkewAsync(CancellationToken over)
    {
        if (_plan.SkewsAfter is { } after)
        {
            try
            {
                await _clock.DelayAsync(after, over);
                _plan.Options.Quirks.ClockSkewSeconds = _plan.Skew();
            }
            catch (OperationCanceledException)
            {
                // The run was over before.
            }
        }
    }
}
