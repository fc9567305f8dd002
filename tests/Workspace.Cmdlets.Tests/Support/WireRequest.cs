// Compiled by Wire.ps1 into the PowerShell that runs the tests: plain C# for .NET 8, not part of the test project.
using System;
using System.Collections.Generic;

namespace Workspace.Tests.Wire;

/// <summary>A request as it came over the socket.</summary>
public sealed class WireRequest
{
    public string Method { get; init; }

    /// <summary>Path and query as sent.</summary>
    public string Target { get; init; }

    public string Path => Target.Split('?')[0];

    public Dictionary<string, string> Headers { get; } = new(StringComparer.OrdinalIgnoreCase);

    public string Body { get; init; }

    /// <summary>It changes something. POST /sysprep only reads, and logging on is no change.</summary>
    public bool IsWrite => Method != "GET" && !Path.EndsWith("/sysprep", StringComparison.Ordinal) && !Path.StartsWith("/v3/", StringComparison.Ordinal);

    public override string ToString() => $"{Method} {Target} {Body}".TrimEnd();
}
