using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace Workspace.Tests.Pester;

/// <summary>Integration tests: every Pester file of this project, in a real PowerShell 7 over the module as a user imports it.</summary>
public sealed class PesterTests(PesterRuns runs) : IClassFixture<PesterRuns>
{
    /// <summary>All files, in every feature folder: a new one cannot be forgotten.</summary>
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
        PesterResult result = await runs.RunAsync(file).WaitAsync(Stop);

        Assert.True(result.Failed == 0, string.Join('\n', result.Failures));
        Assert.SkipWhen(result.Passed == 0, string.Join('\n', result.Skips));
    }
}
