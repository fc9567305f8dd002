using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Tests.Package;
using Workspace.Tour;
using Xunit;

namespace Workspace.Tests.Pester;

/// <summary>The way from Pester to xUnit hides no failure, and passes nothing that was not run.</summary>
public sealed class RunnerTests : IAsyncLifetime
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(60);

    private readonly string _folder = Directory.CreateTempSubdirectory("pester").FullName;
    private PesterWorker? _worker;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _worker = await PesterWorker.StartAsync(await TestEngine.Found, _folder, Stop);

    public async ValueTask DisposeAsync()
    {
        await _worker!.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_file_without_success_fails_and_the_worker_runs_the_next_one()
    {
        (string Script, string Message)[] broken =
        [
            ("Describe 'x' { It 'is wrong' { 1 | Should -Be 2 } }", "is wrong"),
            ("Describe 'x' { BeforeAll { throw 'broken block' }; It 'is right' { 1 | Should -Be 1 } }", "broken block"),
            ("throw 'broken file'", "broken file"),
            ("", "No test of"),
        ];
        foreach ((string script, string message) in broken)
        {
            PesterResult result = await RunAsync(script, _limit);

            Assert.Equal(1, result.Failed);
            Assert.Contains(message, Assert.Single(result.Failures), StringComparison.Ordinal);
        }

        PesterResult last = await RunAsync("Describe 'x' { It 'a' { 1 | Should -Be 1 }; It 'b' { (Get-Module Workspace).Name | Should -Be Workspace }; It 'c' { Set-ItResult -Skipped -Because 'it rains' } }", _limit);

        Assert.Equal((2, 0, 1), (last.Passed, last.Failed, last.Skipped));
        Assert.Contains("it rains", Assert.Single(last.Skips), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_leaves_no_connection_and_no_variable_to_the_next_one()
    {
        PesterResult first = await RunAsync("Describe 'x' { It 'a' { $env:WORKSPACE_LEFT = '1'; Connect-WsService -Emulator | Should -Not -BeNullOrEmpty } }", _limit);
        PesterResult second = await RunAsync("Describe 'x' { It 'a' { $env:WORKSPACE_LEFT | Should -BeNullOrEmpty; Get-WsConnection | Should -BeNullOrEmpty } }", _limit);

        Assert.Equal((1, 0), (first.Passed, first.Failed));
        Assert.Equal((1, 0), (second.Passed, second.Failed));
    }

    [Fact]
    public async Task A_file_that_never_ends_is_ended()
    {
        PesterResult result = await RunAsync("while ($true) { }", TimeSpan.FromSeconds(2));

        Assert.Contains("took longer than 2 seconds", Assert.Single(result.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_ends_its_process_fails()
    {
        PesterResult result = await RunAsync("[Environment]::Exit(0)", _limit);

        Assert.Contains("ended before the file did", Assert.Single(result.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_engine_that_is_asked_for_and_missing_is_an_error_that_names_it()
    {
        InvalidOperationException error = await Assert.ThrowsAsync<InvalidOperationException>(() => PowerShellEngine.FindAsync(_folder, Path.Combine(_folder, "no-pwsh"), Stop));

        Assert.Contains("no-pwsh", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_version_that_the_registry_does_not_have_is_an_error_with_its_message()
    {
        Directory.CreateDirectory(Path.Combine(_folder, ".config"));
        await File.WriteAllTextAsync(
            Path.Combine(_folder, ".config", "dotnet-tools.json"),
            """{ "version": 1, "isRoot": true, "tools": { "powershell": { "version": "7.0.999", "commands": [ "pwsh" ] } } }""",
            Stop);

        InvalidOperationException error = await Assert.ThrowsAsync<InvalidOperationException>(() => PowerShellEngine.FindAsync(_folder, null, Stop));

        Assert.Contains("could not be restored", error.Message, StringComparison.Ordinal);
        Assert.Contains("7.0.999", error.Message, StringComparison.Ordinal);
        Assert.Contains(PowerShellEngine.Variable, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void There_is_a_file_for_every_cmdlet()
    {
        string[] cmdlets = StagedManifest.Read().Cmdlets;

        Assert.NotEmpty(cmdlets);
        Assert.All(cmdlets, cmdlet => Assert.Contains(PesterTests.Files, file => Path.GetFileName(file.Data) == cmdlet + ".Tests.ps1"));
    }

    private async Task<PesterResult> RunAsync(string script, TimeSpan limit)
    {
        string file = Path.Combine(_folder, "Sample.Tests.ps1");
        await File.WriteAllTextAsync(file, script, Stop);
        return await _worker!.RunAsync(file, limit, Stop);
    }
}
