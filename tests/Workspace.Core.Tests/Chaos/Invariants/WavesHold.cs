using System;
using System.Collections.Generic;
using System.Linq;
using Workspace.Emulator.Jobs;
using Workspace.Tests.Chaos.Commands;

namespace Workspace.Tests.Chaos.Invariants;

/// <summary>
/// Pools are rebuilt in waves: no more at a time than were allowed, none beside the canary, and none is begun when too many have failed. Every pool that
/// was not begun then is named.
/// </summary>
internal sealed class WavesHold : IInvariant
{
    public IEnumerable<string> Violations(ChaosEvidence evidence) =>
        evidence.Commands.OfType<PoolRebuildCommand>()
            .Where(command => command is { Settings.Wait: true, Report: { Stopped: null, WaitBegan: not null } })
            .SelectMany(command => Violations(evidence, command, [.. evidence.OperationsOf(command)]));

    private static IEnumerable<string> Violations(ChaosEvidence evidence, PoolRebuildCommand command, ExecutedOperation[] lines)
    {
        CommandSettings settings = command.Settings;
        DateTimeOffset[] failures = [.. Failures(command).OrderBy(time => time)];
        if (failures.Length >= settings.StopAfterFailures)
        {
            // Those of a wave begin together: one that was about to be ordered still is.
            DateTimeOffset enough = failures[settings.StopAfterFailures - 1];
            if (lines.Count(line => line.Request.Received > enough) >= settings.ThrottleLimit)
            {
                yield return $"Command {command.Number} goes on after {settings.StopAfterFailures} failures.";
            }
        }

        foreach (string pool in command.Targets.Where(pool => !IsAccountedFor(command, pool)))
        {
            yield return $"Command {command.Number} does not tell what became of pool {pool}.";
        }

        // A job whose wait was given up, or whose answer was lost, may run beside the next.
        if (command.Report.Errors.Count > 0)
        {
            yield break;
        }

        if (lines.Any(line => lines.Count(other => other.Time <= line.Time && !(evidence.Jobs[other.JobId!].EndTime <= line.Time)) > settings.ThrottleLimit))
        {
            yield return $"Command {command.Number} works on more than {settings.ThrottleLimit} pools at a time.";
        }

        if (lines.FirstOrDefault(line => line.PoolId == command.Canary) is { } canary && lines.Any(line => line != canary && !(evidence.Jobs[canary.JobId!].EndTime <= line.Time)))
        {
            yield return $"Command {command.Number} does not wait for its canary.";
        }
    }

    // One pool fails once, however much is told of it.
    private static IEnumerable<DateTimeOffset> Failures(PoolRebuildCommand command) =>
        from pool in command.Targets
        let jobs = command.Report.Started.Where(started => started.PoolId == pool).Select(started => started.JobId).Append(pool).ToArray()
        let times = command.Report.Errors.Where(error => error.Time > command.Report.WaitBegan && error.Targets.Any(jobs.Contains)).Select(error => error.Time)
            .Concat(command.Report.Jobs.Where(told => told.Job.HasFailed() && jobs.Contains(told.Job.JobId)).Select(told => told.Time)).ToArray()
        where times.Length > 0
        select times.Min();

    private static bool IsAccountedFor(PoolRebuildCommand command, string pool) =>
        command.Settings.Declines
        || command.Report.Jobs.Any(told => told.Job.PoolId == pool)
        || command.Report.Errors.Any(error => error.Targets.Contains(pool) || command.Report.Started.Any(started => started.PoolId == pool && error.Targets.Contains(started.JobId)));
}
