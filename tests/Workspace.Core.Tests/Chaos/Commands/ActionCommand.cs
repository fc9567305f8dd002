using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Actions;
using Workspace.Emulator.Jobs;
using Workspace.Jobs;

namespace Workspace.Tests.Chaos.Commands;

/// <summary>A command that changes something: it runs an action of the client to its end, or until it is stopped, and keeps what is returned.</summary>
/// <param name="number">Which of the run's commands it is, from 1.</param>
/// <param name="settings">Its parameters.</param>
/// <param name="targets">The ids of the desktops or pools that it is for.</param>
internal abstract class ActionCommand(int number, CommandSettings settings, IReadOnlyList<string> targets) : ChaosCommand(number, settings)
{
    // What needed nothing when the command began.
    private readonly HashSet<string> _wasDone = [];

    public IReadOnlyList<string> Targets => targets;

    /// <summary>The type of the operation in the service's ledger.</summary>
    public abstract string Type { get; }

    /// <summary>It refuses to start while one of its kind runs.</summary>
    public virtual bool IsExclusive => true;

    /// <summary>How many waits there may be, one after the other.</summary>
    public virtual int Waits => 1;

    /// <summary>What was told to need nothing, and whether that was so.</summary>
    public List<(string Target, bool IsTrue)> Skipped { get; } = [];

    /// <summary>What was told to be as it was ordered, and whether that was so.</summary>
    public List<(string Target, bool IsTrue)> Reached { get; } = [];

    private protected ActionSettings ActionSettings => new()
    {
        Wait = Settings.Wait,
        Timeout = Settings.WaitTimeout,
        Force = Settings.Force,
        RetryAmbiguous = Settings.RetryAmbiguous,
    };

    /// <summary>Whether an operation of the ledger is of the kind that the command orders.</summary>
    public virtual bool Includes(ExecutedOperation line) => line.Type == Type;

    /// <summary>Runs an action on all inputs.</summary>
    private protected async Task RunAsync<T>(ServiceAction<T> action, IEnumerable<T> inputs, CancellationToken stop)
    {
        _wasDone.UnionWith(targets.Where(IsDone));
        await using (action)
        {
            await foreach (ActionResult result in action.RunAsync(inputs, stop))
            {
                Report.Add(result);
                Note(result);
            }
        }
    }

    /// <summary>Whether a target is by the tenant's own account as the command wants it.</summary>
    private protected abstract bool IsDone(string target);

    /// <summary>Compares a result with the tenant as it is at that moment.</summary>
    private protected virtual void Note(ActionResult result)
    {
        if (result.Job is { Status: JobStatus.Skipped } skipped)
        {
            NoteSkipped(skipped.PoolId is { } pool ? [pool] : skipped.DesktopId);
        }
    }

    // What came late from an earlier command may have changed it meanwhile.
    private protected void NoteSkipped(IEnumerable<string> skipped) => Skipped.AddRange(skipped.Select(target => (target, _wasDone.Contains(target) || IsDone(target))));
}
