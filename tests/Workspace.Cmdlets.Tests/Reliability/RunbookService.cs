using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CliWrap;
using CliWrap.Buffered;
using Workspace.Emulator;
using Workspace.Emulator.Faults;
using Workspace.Emulator.Jobs;
using Workspace.EmulatorServer;
using Workspace.Tests.Pester;
using Workspace.Tour;

namespace Workspace.Tests.Reliability;

/// <summary>An emulated tenant behind a socket, and runbooks that work on it, each in a PowerShell process of its own.</summary>
internal sealed class RunbookService : IAsyncDisposable
{
    private static readonly TimeSpan _limit = TimeSpan.FromMinutes(3);

    private readonly EmulatorHost _host;
    private readonly PowerShellEngine _engine;

    private RunbookService(EmulatedTenant tenant, EmulatorHost host, PowerShellEngine engine)
    {
        Tenant = tenant;
        _host = host;
        _engine = engine;
    }

    public EmulatedTenant Tenant { get; }

    /// <summary>The rebuilds that the service carried out.</summary>
    public ExecutedOperation[] Rebuilds => [.. Tenant.Ledger.Where(done => done.Type == "rebuildDesktopPool")];

    /// <summary>The image that every rebuild rolls out.</summary>
    public string ImageId => Tenant.Images.Single(image => image.Name == "win11-2026-01").ImageId;

    public static async Task<RunbookService> StartAsync(int pools)
    {
        PowerShellEngine engine = await TestEngine.Found;

        // Jobs that end while a busy machine is between two requests would be seen by nobody.
        var tenant = new EmulatedTenant(new EmulatorOptions { Desktops = pools * 4, Pools = pools, JobSeconds = 2 });
        return new RunbookService(tenant, await EmulatorHost.StartAsync(tenant), engine);
    }

    /// <summary>Runs a runbook to its end, or kills it at a request.</summary>
    /// <param name="script">What it does once it is connected.</param>
    /// <param name="killAt">The number of the request at which the process is killed; null for never.</param>
    /// <param name="cancellationToken">Kills it too.</param>
    /// <returns>Its output; null where it was killed.</returns>
    public async Task<string?> RunAsync(string script, int? killAt, CancellationToken cancellationToken)
    {
        using var kill = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        kill.CancelAfter(_limit);
        int requests = 0;
        Tenant.Faults.Add(new Fault
        {
            When = _ =>
            {
                if (Interlocked.Increment(ref requests) == killAt)
                {
                    kill.Cancel();
                }

                return false;
            },
        });
        string address = _host.Endpoint.GetLeftPart(UriPartial.Authority);
        Command runbook = _engine.Command("-Command", $"""
            Import-Module '{TestFolders.Module}/Workspace.psd1'
            $connection = Connect-WsService -Region {Tenant.Region} -Endpoint {address} -IamEndpoint {address}
            {script}
            """);
        runbook = TestProcess.Isolate(runbook.WithEnvironmentVariables(new Dictionary<string, string?>(runbook.EnvironmentVariables)
        {
            ["HUAWEICLOUD_SDK_AK"] = Tenant.AccessKey,
            ["HUAWEICLOUD_SDK_SK"] = Tenant.SecretKey,
        }));
        try
        {
            BufferedCommandResult result = await runbook.ExecuteBufferedAsync(kill.Token);
            return result.StandardOutput + result.StandardError;
        }
        catch (OperationCanceledException) when (killAt <= Volatile.Read(ref requests))
        {
            return null;
        }
    }

    /// <summary>The pools that have a desktop without the image.</summary>
    public IEnumerable<string> PoolsBehind() =>
        Tenant.Pools.Where(pool => Tenant.Desktops.Any(desktop => desktop.PoolId == pool.PoolId && desktop.ImageId != ImageId)).Select(pool => pool.Name);

    /// <summary>How many times the pool's jobs were read before a rebuild was ordered.</summary>
    public int ChecksBefore(ExecutedOperation rebuild) => Tenant.Requests
        .TakeWhile(request => request != rebuild.Request)
        .Count(request => request.Query.Any(pair => pair.Key == "desktop_pool_id" && pair.Value == rebuild.PoolId) && request.Query.Any(pair => pair.Key is "job_type" or "status"));

    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
