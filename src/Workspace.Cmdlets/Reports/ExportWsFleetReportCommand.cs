using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using Workspace.Commands.Infrastructure;
using Workspace.Desktops;
using Workspace.Jobs;
using Workspace.Reports;

namespace Workspace.Commands;

/// <summary>
/// Writes a report of the whole fleet as one HTML file that needs no network: desktops by state, image and pool, stragglers, Sysprep,
/// agents, and the jobs of the last days. It reads GET /desktops/detail, /desktops, /desktop-pools, /desktops/agents, POST /sysprep and
/// GET /workspace-sub-jobs, once for each pool too.
/// </summary>
[Cmdlet(VerbsData.Export, "WsFleetReport", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(FileInfo))]
public sealed class ExportWsFleetReportCommand : WorkspaceCmdletBase
{
    private const string Activity = "Reading the Workspace fleet";
    private const int ActivityId = 1_771_203;

    /// <summary>The file to write, such as fleet.html. One that is there is replaced when the new one is complete.</summary>
    [Parameter(Mandatory = true, Position = 0, HelpMessage = "Where the report goes: a file, such as fleet.html.")]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>The report's heading.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string Title { get; set; } = "Workspace fleet";

    /// <summary>How many days of jobs to show, 1 to 90.</summary>
    [Parameter]
    [ValidateRange(1, 90)]
    [NotEmpty(nameof(Days))]
    public int Days { get; set; } = 7;

    /// <summary>Leave a file alone that is there already: it is an error.</summary>
    [Parameter]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>Replace a file that is read-only. It stays read-only.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override async Task ProcessAsync()
    {
        string path = Try(Path!, CheckPath);
        if (ShouldProcess(path, $"Write a report of {Session}"))
        {
            using TargetFile target = Try(path, () => TargetFile.Begin(path));
            await TryAsync(path, () => ExportAsync(target, path)).ConfigureAwait(true);
        }
    }

    // Before anything is read, which may take minutes.
    private string CheckPath()
    {
        string given = GetUnresolvedProviderPathFromPSPath(Path);
        string path = SessionState.Path.IsProviderQualified(given) ? throw new IOException($"Path '{given}' is no file.") : TargetFile.Follow(given);
        if (!Directory.Exists(System.IO.Path.GetDirectoryName(path)))
        {
            throw new DirectoryNotFoundException($"The folder of '{path}' does not exist.");
        }

        if (Directory.Exists(path) || (File.Exists(path) && !IsRegular(path)))
        {
            throw new IOException($"Path '{path}' is no file: a report replaces regular files only.");
        }

        if (NoClobber && File.Exists(path))
        {
            throw new IOException($"File '{path}' exists already, and -NoClobber is set.");
        }

        return File.Exists(path) && new FileInfo(path).IsReadOnly && !Force
            ? throw new UnauthorizedAccessException($"File '{path}' is read-only. Use -Force to replace it.")
            : path;
    }

    // Only PowerShell tells a device from a file, and only where there are modes.
    private bool IsRegular(string path) =>
        InvokeProvider.Item.Get([path], force: true, literalPath: true).FirstOrDefault()?.Properties["UnixStat"]?.Value is not { } stat
        || PSObject.AsPSObject(stat).Properties["ItemType"]?.Value?.ToString() is null or "File";

