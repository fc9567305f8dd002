using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using CliWrap.Buffered;
using Workspace.Tests.Pester;
using Xunit;

namespace Workspace.Tests.Package;

/// <summary>Ring 3: what runs elsewhere after each push.</summary>
public sealed class WorkflowTests
{
    private static readonly string _folder = Path.Combine(TestFolders.Repository, ".github", "workflows");

    [Fact]
    public async Task Actionlint_finds_nothing_in_the_workflows()
    {
        string[] files = Directory.GetFiles(_folder, "*.yml");
        Assert.NotEmpty(files);

        BufferedCommandResult? run = await TestProcess.RunAsync("actionlint", files, TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        Assert.SkipWhen(run is null, "actionlint is not on PATH: https://github.com/rhysd/actionlint");
        Assert.True(run.ExitCode == 0, run.StandardOutput + run.StandardError);
    }

    [Theory]
    [InlineData("dotnet run --project samples/Tour")]
    [InlineData("dotnet test")]
    public void They_run_the_commands_of_the_README(string command)
    {
        Assert.Contains(command, File.ReadLines(Path.Combine(TestFolders.Repository, "README.md")));
        Assert.Contains(Directory.GetFiles(_folder, "*.yml"), file => File.ReadLines(file).Any(line => line.Trim() == "run: " + command));
    }

    [Fact]
    public void The_documents_name_the_PowerShell_and_the_Pester_that_are_restored()
    {
        string tools = File.ReadAllText(Path.Combine(TestFolders.Repository, ".config", "dotnet-tools.json"));
        string powerShell = JsonDocument.Parse(tools).RootElement.GetProperty("tools").GetProperty("powershell").GetProperty("version").GetString()!;
        string pester = Regex.Match(File.ReadAllText(Path.Combine(TestFolders.Repository, "Directory.Packages.props")), "<PesterVersion>(.*)</PesterVersion>").Groups[1].Value;
        string documents = File.ReadAllText(Path.Combine(TestFolders.Repository, "README.md")) + File.ReadAllText(Path.Combine(TestFolders.Repository, "CONTRIBUTING.md"));

        Assert.All(Versions("PowerShell", documents), version => Assert.Equal(powerShell, version));
        Assert.All(Versions("Pester", documents), version => Assert.Equal(pester, version));
    }

    // Full versions only: 7.4 says what is supported, and not what is restored.
    private static string[] Versions(string name, string text)
    {
        string[] versions = [.. Regex.Matches(text, name + @" (\d+\.\d+\.\d+)").Select(match => match.Groups[1].Value)];
        Assert.NotEmpty(versions);
        return versions;
    }
}
