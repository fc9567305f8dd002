using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Desktops;
using Workspace.Jobs;

namespace Workspace.Tests.Chaos.Commands;

/// <summary>Install-WsAgent for one or several desktops, in one batch.</summary>
internal sealed class InstallCommand(int number, CommandSettings settings, IReadOnlyList<string> desktopIds) : ActionCommand(number, settings)
{
    // The emulator's name for it; the service documents none.
    public override string Type => "batchInstallCesAgent";

    // A refused batch is halved until each desktop is alone.
    public override int Targets => desktopIds.Count * 2;

    public override string ToString() => $"Install-WsAgent {string.Join(", ", desktopIds)} {Settings}";

    private protected override Task StartAsync(WorkspaceClient client, CancellationToken stop) => ForAsync(desktopIds, async () =>
    {
        IReadOnlyDictionary<string, Desktop> found = await client.Desktops.GetManyAsync(desktopIds, stop);
        foreach (string missing in desktopIds.Where(id => !found.ContainsKey(id)))
        {
            Fail(new WorkspaceException(WorkspaceException.NotFound, $"There is no desktop {missing}."), [missing]);
        }

        string[] there = [.. desktopIds.Where(found.ContainsKey)];
        if (there.Length > 0)
        {
            await StartAsync(client, there, stop);
        }
    });

    private protected override Task CompleteAsync(WorkspaceClient client, Job job, CancellationToken stop) => Task.CompletedTask;

    private async Task StartAsync(WorkspaceClient client, IReadOnlyList<string> ids, CancellationToken stop)
    {
        JobSnapshot running = await client.Jobs.ReadSnapshotAsync(null, null, stop);
        BatchOutcome<string> outcome = await Batch.SendAsync(ids, StartPartAsync, stop);
        foreach (var (part, failure) in outcome.Failures)
        {
            Fail(failure, part);
        }

        async Task<string> StartPartAsync(IReadOnlyList<string> part, CancellationToken token)
        {
            string jobId = await client.Jobs.StartAsync(
                ActionTarget.AgentInstallation(part, running, trace => client.Agents.FindTraceAsync(part, trace)),
                send => client.Agents.InstallAsync(part, send),
                Options,
                token);
            Add(jobId, null, part);
            return jobId;
        }
    }
}