    private T Try<T>(string path, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            ThrowTerminatingError(wrong.ToErrorRecord("WsPath", ErrorCategory.WriteError, path, "Give the name of a file in a folder that exists, where this user may write."));
            throw;
        }
    }

    private async Task ExportAsync(TargetFile target, string path)
    {
        var report = new FleetReport
        {
            Title = Title,
            ProjectId = Session.ProjectId,
            Region = Session.Region ?? Session.Endpoint.Host,
            Made = Client.Clock.UtcNow.UtcDateTime,
            Days = Days,
        };
        try
        {
            await FillAsync(report).ConfigureAwait(true);
        }
        finally
        {
            if (!StopToken.IsCancellationRequested)
            {
                WriteProgress(new ProgressRecord(ActivityId, Activity, "Done") { RecordType = ProgressRecordType.Completed });
            }
        }

        WriteObject(Try(path, () => target.Write(stream => FleetPage.Write(report, stream))));
    }

    // Without desktops and pools there is nothing to report; of the rest the report says what it lacks.
    private async Task FillAsync(FleetReport report)
    {
        report.Desktops = await ReadAsync("desktops", Client.Desktops.List()).ConfigureAwait(true);
        report.Pools = await ReadAsync("pools", Client.Pools.List()).ConfigureAwait(true);
        await TryAsync(report, "which pool each desktop is in", () => FillPoolsAsync(report.Desktops)).ConfigureAwait(true);
        if (report.Desktops.Count > 0)
        {
            await TryAsync(report, "Sysprep", async () => report.Sysprep = await Client.Desktops.CheckSysprepAsync(null, StopToken).ConfigureAwait(true)).ConfigureAwait(true);
            await TryAsync(report, "the agents", async () => report.Agents = await ReadAsync("agents", Client.Agents.List()).ConfigureAwait(true)).ConfigureAwait(true);
        }

        await TryAsync(report, "the jobs", async () => report.Jobs = await ReadJobsAsync(report).ConfigureAwait(true)).ConfigureAwait(true);
    }

    private async Task FillPoolsAsync(IReadOnlyList<Desktop> desktops)
    {
        var pools = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (DesktopSummary summary in await ReadAsync("pools of desktops", Client.Desktops.ListSummaries()).ConfigureAwait(true))
        {
            pools[summary.DesktopId ?? ""] = summary.PoolId;
        }

        foreach (Desktop desktop in desktops)
        {
            desktop.PoolId = pools.TryGetValue(desktop.DesktopId ?? "", out string? pool) ? pool : null;
        }
    }

    // The jobs of pools show only for a given pool.
    private async Task<IReadOnlyList<Job>> ReadJobsAsync(FleetReport report)
    {
        DateTime oldest = report.Made.AddDays(-Days);
        Task<List<Job>>[] lists = [.. report.Pools.Select(pool => pool.PoolId).Prepend(null).Select(pool => ListJobsAsync(pool, oldest))];
        List<Job>[] found = await Task.WhenAll(lists).ConfigureAwait(true);
        return [.. found.SelectMany(jobs => jobs).GroupBy(job => job.JobId).Select(same => same.Last()).OrderBy(job => job.BeginTime)];
    }

    private async Task<List<Job>> ListJobsAsync(string? poolId, DateTime oldest)
    {
        List<Job> jobs = [];
        await foreach (Job job in Client.Jobs.ListAsync(new JobFilter { PoolId = poolId }, StopToken).ConfigureAwait(true))
        {
            if (job.BeginTime >= oldest)
            {
                jobs.Add(job);
            }
        }

        return jobs;
    }

    private async Task<List<T>> ReadAsync<T>(string what, ItemList<T> list)
    {
        const int Step = 1000;
        List<T> items = [];
        WriteProgress(new ProgressRecord(ActivityId, Activity, what));
        await foreach (T item in list.WithCancellation(StopToken).ConfigureAwait(true))
        {
            items.Add(item);
            if (items.Count % Step == 0)
            {
                WriteProgress(new ProgressRecord(ActivityId, Activity, $"{what}: {items.Count}"));
            }
        }

        return items;
    }

    private async Task TryAsync(FleetReport report, string what, Func<Task> readAsync)
    {
        try
        {
            await readAsync().ConfigureAwait(true);
        }
        catch (WorkspaceException failure) when (!failure.ConcernsConnection)
        {
            report.Gaps.Add($"{what}: {failure.Message}");
            WriteWarning($"The report lacks {what}: {failure.Message}");
        }
    }
}
