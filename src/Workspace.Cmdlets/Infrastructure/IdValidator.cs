using System;
using System.Collections.Generic;
using System.Management.Automation;

namespace Workspace.Commands.Infrastructure;

/// <summary>
/// Reads ids that came by parameter or pipeline. They are bound even when they are null or empty, so that an object without
/// an id is told apart from no object, and never widens what is meant.
/// </summary>
internal static class IdValidator
{
    /// <summary>The ids that can be ids; each other one is an error.</summary>
    public static IEnumerable<string> Read(string?[]? ids, string name, Action<ErrorRecord> writeError)
    {
        if (ids is null || ids.Length == 0)
        {
            writeError(Missing(name, ids));
            yield break;
        }

        foreach (string? id in ids)
        {
            if (string.IsNullOrWhiteSpace(id))
            {
                writeError(Missing(name, id));
            }
            else if (Check(id!, name) is { } invalid)
            {
                writeError(invalid.ToErrorRecord(id));
            }
            else
            {
                yield return id!;
            }
        }
    }

    /// <summary>The id when it can be one; else an error and null.</summary>
    public static string? ReadOne(string? id, string name, Action<ErrorRecord> writeError)
    {
        string? read = null;
        foreach (string good in Read([id], name, writeError))
        {
            read = good;
        }

        return read;
    }

    /// <summary>Reads an id that may be left out: null or empty is none.</summary>
    /// <returns>Whether it is none or can be an id; otherwise its error was written.</returns>
    public static bool TryReadOptional(string? id, string name, Action<ErrorRecord> writeError, out string? read)
    {
        read = string.IsNullOrEmpty(id) ? null : ReadOne(id, name, writeError);
        return read is not null || string.IsNullOrEmpty(id);
    }

    private static ArgumentException? Check(string id, string name)
    {
        try
        {
            _ = WorkspaceClient.CheckId(id, name);
            return null;
        }
        catch (ArgumentException invalid)
        {
            return invalid;
        }
    }

    private static ErrorRecord Missing(string name, object? target) =>
        new ArgumentException($"{name} is null or empty, and nothing never means everything. {Hint(name)}").ToErrorRecord(target);

    private static string Hint(string name) => name switch
    {
        "PoolId" => "Desktops tell their pool when they come from Get-WsPoolDesktop or Get-WsDesktop -IncludePool.",
        "DesktopId" => "A job that has just begun does not know its desktops yet.",
        _ => $"Give a {name}, or an object that has one.",
    };
}
