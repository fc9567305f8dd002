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
    private readonly SortedDictionary<string, int> _counts = new(StringComparer.Ordinal);

    public ChaosCensus()
    {
        foreach (string name in Enum.GetNames<FaultKind>().Select(kind => $"fault {kind}").Concat(
            [
                "executed", "adopted", "unknown", "carried out without a job", "sent again", "busy", "skipped", "stopped", "stopped while sending",
                "batch halved", "clock corrected", "list", "list that is an error", "list of several pages", "list under churn",
                .. new[] { JobStatus.Succeeded, JobStatus.PartlyFailed, JobStatus.Failed }.Select(status => $"job {status}"), "wait that timed out", "not connected",
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

        Count("executed", evidence.Ledger.Count);
        Count("not connected", evidence.NotConnected is null ? 0 : 1);
        foreach (ChaosCommand command in evidence.Commands)
        {
            Add(command);
            Count("batch halved", command is InstallCommand && evidence.OperationsOf(command).Skip(1).Any() ? 1 : 0);
            if (command is ListCommand { Reading: { } list })
            {
                Count("list of several pages", list.Read.Count > 100 ? 1 : 0);
                Count("list under churn", list.Before.Except(list.After).Any() ? 1 : 0);
            }
        }
    }

    public override string ToString() => string.Join(Environment.NewLine, _counts.Select(count => $"{count.Value,8} {count.Key}"));

    private void Add(ChaosCommand command)
    {
        CommandReport report = command.Report;
        Count("stopped", report.Stopped is null ? 0 : 1);
        foreach (string warning in report.Observer.Warnings)
        {
            CountIf(warning, "adopted", "going on with that");
            CountIf(warning, "sent again", "it is sent again because");
            CountIf(warning, "stopped while sending", "was being sent when");
            CountIf(warning, "clock corrected", "This machine's clock");
        }

        foreach (WorkspaceException error in report.Errors.Select(error => error.Exception).OfType<WorkspaceException>())
        {
            Count("unknown", error.Code == WorkspaceException.AmbiguousOutcome ? 1 : 0);
            Count("busy", error.Code == WorkspaceException.ResourceBusy ? 1 : 0);
            CountIf(error.Message, "carried out without a job", "it was carried out, or need not be");
            CountIf(error.Message, "wait that timed out", "It goes on by itself");
        }

        report.Written.Where(job => job.HasEnded()).ToList().ForEach(job => Count($"job {job.Status}"));
        Count("skipped", command is RebuildCommand rebuild ? rebuild.Skipped.Count : 0);
        Count("list", command is IListing { Reading: not null } ? 1 : 0);
        Count("list that is an error", command is IListing { Reading: null } && report.Errors.Count > 0 ? 1 : 0);
    }

    private void CountIf(string text, string name, string part) => Count(name, text.Contains(part, StringComparison.Ordinal) ? 1 : 0);

    private void Count(string name, int number = 1)
    {
        _ = _counts.TryGetValue(name, out int count);
        _counts[name] = count + number;
    }
}
