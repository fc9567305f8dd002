using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Commands.Shell;
using Workspace.Commands.Shell.Completion;
using Workspace.Desktops;
using Workspace.Jobs;

namespace Workspace.Commands;

/// <summary>Installs the monitoring agent on desktops (POST /desktops/agents), up to 100 in one job.</summary>
[Cmdlet(VerbsLifecycle.Install, "WsAgent", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(Job))]
public sealed class InstallWsAgentCommand : ActionCommand
{
    private readonly BatchQueue<(IReadOnlyList<string> Ids, IReadOnlyDictionary<string, Desktop>? Found, WorkspaceException? Error)> _queue;
    private IReadOnlyCollection<string>? _running;

    /// <summary>Makes the cmdlet.</summary>
    public InstallWsAgentCommand() => _queue = new(FetchAsync, InstallAsync);

    /// <summary>The desktops' ids.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(DesktopIdCompleter))]
    public string?[]? DesktopId { get; set; }

    private protected override async Task ProcessAsync()
    {
        foreach (string id in IdInput.Read(DesktopId, nameof(DesktopId), WriteError))
        {
            await _queue.AddAsync(id).ConfigureAwait(true);
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

    private protected override Task CompleteAsync(Job job)
    {
        job.DesktopId = StartedAs(job).DesktopId;
        return Task.CompletedTask;
    }

    // Names are read ahead, so that a prompt can tell them.
    private async Task<(IReadOnlyList<string> Ids, IReadOnlyDictionary<string, Desktop>? Found, WorkspaceException? Error)> FetchAsync(IReadOnlyList<string> ids)
    {
        try
        {
            return (ids, await Client.Desktops.GetManyAsync(ids, StopToken).ConfigureAwait(true), null);
        }
        catch (WorkspaceException failure)
        {
            return (ids, null, failure);
        }
    }

    private async Task InstallAsync((IReadOnlyList<string> Ids, IReadOnlyDictionary<string, Desktop>? Found, WorkspaceException? Error) batch)
    {
        List<string> approved = [];
        foreach (string id in batch.Ids)
        {
            if (batch.Error is not null)
            {
                Report(batch.Error, id);
            }
            else if (!batch.Found!.TryGetValue(id, out Desktop? desktop))
            {
                WriteError(ErrorRecords.NotFound("desktop", id, "Check the id: Get-WsDesktop lists all desktops."));
            }
            else if (Approve(Targets.Describe(desktop), "Install the monitoring agent"))
            {
                approved.Add(id);
            }
        }

        if (approved.Count > 0)
        {
            await ForAsync(approved.ToArray(), () => StartAsync(approved, batch.Found!)).ConfigureAwait(true);
        }
    }

    private async Task StartAsync(IReadOnlyList<string> ids, IReadOnlyDictionary<string, Desktop> names)
    {
        // Once for all batches, whose desktops differ: what runs grows with each.
        _running ??= await Client.Jobs.ListRunningIdsAsync(StopToken).ConfigureAwait(true);
        BatchOutcome<string> outcome = await Batch.SendAsync(ids, StartPartAsync, StopToken).ConfigureAwait(true);
        foreach (var (part, jobId) in outcome.Answers.Select(answer => (answer.Key, answer.Value)))
        {
            Forget(new JobReference(jobId));
            Job job = Job.Started(jobId, null);
            job.DesktopId = [.. part];
            Add(job, part.Count == 1 ? $"desktop {names[part[0]].Name}" : $"{part.Count} desktops from {names[part[0]].Name} on");
        }

        ReportFailures(outcome.Failures);
    }

    // Noted at once: when the command is stopped while another part is sent, this one's job is told all the same.
    private async Task<string> StartPartAsync(IReadOnlyList<string> part, CancellationToken cancellationToken)
    {
        string jobId = await Client.Jobs.StartAsync(
            ActionTarget.AgentInstallation(part, _running, trace => Client.Agents.FindTraceAsync(part, trace)),
            token => Client.Agents.InstallAsync(part, token),
            Options,
            cancellationToken).ConfigureAwait(true);
        Expect(new JobReference(jobId));
        return jobId;
    }
}
