using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using Workspace.Agents;
using Workspace.Desktops;
using Workspace.Jobs;
using Workspace.Pools;

namespace Workspace.Reports;

/// <summary>
/// The JSON of a report: a column for each property of the desktops, in which what comes often is a number. -1 stands for what is not known.
/// </summary>
internal sealed class FleetColumns(FleetReport report)
{
    private const int Unknown = -1;

    private readonly Names _states = new();
    private readonly Names _tasks = new();
    private readonly Names _logins = new();
    private readonly Names _images = new();
    private readonly Names _versions = new();
    private readonly Dictionary<string, int> _pools = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _imageNames = new(StringComparer.Ordinal);

    public void Write(Stream stream)
    {
        // The default encoder escapes <, >, &, quotes and all that is not ASCII.
        using var json = new Utf8JsonWriter(stream);
        json.WriteStartObject();
        json.WriteString("title", report.Title);
        json.WriteString("project", report.ProjectId);
        json.WriteString("region", report.Region);
        json.WriteString("made", Text(report.Made));
        json.WriteNumber("days", report.Days);
        WriteTexts(json, "gaps", report.Gaps);
        WritePools(json);
        WriteDesktops(json);
        WriteTexts(json, "states", _states.All);
        WriteTexts(json, "tasks", _tasks.All);
        WriteTexts(json, "logins", _logins.All);
        WriteTexts(json, "versions", _versions.All);
        WriteTexts(json, "images", _images.All);
        WriteTexts(json, "imageNames", _images.All.Select(id => _imageNames.TryGetValue(id, out string? name) ? name : id));
        WriteJobs(json);
        json.WriteEndObject();
    }

    private void WritePools(Utf8JsonWriter json)
    {
        json.WriteStartArray("pools");
        foreach (Pool pool in report.Pools)
        {
            _pools[pool.PoolId ?? ""] = _pools.Count;
            json.WriteStartObject();
            json.WriteString("id", pool.PoolId);
            json.WriteString("name", pool.Name);
            json.WriteString("type", pool.Type);
            json.WriteString("status", pool.Status);
            json.WriteNumber("image", Image(pool.ImageId, pool.SourceImageName));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteDesktops(Utf8JsonWriter json)
    {
        Dictionary<string, SysprepInfo>? sysprep = ById(report.Sysprep, info => info.DesktopId);
        Dictionary<string, AgentState>? agents = ById(report.Agents, agent => agent.DesktopId);
        json.WriteStartObject("desktops");
        WriteTexts(json, "id", report.Desktops.Select(desktop => desktop.DesktopId));
        WriteTexts(json, "name", report.Desktops.Select(desktop => desktop.Name));
        WriteTexts(json, "user", report.Desktops.Select(desktop => desktop.UserName));
        WriteNumbers(json, "pool", desktop => desktop.PoolId is { } id && _pools.TryGetValue(id, out int pool) ? pool : Unknown);
        WriteNumbers(json, "state", desktop => _states.NumberOf(desktop.Status));
        WriteNumbers(json, "task", desktop => _tasks.NumberOf(desktop.TaskStatus));
        WriteNumbers(json, "login", desktop => _logins.NumberOf(desktop.LoginStatus));
        WriteNumbers(json, "image", desktop => Image(desktop.ImageId, desktop.SourceImageName));
        WriteNumbers(json, "sysprep", desktop => sysprep is null || !sysprep.TryGetValue(desktop.DesktopId ?? "", out SysprepInfo? info) ? Unknown : _versions.NumberOf(info.SysprepVersion));
        WriteNumbers(json, "agent", desktop => agents is null ? Unknown : agents.TryGetValue(desktop.DesktopId ?? "", out AgentState? agent) && agent.IsInstalled ? 1 : 0);
        WriteNumbers(json, "maintenance", desktop => desktop.InMaintenanceMode == true ? 1 : 0);
        json.WriteEndObject();
    }

    private void WriteJobs(Utf8JsonWriter json)
    {
        if (report.Jobs is null)
        {
            json.WriteNull("jobs");
            return;
        }

        json.WriteStartArray("jobs");
        foreach (Job job in report.Jobs)
        {
            json.WriteStartObject();
            json.WriteString("id", job.JobId);
            json.WriteString("type", job.Type);
            json.WriteString("status", job.Status);
            json.WriteNumber("pool", job.PoolId is { } id && _pools.TryGetValue(id, out int pool) ? pool : Unknown);
            json.WriteString("begin", Text(job.BeginTime));
            json.WriteString("end", Text(job.EndTime));
            json.WriteNumber("desktops", job.DesktopId.Length);
            json.WriteString("code", job.ErrorCode);
            json.WriteString("reason", job.FailReason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteNumbers(Utf8JsonWriter json, string name, Func<Desktop, int> number)
    {
        json.WriteStartArray(name);
        foreach (Desktop desktop in report.Desktops)
        {
            json.WriteNumberValue(number(desktop));
        }

        json.WriteEndArray();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string?> texts)
    {
        json.WriteStartArray(name);
        foreach (string? text in texts)
        {
            json.WriteStringValue(text ?? "");
        }

        json.WriteEndArray();
    }

    private int Image(string? id, string? name)
    {
        if (string.IsNullOrEmpty(id))
        {
            return Unknown;
        }

        if (name is { Length: > 0 })
        {
            _imageNames[id!] = name;
        }

        return _images.NumberOf(id);
    }

    private static string? Text(DateTime? time) => time?.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    // What is listed twice is the same desktop.
    private static Dictionary<string, T>? ById<T>(IEnumerable<T>? items, Func<T, string?> id)
    {
        if (items is null)
        {
            return null;
        }

        var byId = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (T item in items)
        {
            byId[id(item) ?? ""] = item;
        }

        return byId;
    }
}
