using System;

namespace Workspace.Jobs;

/// <summary>What an action may do although it looks wrong.</summary>
public sealed class ActionOptions
{
    /// <summary>Start although a job of the kind is running on the target.</summary>
    public bool Force { get; set; }

    /// <summary>
    /// Tells of a job of the kind that runs on the target whether it does what this action would: then it is taken over, with a warning,
    /// instead of being refused. Null takes over none.
    /// </summary>
    public Func<Job, bool>? IsSame { get; set; }

    /// <summary>
    /// Is told the id of the job that was started, at once and on any thread: also where the caller is stopped before it gets the id back.
    /// </summary>
    public Action<string>? Started { get; set; }

    /// <summary>Send again when nobody knows whether the first time was carried out.</summary>
    public bool RetryAmbiguous { get; set; }
}
