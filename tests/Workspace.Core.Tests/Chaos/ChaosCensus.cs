using System;
using System.Collections.Generic;
using System.Linq;
using Workspace.Emulator;
using Workspace.Emulator.Faults;
using Workspace.Jobs;
using Workspace.Tests.Chaos.Commands;

namespace Workspace.Tests.Chaos;

/// <summary>Counts what happened in all runs: an invariant that was never put to the test holds for nothing.</summary>
internal sealed class ChaosCensus
{
    private static readonly string[] _operations =
        ["desktopToImage", "batchInstallCesAgent", "rebuildDesktopPool", "rebuildDesktops", "executeDesktopsAction", "os-start", "os-stop", "reboot", "os-hibernate", "logoff", "sendNotifications"];

    // What a warning says when it happened.
    private static readonly Dictionary<string, string> _warnings = new(StringComparer.Ordinal)
    {
        ["adopted"] = "was found: going on with that",
        ["taken over"] = "already: going on with that instead of starting another",
        ["change that shows"] = "show that it was carried out: going on with these",
        ["sent again"] = "it is sent again because",
        ["stopped while sending"] = "was being sent",
        ["clock corrected"] = "This machine's clock",
        ["not settled"] = "still busy after",
    };

    // The same of an error.
    private static readonly Dictionary<string, string> _errors = new(StringComparer.Ordinal)
    {
        ["carried out without a job"] = "it was carried out, or need not be",
        ["wait that timed out"] = "It goes on by itself",
        ["pool that was not begun"] = "was not begun",
        ["rollout without its canary"] = "a rollout without its canary is not what was asked for",
        ["image without a name of its own"] = "the new one is found by its name afterwards",
    };

    private static readonly Dictionary<string, string> _codes = new(StringComparer.Ordinal)
    {
        ["unknown"] = WorkspaceException.AmbiguousOutcome,
        ["busy"] = WorkspaceException.ResourceBusy,
        ["left behind"] = WorkspaceException.LeftBehind,
    };

    private readonly SortedDictionary<string, int> _counts = new(StringComparer.Ordinal);

    public ChaosCensus()
    {
        foreach (string name in Enum.GetNames<FaultKind>().Select(kind => $"fault {kind}")
            .Concat(_operations.Select(type => $"executed {type}"))
            .Concat(_warnings.Keys).Concat(_errors.Keys).Concat(_codes.Keys).Concat(
            [
                "skipped", "declined", "stopped", "desktop", "desktop that was waited for", "batch halved", "wave", "canary", "not connected",
                "list", "list that is an error", "list of several pages", "list under churn",
                .. new[] { JobStatus.Succeeded, JobStatus.PartlyFailed, JobStatus.Failed, JobStatus.Unknown }.Select(status => $"job {status}"),
            ]))
        {
            _counts[name] = 0;
        }
    }

    /// <summary>What never happened.</summary>
    public IEnumerable<string> Missing => _counts.Where(count => count.Value == 0).Select(count => count.Key);

    public void Add(ChaosEvidence evidence)
    {
        foreach (EmulatorRequest request in evidence.Requests.Where(request => request.Fault is not null))
        {
            Count($"fault {request.Fault}");
        }

        foreach (string type in evidence.Ledger.Select(line => line.Type))
        {
            Count($"executed {type}");
        }

        Count("not connected", evidence.NotConnected is not null);
        foreach (ChaosCommand command in evidence.Commands)
        {
            Add(command.Report);
            if (command is ActionCommand action)
            {
                Add(action, evidence.OperationsOf(command).Count());
            }
            else if (command is ReadCommand read)
            {
                Add(read);
            }
        }
    }

    public override string ToString() => string.Join(Environment.NewLine, _counts.Select(count => $"{count.Value,8} {count.Key}"));

    private void Add(CommandReport report)
    {
        Count("stopped", report.Stopped is not null);
        foreach (string warning in report.Warnings)
        {
            CountAll(_warnings, part => warning.Contains(part, StringComparison.Ordinal));
        }

        foreach (CommandError error in report.Errors)
        {
            CountAll(_errors, part => error.Exception.Message.Contains(part, StringComparison.Ordinal));
            CountAll(_codes, code => error.Code == code);
        }

        foreach (Job job in report.Jobs.Select(told => told.Job).Where(job => job.JobId is not null && job.HasEnded()))
        {
            Count($"job {job.Status}");
        }
    }

    private void Add(ActionCommand command, int operations)
    {
        for (int i = 0; i < command.Skipped.Count; i++)
        {
            Count("skipped");
        }

        Count("declined", command.Report.Declined.Count > 0);
        Count("desktop", command.Report.Desktops.Count > 0);
        Count("desktop that was waited for", command is FleetCommand && command.Reached.Count > 0);
        Count("batch halved", command is InstallCommand && operations > 1);
        Count("wave", command is PoolRebuildCommand { Settings.Wait: true } && operations > command.Settings.ThrottleLimit);
        Count("canary", command is PoolRebuildCommand { Settings.Wait: true, Canary: not null } && operations > 1);
    }

    private void Add(ReadCommand command)
    {
        Count("list", command.Reading is not null);
        Count("list that is an error", command.Reading is null && command.Report.Errors.Count > 0);
        Count("list of several pages", command is ListCommand && command.Reading?.Read.Count > 100);
        Count("list under churn", command is ListCommand && command.Reading is { } list && list.Before.Except(list.After).Any());
    }

    private void CountAll(IReadOnlyDictionary<string, string> texts, Predicate<string> happened)
    {
        foreach ((string name, string text) in texts)
        {
            Count(name, happened(text));
        }
    }

    private void Count(string name, bool happened = true)
    {
        _ = _counts.TryGetValue(name, out int count);
        _counts[name] = count + (happened ? 1 : 0);
    }
}
