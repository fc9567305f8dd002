using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using Workspace.Commands.Shell;
using Workspace.Desktops;
using Workspace.Jobs;
using Workspace.Pools;

namespace Workspace.Commands;

/// <summary>
/// Changes the power of desktops (POST /desktops/action), up to 100 in one request, or of whole pools (POST /desktop-pools/{pool_id}/action). It
/// writes nothing, or with -PassThru the desktops: the service names a job only for a pool's action.
/// </summary>
public abstract class PowerCommand : FleetCommand
{
    // What was accepted: by id, as it was before.
    private readonly Dictionary<string, Desktop> _accepted = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, IReadOnlyList<Desktop>> _poolDesktops = new(StringComparer.OrdinalIgnoreCase);
    private DateTimeOffset _begin;

    private protected PowerCommand() => TimeoutSec = 1800;

    /// <summary>By force: the power is cut, and the operating system is not asked.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Write the desktops: with -Wait when each is there, else as they were before.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>What is done.</summary>
    private protected abstract PowerAction Action { get; }

    private protected override string ActionText => Force ? $"{Action} by force" : Action.ToString();

    private protected override string Loss => Action == PowerAction.Start ? ""
        : Force ? ": the power is cut, and what is not saved is lost"
        : Action == PowerAction.Suspend ? ""
        : ": programs are closed";

    private protected override bool LosesWork(IReadOnlyCollection<Desktop> desktops, bool isPool) =>
        Force || (Action != PowerAction.Start && (isPool || desktops.Any(desktop => desktop.InUse)));

    private protected override async Task BeginAsync()
    {
        await base.BeginAsync().ConfigureAwait(true);
        _begin = Client.Clock.UtcNow;
    }

    // Jobs first: which desktops of a pool are on their way is known when its job has ended.
    private protected override async Task EndAsync()
    {
        await base.EndAsync().ConfigureAwait(true);
        if (Wait && _accepted.Count > 0)
        {
            await WaitForStatesAsync().ConfigureAwait(true);
        }
    }

    private protected override async Task StartAsync(IReadOnlyList<Desktop> desktops)
    {
        string[] ids = [.. desktops.Select(desktop => desktop.DesktopId!)];
        IReadOnlyList<string> failed = await ChangeAsync(
            ids,
            (part, token) => Client.Desktops.ChangeAsync(
                DesktopChange.Power(Action, desktops),
                part,
                (some, send) => Client.Desktops.RunAsync(some, Action, Force, send),
                Options,
                token)).ConfigureAwait(true);
        foreach (Desktop desktop in desktops.Where(desktop => !failed.Contains(desktop.DesktopId)))
        {
            Accept(desktop);
        }
    }

    private protected override async Task StartAsync(Pool pool, IReadOnlyList<Desktop> desktops)
    {
        string poolId = pool.PoolId!;
        var change = DesktopChange.Power(Action, desktops);
        string jobId = await StartJobAsync(
            ActionTarget.PoolPower(poolId, pool.Name, token => Client.Desktops.FindTraceAsync(change, token)),
            token => Client.Pools.RunAsync(poolId, Action, Force, token)).ConfigureAwait(true);
        _poolDesktops[poolId] = desktops;
        Job job = Job.Started(jobId, null);
        job.PoolId = poolId;
        Add(job, $"pool {pool.Name}");
    }

    private protected override bool SkipDone(IReadOnlyCollection<Desktop> desktops)
    {
        if (Force || !desktops.All(desktop => DesktopChange.IsDone(Action, desktop)))
        {
            return false;
        }

        foreach (Desktop desktop in desktops)
        {
            WriteVerbose($"Desktop '{desktop.Name}' ({desktop.DesktopId}) is {desktop.Status}: nothing to do.");
            if (PassThru)
            {
                WriteObject(desktop);
            }
        }

        return true;
    }

    // A pool's job is no object to write: with -Wait its desktops are waited for in its stead.
    private protected override void Write(Job job)
    {
        WriteVerbose($"Job {job.JobId} of pool {job.PoolId} is {job.Status}. It shows with: Get-WsJob -JobId {job.JobId} -PoolId {job.PoolId}");
        IEnumerable<Desktop> desktops = _poolDesktops[job.PoolId!];
        if (Wait)
        {
            var succeeded = new HashSet<string?>(job.SubJobs.Where(part => string.Equals(part.Status, "SUCCESS", StringComparison.OrdinalIgnoreCase)).Select(part => part.DesktopId), StringComparer.OrdinalIgnoreCase);
            desktops = desktops.Where(desktop => succeeded.Contains(desktop.DesktopId));
        }

        foreach (Desktop desktop in desktops)
        {
            Accept(desktop);
        }
    }

    private void Accept(Desktop desktop)
    {
        if (Wait)
        {
            _accepted[desktop.DesktopId!] = desktop;
        }
        else if (PassThru)
        {
            WriteObject(desktop);
        }
    }

    private async Task WaitForStatesAsync()
    {
        TimeSpan left = _begin + TimeSpan.FromSeconds(TimeoutSec) - Client.Clock.UtcNow;
        left = left > TimeSpan.Zero ? left : TimeSpan.Zero;
        var waiting = new DesktopWaiting(Action.ToString(), Client.Clock, WriteProgress, WriteError);
        await waiting.RunAsync(_accepted.Count, Client.Desktops.WatchAsync(_accepted.Keys, Action, left), Finish, StopToken).ConfigureAwait(true);
    }

    private void Finish(Desktop desktop)
    {
        if (PassThru)
        {
            desktop.PoolId = _accepted[desktop.DesktopId!].PoolId;
            WriteObject(desktop);
        }
    }
}
