using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace Workspace.Jobs;

/// <summary>What an action works on, as far as its jobs can be found again.</summary>
public sealed class ActionTarget
{
    private const int MostNames = 10;

    // Documented types that the action's jobs may have although none is documented for it.
    private IReadOnlyCollection<string> _candidates = [];

    private Func<Job, CancellationToken, Task<bool>>? _matchesAsync;

    private ActionTarget(string? type, string description, string? poolId, IReadOnlyList<string> desktopIds, JobSnapshot? snapshot = null)
    {
        Snapshot = snapshot;
        Type = type;
        Description = description;
        PoolId = poolId;
        DesktopIds = desktopIds;
    }

    /// <summary>The capture of an image.</summary>
    /// <param name="desktopId">The desktop's id.</param>
    /// <param name="name">The desktop's name.</param>
    /// <param name="findTraceAsync">See <see cref="FindTraceAsync"/>; null where there is none.</param>
    /// <returns>The target.</returns>
    public static ActionTarget ImageCapture(string desktopId, string? name, Func<CancellationToken, Task<string?>>? findTraceAsync = null) =>
        new(Job.ImageCaptureType, $"desktop {name} ({desktopId})", null, [desktopId]) { FindTraceAsync = findTraceAsync };

    /// <summary>The rebuild of a pool, or of some of its desktops.</summary>
    /// <param name="poolId">The pool's id.</param>
    /// <param name="name">The pool's name.</param>
    /// <param name="findTraceAsync">See <see cref="FindTraceAsync"/>; null where there is none.</param>
    /// <returns>The target.</returns>
    public static ActionTarget PoolRebuild(string poolId, string? name, Func<CancellationToken, Task<string?>>? findTraceAsync = null) =>
        PoolRebuild(poolId, name, findTraceAsync, null);

    /// <summary>The rebuild of a pool, or of some of its desktops, whose image tells what a job of it does.</summary>
    internal static ActionTarget PoolRebuild(
        string poolId,
        string? name,
        Func<CancellationToken, Task<string?>>? findTraceAsync,
        Func<Job, CancellationToken, Task<bool>>? matchesAsync) =>
        new(Job.PoolRebuildType, $"pool {name} ({poolId})", poolId, [])
        {
            FindTraceAsync = findTraceAsync,
            _matchesAsync = matchesAsync,
        };

    /// <summary>The rebuild of single desktops.</summary>
    /// <param name="desktopIds">The desktops' ids.</param>
    /// <param name="snapshot">The jobs that were there before the first of several actions, so that they are not read for each; null to read them.</param>
    /// <param name="findTraceAsync">See <see cref="FindTraceAsync"/>; null where there is none.</param>
    /// <returns>The target.</returns>
    public static ActionTarget DesktopRebuild(
        IReadOnlyList<string> desktopIds,
        JobSnapshot? snapshot = null,
        Func<CancellationToken, Task<string?>>? findTraceAsync = null) =>
        new(Job.DesktopRebuildType, Describe(desktopIds), null, desktopIds, snapshot) { FindTraceAsync = findTraceAsync };

    /// <summary>A power action on a pool. The service has two types that may be meant by it.</summary>
    /// <param name="poolId">The pool's id.</param>
    /// <param name="name">The pool's name.</param>
    /// <param name="findTraceAsync">See <see cref="FindTraceAsync"/>; null where there is none.</param>
    /// <returns>The target.</returns>
    public static ActionTarget PoolPower(string poolId, string? name, Func<CancellationToken, Task<string?>>? findTraceAsync = null) =>
        new(null, $"pool {name} ({poolId})", poolId, []) { FindTraceAsync = findTraceAsync, _candidates = JobTypes.Power };

    /// <summary>A message to all desktops of a pool. The service documents no type for its jobs.</summary>
    /// <param name="poolId">The pool's id.</param>
    /// <param name="name">The pool's name.</param>
    /// <returns>The target.</returns>
    public static ActionTarget PoolNotification(string poolId, string? name) => new(null, $"pool {name} ({poolId})", poolId, []);

