using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace Workspace.Tests.Pester;

/// <summary>Looks for a PowerShell 7 that has Pester: on PATH, else the one that the repository's tool manifest brings.</summary>
internal static class PwshFinder
{
    // The module is built for .NET 8, which PowerShell 7.4 was the first to run on.
    private const string Probe = "if ($PSVersionTable.PSVersion -lt '7.4') { \"is PowerShell $($PSVersionTable.PSVersion)\" } "
        + "elseif (-not (Get-Module Pester -ListAvailable | Where-Object Version -GE '5.0')) { \"has no Pester 5\" } else { 'fits' }";

    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(60);

    private static readonly Lazy<Task<PwshSearch>> _found = new(() => FindAsync(
        Environment.GetEnvironmentVariable("PATH") ?? "",
        withTool: true,
        CancellationToken.None));

    /// <summary>The search of this machine, made once.</summary>
    public static Task<PwshSearch> Found => _found.Value;

    /// <summary>Searches.</summary>
    /// <param name="path">Folders to look in, as PATH names them.</param>
    /// <param name="withTool">Whether the tool manifest counts.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public static async Task<PwshSearch> FindAsync(string path, bool withTool, CancellationToken cancellationToken)
    {
        string name = OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh";
        List<Pwsh> candidates = [.. path.Split(Path.PathSeparator)
            .Where(folder => folder.Length > 0)
            .Select(folder => Path.Combine(folder, name))
            .Where(File.Exists)
            .Take(1)
            .Select(file => new Pwsh(file, []))];
        if (withTool)
        {
            candidates.Add(new Pwsh("dotnet", ["tool", "run", "pwsh", "--"]));
        }

        List<string> reasons = [];
        foreach (Pwsh candidate in candidates)
        {
            ProcessRun probe = await candidate.RunAsync(["-Command", Probe], _limit, cancellationToken);
            if (probe.ExitCode == 0 && probe.Output.Trim() == "fits")
            {
                return new PwshSearch(candidate, "");
            }

            reasons.Add($"{candidate} {(probe.ExitCode == 0 ? probe.Output.Trim() : "does not run")}");
        }

        string looked = reasons.Count == 0 ? "there is no pwsh on PATH" : string.Join("; ", reasons);
        return new PwshSearch(null, "Needs PowerShell 7.4 or later with Pester 5 or later: "
            + $"{looked}. Install PowerShell (https://aka.ms/powershell, or dotnet tool restore), then: pwsh -c \"Install-Module Pester -MinimumVersion 5.0\"");
    }
}
