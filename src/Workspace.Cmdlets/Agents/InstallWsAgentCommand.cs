using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using Workspace.Agents;
using Workspace.Commands.Shell;
using Workspace.Commands.Shell.Completion;
using Workspace.Desktops;
using Workspace.Jobs;

namespace Workspace.Commands;

/// <summary>Installs the monitoring agent on desktops (POST /desktops/agents), up to 100 in one job.</summary>
[Cmdlet(VerbsLifecycle.Install, "WsAgent", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(Job))]
public sealed class InstallWsAgentCommand : ForcibleActionCommand
{
    private readonly DesktopQueue _queue;
    private readonly Dictionary<string, Desktop> _piped = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _having = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<Desktop> _skipped = [];
    private InstalledAgents? _agents;
    private JobSnapshot? _jobs;

    /// <summary>Makes the cmdlet.</summary>
    public InstallWsAgentCommand() => _queue = QueueDesktops(
        desktop => !Skip(desktop) && Approve(Targets.Describe(desktop), "Install the monitoring agent"),
        desktops => ForAsync(desktops.Select(desktop => desktop.DesktopId).ToArray(), () => StartAsync(desktops)));

    /// <summary>The desktops' ids.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true, HelpMessage = PromptHelp.DesktopIds)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(DesktopIdCompleter))]
    public string?[]? DesktopId { get; set; }

    /// <summary>The desktop itself, as it is piped: what it tells need not be read again.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    public Desktop? InputObject { get; set; }

    private protected override Task ProcessAsync()
    {
        if (InputObject is { DesktopId: { } id, Name: not null, LoginStatus: not null } desktop)
        {
            _piped[id] = desktop;
        }

        return _queue.AddAsync(DesktopId);
    }

    /// <summary>Only those that came as ids: nothing is lost with an installation, so it does not matter who logged on since.</summary>
    private protected override async Task<IReadOnlyDictionary<string, Desktop>> ReadDesktopsAsync(IReadOnlyList<string> ids)
    {
        Dictionary<string, Desktop> all = new(StringComparer.OrdinalIgnoreCase);
        foreach (string id in ids.Where(_piped.ContainsKey))
        {
            all.Add(id, _piped[id]);
            _ = _piped.Remove(id);
        }

        string[] others = [.. ids.Where(id => !all.ContainsKey(id))];
        foreach (Desktop read in others.Length == 0 ? [] : (await base.ReadDesktopsAsync(others).ConfigureAwait(true)).Values)
        {
            all[read.DesktopId!] = read;
        }

        if (!Force && all.Count > 0)
        {
            _agents ??= new InstalledAgents(Client.Agents);
            _having.UnionWith(await _agents.FindAsync([.. all.Keys], StopToken).ConfigureAwait(true));
        }

        return all;
    }

    private protected override async Task EndAsync()
    {
        await _queue.CompleteAsync().ConfigureAwait(true);
        WriteSkipped();
        await base.EndAsync().ConfigureAwait(true);
    }

    private protected override async Task DrainAsync()
    {
        await base.DrainAsync().ConfigureAwait(true);
        await _queue.DrainAsync().ConfigureAwait(true);
    }

    private protected override void Describe(Job job) => job.DesktopId = StartedAs(job).DesktopId;

    // Before anything is asked: there is nothing to do.
    private bool Skip(Desktop desktop)
    {
        bool isThere = _having.Contains(desktop.DesktopId!);
        if (isThere)
        {
            _skipped.Add(desktop);
        }

        return isThere;
    }

    private void WriteSkipped()
    {
        if (_skipped.Count > 0)
        {
            string who = _skipped.Count == 1 ? $"Desktop {_skipped[0].Name} has" : $"{_skipped.Count} desktops have";
            var skipped = Job.NotNeeded(null, $"{who} the agent already. Use -Force to install it all the same.");
            skipped.DesktopId = [.. _skipped.Select(desktop => desktop.DesktopId!)];
            WriteObject(skipped);
        }
    }

    private async Task StartAsync(IReadOnlyList<Desktop> desktops)
    {
        _jobs = await Client.Jobs.ReadSnapshotAsync(null, _jobs, StopToken).ConfigureAwait(true);
        await StartBatchAsync(
            desktops,
            null,
            part => ActionTarget.AgentInstallation(part, _jobs, trace => Client.Agents.FindTraceAsync(part, trace)),
            (part, token) => Client.Agents.InstallAsync(part, token)).ConfigureAwait(true);
    }
}
