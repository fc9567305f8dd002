using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading.Tasks;
using Workspace;
using Workspace.Authentication;
using Workspace.Emulator;
using Workspace.EmulatorServer;
using Workspace.Tour;

// The main job of the module, on the embedded service over real HTTP: a golden image from a template to two pools.
const string ImageName = "win11-2026-11";
const int StepCount = 6;

var watch = Stopwatch.StartNew();
var tenant = new EmulatedTenant(new EmulatorOptions { JobSeconds = 1 });
await using EmulatorHost service = await EmulatorHost.StartAsync(tenant);
PowerShellHost? shell = await PowerShellHost.FindAsync();
Console.WriteLine(shell is null
    ? "No PowerShell 7.4 or later was found: install it (https://aka.ms/powershell) to see the cmdlets. The same steps run through Workspace.Core now."
    : $"samples/GoldenImage.ps1 runs in {shell.Version} against the embedded service.");
Console.WriteLine();

List<string> wrong = [];
IReadOnlyList<string> printed = shell is null ? await RunCoreAsync() : await RunRunbookAsync(shell);
wrong.AddRange(Verdict.Of(tenant, ImageName, printed));

Console.WriteLine();
if (wrong.Count > 0)
{
    Console.WriteLine($"The tour failed: {string.Join("; ", wrong)}.");
    return 1;
}

Console.WriteLine($"All {StepCount} steps came out right, in {watch.Elapsed.TotalSeconds:0} seconds.");
return 0;

async Task<IReadOnlyList<string>> RunRunbookAsync(PowerShellHost host)
{
    // What an administrator has in the environment of a scheduled task: the keys, and the module's folder.
    var environment = new Dictionary<string, string>
    {
        ["HUAWEICLOUD_SDK_AK"] = tenant.AccessKey,
        ["HUAWEICLOUD_SDK_SK"] = tenant.SecretKey,
        ["PSModulePath"] = Repository.ModulePath,
    };
    string address = service.Endpoint.GetLeftPart(UriPartial.Authority);
    string command = $"""
        $null = Connect-WsService -Region {tenant.Region} -Endpoint {address} -IamEndpoint {address}
        & '{Repository.Runbook}' -ImageName {ImageName}
        """;
    (int exitCode, IReadOnlyList<string> lines) = await host.RunAsync(command, environment);
    if (exitCode != 0)
    {
        wrong.Add($"the runbook ended with exit code {exitCode}");
    }

    return [.. lines.Select(line => line.TrimEnd())];
}

async Task<IReadOnlyList<string>> RunCoreAsync()
{
    List<string> lines = [];
    void Print(string line)
    {
        Console.WriteLine(line);
        lines.Add(line);
    }

    using WorkspaceClient client = await WorkspaceClient.ConnectAsync(new WorkspaceClientOptions
    {
        Region = tenant.Region,
        Endpoint = service.Endpoint,
        IamEndpoint = service.Endpoint,
        Credential = new AccessKeyCredential(Secret.FromText(tenant.AccessKey), Secret.FromText(tenant.SecretKey), null, "the tour"),
    });
    try
    {
        await new CoreCycle(client, ImageName, Print).RunAsync();
    }
    catch (Exception exception) when (exception is InvalidOperationException or WorkspaceException)
    {
        wrong.Add(exception.Message);
    }

    return lines;
}
