using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using CliWrap.Buffered;
using Workspace.Tests.NetFramework;
using Workspace.Tests.Pester;
using Xunit;

namespace Workspace.Tests.Package;

/// <summary>Ring 3: the module's build for Windows PowerShell as it is laid out, in a host that has nothing of it and no redirects.</summary>
public sealed class WindowsHostTests
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(60);
    private static readonly string _folder = Path.Combine(TestFolders.Module, "Desktop");

    [Fact]
    public async Task It_connects_with_the_assemblies_of_its_folder_alone()
    {
        ILookup<string, string> told = await RunAsync();

        Assert.Equal(32, Assert.Single(told["project"]).Length);
        string[] names = [.. Directory.EnumerateFiles(_folder, "*.dll").Select(Path.GetFileName)!];
        string[] loaded = [.. told["loaded"].Where(file => names.Contains(Path.GetFileName(file)))];
        Assert.All(loaded, file => Assert.Equal(_folder, Path.GetDirectoryName(file)));
        Assert.Contains(Path.Combine(_folder, "System.Text.Json.dll"), loaded);
        Assert.Contains(Path.Combine(_folder, "System.ValueTuple.dll"), loaded);
    }

    [Fact]
    public async Task It_answers_what_its_own_assemblies_ask_for_and_nobody_else()
    {
        ILookup<string, string> told = await RunAsync();

        Assert.Equal([Path.Combine(_folder, "System.Memory.dll")], told["own"]);
        Assert.All(["host", "copy", "made", "nobody", "not-there", "really"], who => Assert.Equal(["nothing"], told[who]));
    }

    private static async Task<ILookup<string, string>> RunAsync()
    {
        (string program, string[] before) = FrameworkRuntime.Start(TestFolders.Named("WindowsHostProgram"));
        BufferedCommandResult? run = await TestProcess.RunAsync(
            program,
            [.. before, _folder, TestFolders.Named("EngineFile"), TestFolders.Named("StandardFile")],
            _limit,
            TestContext.Current.CancellationToken);
        Assert.NotNull(run);
        Assert.True(run.ExitCode == 0, run.StandardOutput + run.StandardError);
        return run.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => line.Split(' ', 2))
            .ToLookup(pair => pair[0], pair => pair[^1]);
    }
}
