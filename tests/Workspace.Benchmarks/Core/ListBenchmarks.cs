using System.Threading.Tasks;
using BenchmarkDotNet.Attributes;
using Workspace.Authentication;
using Workspace.Desktops;
using Workspace.Emulator;
using Workspace.EmulatorServer;

namespace Workspace.Benchmarks.Core;

/// <summary>The core's list over a socket, without PowerShell: the emulator's share is in it.</summary>
[MemoryDiagnoser]
[InProcess]
[IterationCount(8)]
[WarmupCount(3)]
[HideColumns("Error", "StdDev")]
public class ListBenchmarks
{
    private EmulatorHost? _host;
    private WorkspaceClient? _client;

    [Params(500, 5000)]
    public int Desktops { get; set; }

    [GlobalSetup]
    public async Task SetUpAsync()
    {
        var tenant = new EmulatedTenant(new EmulatorOptions { Desktops = Desktops });
        _host = await EmulatorHost.StartAsync(tenant);
        _client = await WorkspaceClient.ConnectAsync(new WorkspaceClientOptions
        {
            Region = tenant.Region,
            ProjectId = tenant.ProjectId,
            Endpoint = _host.Endpoint,
            Credential = new AccessKeyCredential(tenant.AccessKey, Secret.FromText(tenant.SecretKey), null, "a benchmark"),
        });
    }

    [GlobalCleanup]
    public async Task CleanUpAsync()
    {
        _client?.Dispose();
        await _host!.DisposeAsync();
    }

    [Benchmark]
    public async Task<int> List()
    {
        int count = 0;
        await foreach (Desktop _ in _client!.Desktops.List())
        {
            count++;
        }

        return count;
    }
}
