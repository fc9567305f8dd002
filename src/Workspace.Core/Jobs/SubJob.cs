using System;
using System.Text.Json.Serialization;

namespace Workspace.Jobs;

/// <summary>A job's part, one for each desktop (GET /workspace-sub-jobs).</summary>
public sealed class SubJob
{
    /// <summary>The sub-job's id.</summary>
    [JsonPropertyName("id")]
    public string? SubJobId { get; set; }

    /// <summary>The id of the job that it is a part of.</summary>
    public string? JobId { get; set; }

    /// <summary>What it does, such as rebuildDesktopPool.</summary>
    [JsonPropertyName("job_type")]
    public string? Type { get; set; }

    /// <summary>WAITING, RUNNING, SUCCESS or FAILED.</summary>
    public string? Status { get; set; }

    /// <summary>The progress, 0 to 100 per cent.</summary>
    [JsonPropertyName("process")]
    public int? Progress { get; set; }

    /// <summary>The desktop's id.</summary>
    [JsonIgnore]
    public string? DesktopId => Entities?.DesktopId;

    /// <summary>The desktop's name.</summary>
    [JsonIgnore]
    public string? DesktopName => Entities?.DesktopName ?? PlainDesktopName;

    /// <summary>The service's code of a failure.</summary>
    public string? ErrorCode { get; set; }

    /// <summary>Why it failed.</summary>
    public string? FailReason { get; set; }

    /// <summary>When it began. The service names no zone; it is taken for UTC.</summary>
    public DateTime? BeginTime { get; set; }

    /// <summary>When it ended. The service names no zone; it is taken for UTC.</summary>
    public DateTime? EndTime { get; set; }

    /// <summary>The host that carries it out.</summary>
    public string? Host { get; set; }

    /// <summary>The project's id.</summary>
    public string? ProjectId { get; set; }

    /// <summary>The user that a desktop is assigned to.</summary>
    public string? AttachUser { get; set; }

    /// <summary>What it works on, in one word.</summary>
    public string? Entity { get; set; }

    /// <summary>What it works on.</summary>
    public JobEntities? Entities { get; set; }

    /// <summary>The desktop's address.</summary>
    [JsonPropertyName("ip_address")]
    public string? IPAddress { get; set; }

    /// <summary>The network card's address; older versions of the service tell it.</summary>
    public string? MacAddress { get; set; }

    /// <summary>A message; older versions of the service tell it.</summary>
    public string? Message { get; set; }

    [JsonInclude]
    [JsonPropertyName("desktop_name")]
    internal string? PlainDesktopName { get; set; }

    /// <summary>The part has ended, and failed.</summary>
    /// <returns>Whether it is so.</returns>
    public bool HasFailed() => JobStatus.FromService(Status) == JobStatus.Failed;

    /// <summary>The part has ended, and succeeded.</summary>
    /// <returns>Whether it is so.</returns>
    public bool HasSucceeded() => JobStatus.FromService(Status) == JobStatus.Succeeded;

    /// <inheritdoc/>
    public override string ToString() => $"{DesktopName ?? DesktopId ?? SubJobId}: {Status}";
}