    /// <summary>A message to desktops. The service documents no type for its jobs.</summary>
    /// <param name="desktopIds">The desktops' ids.</param>
    /// <param name="snapshot">As for <see cref="DesktopRebuild"/>.</param>
    /// <returns>The target.</returns>
    public static ActionTarget Notification(IReadOnlyList<string> desktopIds, JobSnapshot? snapshot = null) =>
        new(null, Describe(desktopIds), null, desktopIds, snapshot);

    /// <summary>The installation of agents. The service documents no type for its jobs.</summary>
    /// <param name="desktopIds">The desktops' ids.</param>
    /// <param name="snapshot">As for <see cref="DesktopRebuild"/>.</param>
    /// <param name="findTraceAsync">See <see cref="FindTraceAsync"/>; null where there is none.</param>
    /// <returns>The target.</returns>
    public static ActionTarget AgentInstallation(
        IReadOnlyList<string> desktopIds,
        JobSnapshot? snapshot = null,
        Func<CancellationToken, Task<string?>>? findTraceAsync = null) =>
        new(null, Describe(desktopIds), null, desktopIds, snapshot)
        {
            FindTraceAsync = findTraceAsync,
        };

    /// <summary>The type of the action's jobs.</summary>
    public string? Type { get; }

    /// <summary>The target in words.</summary>
    public string Description { get; }

    /// <summary>The pool's id, or null.</summary>
    public string? PoolId { get; }

    /// <summary>The desktops' ids; none for a whole pool.</summary>
    public IReadOnlyList<string> DesktopIds { get; }

    /// <summary>The jobs that were there before, where they were read already.</summary>
    internal JobSnapshot? Snapshot { get; }

    /// <summary>
    /// Tells in words what shows, without a job, that the action was carried out; null where nothing does. A job may have ended before
    /// it was looked for, or have no sub-job that shows it.
    /// </summary>
    internal Func<CancellationToken, Task<string?>>? FindTraceAsync { get; private set; }

    /// <summary>A second job of the kind must not begin on the target while one runs.</summary>
    internal bool IsExclusive => Type is not null;

    /// <summary>Which sub-jobs may be of the action's jobs, as long as these run.</summary>
    internal JobFilter Running => new() { Type = Type, PoolId = PoolId, Status = JobFilter.UnderWay };

    /// <summary>The same of all jobs that ever were.</summary>
    internal JobFilter All => new() { Type = Type, PoolId = PoolId };

    /// <summary>The command that shows the action's jobs.</summary>
    internal string LookUp => "Get-WsJob" + (PoolId is null ? "" : $" -PoolId {PoolId}") + (Type is null ? "" : $" -Type {Type}");

    /// <summary>
    /// Whether a job is of this kind on this target. Without a type it must be of no other kind that the service documents, and work on just these
    /// desktops or on the pool.
    /// </summary>
    internal bool Includes(Job job) => Type is null
        ? (_candidates.Contains(job.Type) || !JobTypes.Documented.ContainsKey(job.Type ?? "")) && (PoolId is not null || new HashSet<string>(DesktopIds).SetEquals(job.DesktopId))
        : DesktopIds.Count == 0 || DesktopIds.Any(id => job.DesktopId.Contains(id));

    /// <summary>Something tells whether a job on the target is the action's own.</summary>
    internal bool TellsJobs => DesktopIds.Count > 0 || _matchesAsync is not null;

    /// <summary>
    /// Whether a job that was found on the target does what the action does. Somebody else may have started it at the same moment.
    /// </summary>
    internal async Task<bool> MatchesAsync(Job job, CancellationToken cancellationToken) =>
        (DesktopIds.Count == 0 || new HashSet<string>(DesktopIds).SetEquals(job.DesktopId))
        && (_matchesAsync is null || await _matchesAsync(job, cancellationToken).ConfigureAwait(false));

    /// <summary>Whether a sub-job shows that a job of this kind is under way on this target.</summary>
    internal bool Includes(SubJob part) => IsExclusive && (DesktopIds.Count == 0 || DesktopIds.Contains(part.DesktopId!));

    // A batch of the pipeline is known by its ends.
    private static string Describe(IReadOnlyList<string> desktopIds) => desktopIds.Count switch
    {
        1 => $"desktop {desktopIds[0]}",
        <= MostNames => $"{desktopIds.Count} desktops ({string.Join(", ", desktopIds)})",
        int count => $"{count} desktops ({desktopIds[0]} … {desktopIds[count - 1]})",
    };
}
