using System;
using System.Collections.Generic;
using System.Linq;

namespace Workspace.Tests.Chaos.Commands;

/// <summary>An error record of a command.</summary>
/// <param name="Exception">What happened.</param>
/// <param name="Targets">The ids that it is an error of.</param>
/// <param name="Time">When it was told.</param>
internal sealed record CommandError(Exception Exception, IReadOnlyList<string> Targets, DateTimeOffset Time)
{
    /// <summary>The client's own code of it, or the service's; null where it is no error of these.</summary>
    public string? Code => (Exception as WorkspaceException)?.Code;

    /// <summary>It names an id, as its target or in its message.</summary>
    public bool Names(string id) => Targets.Contains(id) || Exception.Message.Contains(id, StringComparison.Ordinal);
}
