using System;
using System.Linq;
using Workspace.Emulator;

namespace Workspace.Commands;

/// <summary>A request that the service in memory received. It shows no header, for these authorize it.</summary>
public sealed class WsEmulatorRequest
{
    internal WsEmulatorRequest(EmulatorRequest request)
    {
        Received = request.Received.UtcDateTime;
        Method = request.Method;
        Path = request.Path;
        Query = string.Join("&", request.Query.Select(pair => $"{pair.Key}={pair.Value}"));
        Body = request.BodyText;
        Status = request.Status;
    }

    /// <summary>When it came, UTC, on the service's clock.</summary>
    public DateTime Received { get; }

    /// <summary>The HTTP method.</summary>
    public string Method { get; }

    /// <summary>The path as sent.</summary>
    public string Path { get; }

    /// <summary>The query, decoded; empty for none.</summary>
    public string Query { get; }

    /// <summary>The body; empty for none.</summary>
    public string Body { get; }

    /// <summary>The status of the answer; 0 where none was given.</summary>
    public int Status { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Method} {Path} -> {Status}";
}
