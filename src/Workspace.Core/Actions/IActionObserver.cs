using Workspace.Jobs;

namespace Workspace.Actions;

/// <summary>Confirms what an action changes, and is told how it goes. Members are called in the synchronization context of whoever reads the results.</summary>
public interface IActionObserver
{
    /// <summary>Confirms a change before anything of it is sent.</summary>
    /// <param name="confirmation">The change.</param>
    /// <returns>Whether it is to be made.</returns>
    bool Confirm(ActionConfirmation confirmation);

    /// <summary>A job was started. Called at once and on any thread, also when the caller is stopped before it gets the job.</summary>
    /// <param name="job">The job.</param>
    void JobStarted(JobReference job);

    /// <summary>A wait for jobs starts.</summary>
    /// <param name="count">The number of jobs, also of those that are not started yet.</param>
    void JobWaitStarted(int count);

    /// <summary>A job joins the wait before it is polled.</summary>
    /// <param name="job">The job.</param>
    /// <param name="name">What the job works on.</param>
    void JobAdded(Job job, string name);

    /// <summary>A wait for the states of desktops starts.</summary>
    /// <param name="count">The number of desktops.</param>
    /// <param name="action">What is done to them.</param>
    void DesktopWaitStarted(int count, string action);

    /// <summary>A job was polled.</summary>
    /// <param name="update">What was seen.</param>
    /// <param name="name">What the job works on.</param>
    void JobPolled(JobUpdate update, string name);

    /// <summary>A desktop has reached the state, or will not.</summary>
    void DesktopDone();

    /// <summary>The wait is over.</summary>
    void WaitEnded();

    /// <summary>Something to know although it is no error.</summary>
    /// <param name="message">The message.</param>
    void Warn(string message);

    /// <summary>A detail, such as an input for which there is nothing to do.</summary>
    /// <param name="message">The message.</param>
    void Note(string message);
}
