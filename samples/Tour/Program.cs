using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading.Tasks;
using CliWrap;
using CliWrap.EventStream;
using Workspace.Emulator;
using Workspace.EmulatorServer;
using Workspace.Tour;

// The main job of the module, on the embedded service over real HTTP: a golden image from a template to two pools.
const string ImageName = "win11-2026-11";
const int StepCount = 6;

var watch = Stopwatch.StartNew();
Console.WriteLine("Restoring PowerShell ...");
PowerShellEngine engine;
try
{
    engine = await PowerShellEngine.FindAsync(Repository.Root, Environment.GetEnvironmentVariable(PowerShellEngine.Variable), default);
}
catch (InvalidOperationException missing)
{
    Console.Error.WriteLine($"The tour needs PowerShell, and there is none here. {missing.Message}");
    return 1;
}

var tenant = new EmulatedTenant(new EmulatorOptions { JobSeconds = 1 });
await using EmulatorHost service = await EmulatorHost.StartAsync(tenant);
Console.WriteLine($"samples/GoldenImage.ps1 runs in PowerShell {engine.Version} against the embedded service.");
Console.WriteLine();

List<string> printed = [];
int exitCode = await RunRunbookAsync();
List<string> wrong = [.. Verdict.Of(tenant, ImageName, printed)];
if (exitCode != 0)
{
    wrong.Insert(0, $"the runbook ended with exit code {exitCode}");
}

Console.WriteLine();
if (wrong.Count > 0)
{
    Console.WriteLine($"The tour failed: {string.Join("; ", wrong)}.");
    return 1;
}

Console.WriteLine($"All {StepCount} steps succeeded, in {watch.Elapsed.TotalSeconds:0} seconds.");
return 0;

async Task<int> RunRunbookAsync()
{
    string address = service.Endpoint.GetLeftPart(UriPartial.Authority);
    string script = $"""
        $null = Connect-WsService -Region {tenant.Region} -Endpoint {address} -IamEndpoint {address}
        & '{Repository.Runbook}' -ImageName {ImageName}
        """;

    // What an administrator has in the environment of a scheduled task: the keys, and the module's folder.
    Command runbook = engine.Command("-Command", script);
    runbook = runbook.WithEnvironmentVariables(new Dictionary<string, string?>(runbook.EnvironmentVariables)
    {
        ["HUAWEICLOUD_SDK_AK"] = tenant.AccessKey,
        ["HUAWEICLOUD_SDK_SK"] = tenant.SecretKey,
        ["PSModulePath"] = Repository.ModulePath,
    });
    int code = -1;
    await foreach (CommandEvent update in runbook.ListenAsync())
    {
        switch (update)
        {
            case StandardOutputCommandEvent output:
                Console.WriteLine(output.Text);
                printed.Add(output.Text.TrimEnd());
                break;
            case StandardErrorCommandEvent error:
                Console.Error.WriteLine(error.Text);
                break;
            case ExitedCommandEvent exited:
                code = exited.ExitCode;
                break;
        }
    }

    return code;
}
