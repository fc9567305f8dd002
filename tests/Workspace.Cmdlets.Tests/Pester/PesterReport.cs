using System;
using System.Globalization;
using System.Linq;

namespace Workspace.Tests.Pester;

/// <summary>Reads what Pester printed.</summary>
internal static class PesterReport
{
    /// <summary>The failed tests with their messages; everything where no line says that one failed.</summary>
    public static string Failures(ProcessRun run)
    {
        string[] lines = run.Output.Split('\n');
        string[] failures = [.. lines.Where(line => !line.TrimStart().StartsWith("[+]", StringComparison.Ordinal))];
        return $"Exit code {(run.ExitCode is { } code ? code.ToString(CultureInfo.InvariantCulture) : "none")}\n{string.Join('\n', failures)}";
    }
}
