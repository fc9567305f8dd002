using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Tests.Package;
using Xunit;

namespace Workspace.Tests.Pester;

/// <summary>The way from Pester to xUnit lets no failure through, and passes nothing that was not run.</summary>
public sealed class RunnerTests
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(60);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Describe 'x' { It 'is wrong' { 1 | Should -Be 2 } }", "is wrong", 1)]
    [InlineData("Describe 'x' { BeforeAll { throw 'broken block' }; It 'is right' { 1 | Should -Be 1 } }", "broken block", 1)]
    [InlineData("throw 'broken file'", "broken file", 1)]
    [InlineData("Describe 'x' { It 'is not run' -Skip { } }", "No test of", 1)]
    public async Task A_file_without_success_fails(string script, string message, int failed)
    {
        (ProcessRun run, PesterCounts? counts) = await RunAsync(script, _limit);

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains(message, PesterReport.Failures(run), StringComparison.Ordinal);
        Assert.Equal(failed, counts?.Failed);
    }

    [Fact]
    public async Task The_counts_are_told()
    {
        (ProcessRun run, PesterCounts? counts) = await RunAsync("Describe 'x' { It 'a' { 1 | Should -Be 1 }; It 'b' { (Get-Module Workspace).Name | Should -Be Workspace }; It 'c' -Skip { } }", _limit);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(new PesterCounts(2, 0, 1), counts);
    }

    [Fact]
    public async Task A_file_that_never_ends_is_ended()
    {
        (ProcessRun run, _) = await RunAsync("while ($true) { }", TimeSpan.FromSeconds(2));

        Assert.Null(run.ExitCode);
        Assert.Contains("took longer than 2 seconds", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_pwsh_the_reason_says_what_to_install()
    {
        PwshSearch search = await PwshFinder.FindAsync(Path.GetTempPath(), withTool: false, Stop);

        Assert.Null(search.Pwsh);
        Assert.Contains("PowerShell 7.4", search.Reason, StringComparison.Ordinal);
        Assert.Contains("Install-Module Pester -MinimumVersion 5.0", search.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void There_is_a_file_for_every_cmdlet()
    {
        string[] cmdlets = StagedManifest.Read().Cmdlets;

        Assert.NotEmpty(cmdlets);
        Assert.All(cmdlets, cmdlet => Assert.Contains(PesterTests.Files, file => Path.GetFileName(file.Data) == cmdlet + ".Tests.ps1"));
    }

    private static async Task<(ProcessRun Run, PesterCounts? Counts)> RunAsync(string script, TimeSpan limit)
    {
        PwshSearch search = await PwshFinder.Found;
        Assert.SkipUnless(search.Pwsh is not null, search.Reason);
        string folder = Directory.CreateTempSubdirectory("pester").FullName;
        try
        {
            string file = Path.Combine(folder, "Sample.Tests.ps1");
            string result = Path.Combine(folder, "counts.json");
            await File.WriteAllTextAsync(file, script, Stop);
            ProcessRun run = await search.Pwsh!.RunPesterAsync(file, result, limit, Stop);
            return (run, PesterCounts.Read(result));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
