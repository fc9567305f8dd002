using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace Workspace.Tests.Pester;

/// <summary>A PowerShell on this machine.</summary>
internal sealed class Pwsh(string program, string[] prefix)
{
    /// <summary>Runs it without profile, where nobody can be asked.</summary>
    public Task<ProcessRun> RunAsync(IEnumerable<string> arguments, TimeSpan limit, CancellationToken cancellationToken) =>
        ProcessRun.StartAsync(program, [.. prefix, "-NoProfile", "-NonInteractive", .. arguments], limit, cancellationToken);

    /// <summary>Runs a Pester file over the staged module.</summary>
    /// <param name="file">The file.</param>
    /// <param name="result">Where the counts go.</param>
    /// <param name="limit">How long it may take.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<ProcessRun> RunPesterAsync(string file, string result, TimeSpan limit, CancellationToken cancellationToken) => RunAsync(
        ["-File", Path.Combine(TestFolders.Tests, "Support", "Run.ps1"), "-Path", file, "-Manifest", Path.Combine(TestFolders.Module, "Workspace.psd1"), "-Result", result],
        limit,
        cancellationToken);

    /// <inheritdoc/>
    public override string ToString() => string.Join(' ', [program, .. prefix]);
}
