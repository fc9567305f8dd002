using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using Workspace.Emulator;
using Workspace.Emulator.Desktops;
using Workspace.Emulator.Images;
using Workspace.Emulator.Jobs;
using Workspace.Tests.Chaos.Commands;

namespace Workspace.Tests.Chaos;

/// <summary>What a run left: what the service did, what its users were told, and how it came to that.</summary>
internal sealed class ChaosEvidence
{
    public ChaosEvidence(ChaosPlan plan, EmulatedTenant tenant, IReadOnlyList<ChaosCommand> commands, WorkspaceException? notConnected, bool hasEnded)
    {
        Plan = plan;
        Commands = commands;
        NotConnected = notConnected;
        HasEnded = hasEnded;
        Ledger = tenant.Ledger;
        Requests = tenant.Requests;
        Images = tenant.Images;
        Desktops = tenant.Desktops;
        Jobs = tenant.Jobs.ToDictionary(job => job.JobId);
        ProjectId = tenant.ProjectId;
    }

    public ChaosPlan Plan { get; }

    public IReadOnlyList<ChaosCommand> Commands { get; }

    /// <summary>Why there was no connection; null when there was.</summary>
    public WorkspaceException? NotConnected { get; }

    public bool HasEnded { get; }

    public IReadOnlyList<ExecutedOperation> Ledger { get; }

    public IReadOnlyList<EmulatorRequest> Requests { get; }

    public IReadOnlyList<EmulatedImage> Images { get; }

    /// <summary>The desktops that are left.</summary>
    public IReadOnlyList<EmulatedDesktop> Desktops { get; }

    public IReadOnlyDictionary<string, EmulatedJob> Jobs { get; }

    /// <summary>Stands in the path of every request of the run, and so in every error of one.</summary>
    public string ProjectId { get; }

    /// <summary>Which command sent a request.</summary>
    public static int CommandOf(EmulatorRequest request) => int.Parse(request.Headers[ChaosHandler.Mark], CultureInfo.InvariantCulture);

    /// <summary>What an operation was ordered for: its pool, or its desktops.</summary>
    public static IReadOnlyList<string> TargetsOf(ExecutedOperation line) => line.PoolId is { } pool ? [pool] : line.DesktopIds;

    /// <summary>What a command's requests made the service do.</summary>
    public IEnumerable<ExecutedOperation> OperationsOf(ChaosCommand command) => Ledger.Where(line => CommandOf(line.Request) == command.Number);

    /// <summary>The whole story, for who has to find out what happened.</summary>
    public string Tell()
    {
        var text = new StringBuilder();
        DateTimeOffset start = Requests.Count > 0 ? Requests[0].Received : default;
        string At(DateTimeOffset time) => (time - start).TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture).PadLeft(10);
        text.AppendLine(CultureInfo.InvariantCulture, $"Faults {Plan.Faults.Rate:P0} of {string.Join(", ", Plan.Faults.Kinds)}; timeout {Plan.Timeout}, deadline {Plan.Retry.Deadline}, {Plan.Retry.MaximumRetryCount} repeats");
        text.AppendLine(CultureInfo.InvariantCulture, $"{Plan.Options.Desktops} desktops, jobs take {Plan.Options.JobSeconds} s and show after {Plan.Options.Quirks.SubJobDelaySeconds} s, skew {Plan.Options.Quirks.ClockSkewSeconds} s");
        text.AppendLine(NotConnected is null ? "Connected" : $"Not connected: {NotConnected.Message}");
        foreach (EmulatorRequest request in Requests)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{At(request.Received)} [{CommandOf(request)}] {request.Method} {request.Path}?{string.Join("&", request.Query.Select(q => $"{q.Key}={q.Value}"))} {request.BodyText} -> {request.Status} {request.Fault}");
        }

        foreach (ExecutedOperation line in Ledger)
        {
            EmulatedJob? job = line.JobId is null ? null : Jobs[line.JobId];
            text.AppendLine(CultureInfo.InvariantCulture, $"{At(line.Time)} [{CommandOf(line.Request)}] executed {line.Type} {line.PoolId} {string.Join(", ", line.DesktopIds)}: job {line.JobId}, {job?.Status}, ends {(job?.EndTime is { } end ? At(end) : "")}");
        }

        foreach (ChaosCommand command in Commands)
        {
            CommandReport report = command.Report;
            text.AppendLine(CultureInfo.InvariantCulture, $"[{command.Number}] {command}: from {At(report.Began)} to {(report.Ended is { } end ? At(end) : "never")}{(report.Stopped is { } stop ? ", stopped " + At(stop) : "")}");
            report.Started.ForEach(started => text.AppendLine(CultureInfo.InvariantCulture, $"    started {started}"));
            report.Jobs.ForEach(told => text.AppendLine(CultureInfo.InvariantCulture, $"{At(told.Time)} job {told.Job.JobId} {told.Job.Status} pool {told.Job.PoolId} desktops {string.Join(", ", told.Job.DesktopId)}"));
            report.Desktops.ForEach(id => text.AppendLine(CultureInfo.InvariantCulture, $"    desktop {id}"));
            report.Errors.ForEach(error => text.AppendLine(CultureInfo.InvariantCulture, $"{At(error.Time)} error of {string.Join(", ", error.Targets)}: {error.Exception.Message}"));
            foreach (string warning in report.Warnings)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"    warning {warning}");
            }
        }

        return text.ToString();
    }
}
