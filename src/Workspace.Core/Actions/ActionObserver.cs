using Workspace.Jobs;

namespace Workspace.Actions;

/// <summary>Confirms everything and ignores the rest: what a program overrides that wants to know only some of it.</summary>
public class ActionObserver : IActionObserver
{
    /// <inheritdoc/>
    public virtual bool Confirm(ActionConfirmation confirmation) => true;

    /// <inheritdoc/>
    public virtual void JobStarted(JobReference job)
    {
    }

    /// <inheritdoc/>
    public virtual void JobWaitStarted(int count)
    {
    }

    /// <inheritdoc/>
    public virtual void JobAdded(Job job, string name)
    {
    }

    /// <inheritdoc/>
    public virtual void DesktopWaitStarted(int count, string action)
    {
    }

    /// <inheritdoc/>
    public virtual void JobPolled(JobUpdate update, string name)
    {
    }

    /// <inheritdoc/>
    public virtual void DesktopDone()
    {
    }

    /// <inheritdoc/>
    public virtual void WaitEnded()
    {
    }

    /// <inheritdoc/>
    public virtual void Warn(string message)
    {
    }

    /// <inheritdoc/>
    public virtual void Note(string message)
    {
    }
}
