using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading.Tasks;
using Workspace.Commands.Shell;
using Workspace.Desktops;
using Workspace.Jobs;
using Workspace.Pools;
using Workspace.Users;

namespace Workspace.Commands;

/// <summary>Shows a message on desktops (POST /desktops/notifications), up to 100 in one job, or on all desktops of pools (POST /desktop-pools/{pool_id}/notifications).</summary>
[Cmdlet(VerbsCommunications.Send, "WsNotification", DefaultParameterSetName = DesktopSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(Job))]
public sealed class SendWsNotificationCommand : FleetCommand
{
    private JobSnapshot? _jobs;

    /// <summary>The message.</summary>
    [Parameter(Mandatory = true, HelpMessage = "The text that is shown on the desktops.")]
    [ValidateNotNullOrEmpty]
    public string Message { get; set; } = "";

    private protected override string ActionText => $"Show '{Message}'";

    private protected override async Task BeginAsync()
    {
        try
        {
            UserOperations.CheckNotification(Message);
        }
        catch (ArgumentException invalid)
        {
            Terminate(invalid, Message);
        }

        await base.BeginAsync().ConfigureAwait(true);
    }

    // The job of a pool knows its desktops only by its sub-jobs.
    private protected override void Describe(Job job) => job.DesktopId = job.PoolId is null ? StartedAs(job).DesktopId : job.DesktopId;

    private protected override async Task StartAsync(IReadOnlyList<Desktop> desktops)
    {
        _jobs = await Client.Jobs.ReadSnapshotAsync(null, _jobs, StopToken).ConfigureAwait(true);
        await StartBatchAsync(
            desktops,
            null,
            part => ActionTarget.Notification(part, _jobs),
            (part, token) => Client.Users.NotifyAsync(part, Message, token)).ConfigureAwait(true);
    }

    private protected override async Task StartAsync(Pool pool, IReadOnlyList<Desktop> desktops)
    {
        string jobId = await StartJobAsync(
            ActionTarget.PoolNotification(pool.PoolId!, pool.Name),
            token => Client.Users.NotifyPoolAsync(pool.PoolId!, Message, token)).ConfigureAwait(true);
        Job job = Job.Started(jobId, null);
        job.PoolId = pool.PoolId;
        Add(job, $"pool {pool.Name}");
    }
}
