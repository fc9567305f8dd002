using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using Workspace.Commands.Shell.Completion;
using Workspace.Desktops;
using Workspace.Pools;

namespace Workspace.Commands.Shell;

/// <summary>An action on desktops, or on whole pools. Only a pool's own id stands for a whole pool: not that of a desktop, nor that of a job.</summary>
public abstract class FleetCommand : ActionCommand
{
    // The default, which PowerShell tries first: a desktop that tells its pool is that desktop.
    private protected const string DesktopSet = "Desktop";
    private protected const string PoolSet = "Pool";

    // What the parameter holds where an object did not give it; PowerShell restores this for each object.
    private static readonly string _noJob = new(' ', 1);

    private readonly HashSet<string> _pools = new(StringComparer.OrdinalIgnoreCase);
    private readonly DesktopQueue _queue;

    private protected FleetCommand() => _queue = QueueDesktops(desktop => !SkipDone([desktop]) && Approve(Targets.Describe(desktop), ActionText, Loss, !LosesWork([desktop], isPool: false)), TakeAsync);

    /// <summary>The desktops' ids.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = DesktopSet, ValueFromPipelineByPropertyName = true, HelpMessage = PromptHelp.DesktopIds)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(DesktopIdCompleter))]
    public string?[]? DesktopId { get; set; }

    /// <summary>The pools' ids: all desktops of these pools.</summary>
    [Parameter(Mandatory = true, ParameterSetName = PoolSet, ValueFromPipelineByPropertyName = true, HelpMessage = PromptHelp.PoolIds)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(PoolIdCompleter))]
    public string?[]? PoolId { get; set; }

    /// <summary>The id of a piped job: it tells a job from a pool, so that a job never stands for the pool that it worked on.</summary>
    [Parameter(ParameterSetName = PoolSet, ValueFromPipelineByPropertyName = true, DontShow = true)]
    [AllowNull]
    [AllowEmptyString]
    public string? JobId { get; set; } = _noJob;

    /// <summary>What is done, for the prompt.</summary>
    private protected abstract string ActionText { get; }

    /// <summary>What is lost, for the prompt; empty where nothing is.</summary>
    private protected virtual string Loss => "";

    /// <summary>Whether users may lose their work, so that the question is of high impact.</summary>
    /// <param name="desktops">The desktops.</param>
    /// <param name="isPool">They are all of a pool: who logs on meanwhile is hit as well.</param>
    private protected virtual bool LosesWork(IReadOnlyCollection<Desktop> desktops, bool isPool) => false;

    private protected override async Task ProcessAsync()
    {
        if (ParameterSetName == DesktopSet)
        {
            await _queue.AddAsync(DesktopId).ConfigureAwait(true);
            return;
        }

        if (!ReferenceEquals(JobId, _noJob))
        {
            WriteError(new ArgumentException($"Job {JobId} is not a pool, and never stands for the pool that it worked on. Pipe pools (Get-WsPool) or desktops (Get-WsDesktop).").ToErrorRecord(JobId));
            return;
        }

        foreach (string id in IdInput.Read(PoolId, nameof(PoolId), WriteError))
        {
            if (_pools.Add(id))
            {
                await ForAsync(id, () => TakePoolAsync(id)).ConfigureAwait(true);
            }
        }
    }

    private protected override async Task EndAsync()
    {
        await _queue.CompleteAsync().ConfigureAwait(true);
        await base.EndAsync().ConfigureAwait(true);
    }

    private protected override async Task DrainAsync()
    {
        await base.DrainAsync().ConfigureAwait(true);
        await _queue.DrainAsync().ConfigureAwait(true);
    }

    /// <summary>Does it to desktops, which were approved.</summary>
    private protected abstract Task StartAsync(IReadOnlyList<Desktop> desktops);

    /// <summary>Does it to a pool, which was approved.</summary>
    private protected abstract Task StartAsync(Pool pool, IReadOnlyList<Desktop> desktops);

    /// <summary>Skips desktops for which there is nothing to do, before anything is asked.</summary>
    /// <param name="desktops">The desktops, at least one.</param>
    /// <returns>Whether all of them are as the action leaves them; otherwise nothing is skipped.</returns>
    private protected virtual bool SkipDone(IReadOnlyCollection<Desktop> desktops) => false;

    private Task TakeAsync(IReadOnlyList<Desktop> desktops) =>
        ForAsync(desktops.Select(desktop => desktop.DesktopId).ToArray(), () => StartAsync(desktops));

    private async Task TakePoolAsync(string id)
    {
        Pool pool = await Client.Pools.GetAsync(id, StopToken).ConfigureAwait(true);
        pool.PoolId = id;
        List<Desktop> desktops = [];
        await foreach (Desktop desktop in Client.Desktops.List(new DesktopFilter { PoolIds = [id] }).WithCancellation(StopToken).ConfigureAwait(true))
        {
            desktop.PoolId = id;
            desktops.Add(desktop);
        }

        if (desktops.Count > 0 && SkipDone(desktops))
        {
            return;
        }

        if (Approve(Targets.Describe(pool, desktops, isWhole: true), ActionText, Loss, !LosesWork(desktops, isPool: true)))
        {
            await StartAsync(pool, desktops).ConfigureAwait(true);
        }
    }
}
