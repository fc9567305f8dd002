using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using Workspace.Actions;
using Workspace.Commands.Infrastructure;
using Workspace.Desktops;
using Workspace.Jobs;

namespace Workspace.Commands;

/// <summary>Writes the results of an action, shows its progress, and reports after Ctrl+C which jobs go on.</summary>
/// <param name="cmdlet">The cmdlet.</param>
/// <param name="confirm">Asks the user.</param>
/// <param name="writeJob">Writes a job; null for the pipeline.</param>
/// <param name="writeDesktop">Writes a desktop; null for the pipeline.</param>
internal sealed class ActionOutput(WorkspaceCmdletBase cmdlet, Func<ActionConfirmation, bool> confirm, Action<Job>? writeJob = null, Action<Desktop>? writeDesktop = null) : IActionObserver
{
    private const int MostLines = 10;

    private static readonly string[] _tags = ["WsJob"];

    private readonly JobTracker _tracker = new();
    private readonly Action<Job> _writeJob = writeJob ?? cmdlet.WriteObject;
    private readonly Action<Desktop> _writeDesktop = writeDesktop ?? cmdlet.WriteObject;
    private WaitProgress? _jobs;
    private DesktopProgress? _desktops;
    private JobStatusLog? _log;

    /// <summary>Writes results as they come.</summary>
    public async Task WriteAsync(IAsyncEnumerable<ActionResult> results)
    {
        await foreach (ActionResult result in ProgressRefresher.WhileWaitingFor(results, ShowAgain, cmdlet.StopToken).ConfigureAwait(true))
        {
            Write(result);
        }
    }

    /// <summary>Reports the jobs whose output did not get through. After Ctrl+C no stream takes anything any more, but the host does.</summary>
    public void ReportUnwritten()
    {
        (IReadOnlyList<JobReference> running, IReadOnlyList<JobReference> ended) = _tracker.Take(cmdlet.WasStopped || cmdlet.Stopping);
        Report(running, "A job goes on by itself. Wait for it with", "{0} jobs go on by themselves. Wait for them with", WaitLine);
        Report(ended, "A job has ended, and was not written. Get it with", "{0} jobs have ended, and were not written. Get them with", job => $"Get-WsJob -JobId {Arguments(job)}");
    }

    bool IActionObserver.Confirm(ActionConfirmation confirmation) => confirm(confirmation);

    void IActionObserver.JobStarted(JobReference job) => _tracker.Track(job);

    void IActionObserver.JobWaitStarted(int count)
    {
        _jobs = new WaitProgress(cmdlet.WriteProgress, cmdlet.Client.Clock, count);
        _log = new JobStatusLog(line => cmdlet.WriteInformation(line, _tags), cmdlet.Client.Clock);
    }

    void IActionObserver.JobAdded(Job job, string name) => _jobs?.Show(new JobReference(job.JobId!, job.PoolId), job, isLast: false, name);

    void IActionObserver.JobPolled(JobUpdate update, string name)
    {
        _jobs?.Show(update.Reference, update.Job, update.IsLast, name);
        _log?.Tell(update, name);
        if (update.IsLast && update.Job?.HasEnded() == true)
        {
            _tracker.End(update.Reference);
        }
    }

    void IActionObserver.DesktopWaitStarted(int count, string action) => _desktops = new DesktopProgress(cmdlet.WriteProgress, cmdlet.Client.Clock, count, action);

    void IActionObserver.DesktopDone() => _desktops?.Add();

    void IActionObserver.WaitEnded()
    {
        _jobs?.Hide();
        _desktops?.Hide();
        (_jobs, _desktops) = (null, null);
    }

    void IActionObserver.Warn(string message) => cmdlet.WriteWarning(message);

    void IActionObserver.Note(string message) => cmdlet.WriteVerbose(message);

    private void ShowAgain()
    {
        _jobs?.ShowAgain();
        _desktops?.ShowAgain();
    }

    private void Write(ActionResult result)
    {
        if (result.Error is { } error)
        {
            WriteError(result, error);
        }
        else if (result.Job is { JobId: null } skipped)
        {
            cmdlet.WriteObject(skipped);
        }
        else if (result.Job is { } job)
        {
            var reference = new JobReference(job.JobId!, job.PoolId);
            if (job.HasEnded() && JobErrors.Find(job) is { } failure)
            {
                UntrackAfter(reference, () => cmdlet.WriteError(failure));
            }

            UntrackAfter(reference, () => _writeJob(job));
        }
        else
        {
            _writeDesktop(result.Desktop!);
        }
    }

    private void WriteError(ActionResult result, Exception error)
    {
        if (result.Target is JobReference job)
        {
            ErrorRecord record = error is WorkspaceException { Code: WorkspaceException.Timeout } timeout
                ? error.ToErrorRecord(timeout.Code, ErrorCategory.OperationTimeout, job.JobId, "Wait for it again with: " + WaitLine(job))
                : error.ToErrorRecord(job.JobId);
            UntrackAfter(job, () => cmdlet.WriteError(record));
        }
        else if (result.EndsAction)
        {
            cmdlet.ThrowTerminatingError(error.ToErrorRecord(result.Target));
        }
        else
        {
            cmdlet.WriteError(error.ToErrorRecord(result.Target));
        }
    }

    // A pipeline that is stopping takes nothing. Whoever downstream ends one has taken what was written, unless the user stopped it meanwhile.
    private void UntrackAfter(JobReference reference, Action write)
    {
        bool wasStopping = cmdlet.Stopping;
        try
        {
            write();
        }
        catch (PipelineStoppedException)
        {
            if (!wasStopping)
            {
                _tracker.Doubt(reference);
            }

            throw;
        }

        _tracker.Untrack(reference);
    }

    private static string WaitLine(JobReference job) => $"Wait-WsJob -JobId {Arguments(job)}";

    private static string Arguments(JobReference job) => job.JobId + (job.PoolId is null ? "" : $" -PoolId {job.PoolId}");

    private void Report(IReadOnlyList<JobReference> jobs, string one, string several, Func<JobReference, string> line)
    {
        if (jobs.Count > 0)
        {
            string more = jobs.Count > MostLines ? $" and {jobs.Count - MostLines} more" : "";
            string what = jobs.Count == 1 ? one : string.Format(CultureInfo.InvariantCulture, several, jobs.Count);
            cmdlet.WarnHost($"{what}: {string.Join("; ", jobs.Take(MostLines).Select(line))}{more}");
        }
    }
}
