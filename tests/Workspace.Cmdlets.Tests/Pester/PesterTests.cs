using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace Workspace.Tests.Pester;

/// <summary>Ring 2: every Pester file of this project, in a real PowerShell 7 over the module as a user imports it.</summary>
public sealed class PesterTests(PesterRuns runs) : IClassFixture<PesterRuns>
{
    /// <summary>All files, as they lie in the rooms: a new one cannot be forgotten.</summary>
    public static IEnumerable<TheoryDataRow<string>> Files => Directory
        .EnumerateFiles(TestFolders.Tests, "*.Tests.ps1", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(TestFolders.Tests, file).Replace('\\', '/'))
        .Where(file => !file.StartsWith("bin/", StringComparison.Ordinal) && !file.StartsWith("obj/", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)
        .Select(file => new TheoryDataRow<string>(file) { TestDisplayName = file });

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Pester_file_passes(string file)
    {
        PwshSearch search = await PwshFinder.Found;
        Assert.SkipUnless(search.Pwsh is not null, search.Reason);

        ProcessRun run = await runs.RunAsync(search.Pwsh!, file).WaitAsync(Stop);

        Assert.True(run.ExitCode == 0, PesterReport.Failures(run));
        PesterCounts? counts = PesterCounts.Read(PesterRuns.ResultOf(file));
        Assert.NotNull(counts);
        Assert.Equal(0, counts.Failed);
        Assert.NotEqual(0, counts.Passed);
    }
}
