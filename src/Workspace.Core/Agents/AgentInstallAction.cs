using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Workspace.Actions;
using Workspace.Desktops;
using Workspace.Jobs;

namespace Workspace.Agents;

/// <summary>
/// Installs the monitoring agent: skips desktops that have it, and starts a job for each 100 desktops once (POST /desktops/agents). An input is the id
/// of a desktop.
/// </summary>
public sealed class AgentInstallAction : ServiceAction<string>
{
    private readonly DesktopBatches _batches;
    private readonly Dictionary<string, Desktop> _known = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _having = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<Desktop> _skipped = [];
    private InstalledAgents? _agents;
    private JobSnapshot? _jobs;

    /// <summary>Prepares the action.</summary>
    /// <param name="client">The client.</param>
    /// <param name="settings">How to start and to wait.</param>
    /// <param name="observer">Confirms the installations, and is told how they go; null confirms all.</param>
    public AgentInstallAction(WorkspaceClient client, ActionSettings settings, IActionObserver? observer = null)
        : base(client, settings, observer) =>
        _batches = new DesktopBatches(Run, desktop => Task.FromResult(IsSelected(desktop)), InstallAsync, ReadAsync);

    /// <summary>A desktop that was read before need not be read again: nothing is lost with an installation, so it does not matter who logged on since.</summary>
    /// <param name="desktop">The desktop; one without name or login status is read all the same.</param>
    public void UseKnown(Desktop desktop)
    {
        if (desktop is { DesktopId: { } id, Name: not null, LoginStatus: not null })
        {
            _known[id] = desktop;
        }
    }

    private protected override Task DrainAsync() => _batches.DrainAsync();

    private protected override Task StartAsync(string input) => _batches.AddAsync(input);

    private protected override async Task FinishAsync()
    {
        await _batches.CompleteAsync().ConfigureAwait(true);
        await ReturnSkippedAsync().ConfigureAwait(true);
        await base.FinishAsync().ConfigureAwait(true);
    }

    private async Task<IReadOnlyDictionary<string, Desktop>> ReadAsync(IReadOnlyList<string> ids)
    {
        Dictionary<string, Desktop> all = new(StringComparer.OrdinalIgnoreCase);
        foreach (string id in ids.Where(_known.ContainsKey))
        {
            all.Add(id, _known[id]);
            _ = _known.Remove(id);
        }

        string[] others = [.. ids.Where(id => !all.ContainsKey(id))];
        foreach (Desktop read in others.Length == 0 ? [] : (await Run.Client.Desktops.GetManyAsync(others, Run.StopToken).ConfigureAwait(true)).Values)
        {
            all[read.DesktopId!] = read;
        }

        if (!Run.Settings.Force && all.Count > 0)
        {
            _agents ??= new InstalledAgents(Run.Client.Agents);
            _having.UnionWith(await _agents.FindAsync([.. all.Keys], Run.StopToken).ConfigureAwait(true));
        }

        return all;
    }

    // Before anything is asked: there is nothing to do.
    private bool IsSelected(Desktop desktop)
    {
        if (_having.Contains(desktop.DesktopId!))
        {
            _skipped.Add(desktop);
            return false;
        }

        return Run.Observer.Confirm(new ActionConfirmation("Install the monitoring agent", [desktop]));
    }

    private async Task InstallAsync(IReadOnlyList<Desktop> desktops)
    {
        await Run.TryAsync(desktops.Select(desktop => desktop.DesktopId).ToArray(), async () =>
        {
            _jobs = await Run.Client.Jobs.ReadSnapshotAsync(null, _jobs, Run.StopToken).ConfigureAwait(true);
            await Run.StartBatchAsync(
                desktops,
                null,
                part => ActionTarget.AgentInstallation(part, _jobs, trace => Run.Client.Agents.FindTraceAsync(part, trace)),
                (part, token) => Run.Client.Agents.InstallAsync(part, token)).ConfigureAwait(true);
        }).ConfigureAwait(true);
    }

    private async Task ReturnSkippedAsync()
    {
        if (_skipped.Count > 0)
        {
            string who = _skipped.Count == 1 ? $"Desktop {_skipped[0].Name} has" : $"{_skipped.Count} desktops have";
            var skipped = Job.NotNeeded(null, $"{who} the agent already. Use -Force to install it all the same.");
            skipped.DesktopId = [.. _skipped.Select(desktop => desktop.DesktopId!)];
            await Run.ReturnAsync(skipped).ConfigureAwait(true);
        }
    }
}
