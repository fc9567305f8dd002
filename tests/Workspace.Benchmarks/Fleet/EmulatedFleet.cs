using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Json;
using System.Threading.Tasks;
using Workspace.Emulator;
using Workspace.EmulatorServer;

namespace Workspace.Benchmarks.Fleet;

/// <summary>An emulated tenant behind a socket, and what a contender must know to reach it.</summary>
internal sealed class EmulatedFleet : IAsyncDisposable
{
    private readonly EmulatorHost _host;
    private int _forgotten;

    private EmulatedFleet(EmulatedTenant tenant, EmulatorHost host, string token)
    {
        _host = host;
        Tenant = tenant;
        Variables = new Dictionary<string, string>(NoService)
        {
            ["ENDPOINT"] = host.Endpoint.ToString(),
            ["PROJECT"] = tenant.ProjectId,
            ["ACCESSKEY"] = tenant.AccessKey,
            ["SECRETKEY"] = tenant.SecretKey,
            ["TOKEN"] = token,
        };
    }

    /// <summary>What every contender is told.</summary>
    public static IReadOnlyDictionary<string, string> NoService { get; } = new Dictionary<string, string>
    {
        ["MODULE"] = Places.Manifest,
        ["PLAIN"] = Places.Plain,
    };

    public EmulatedTenant Tenant { get; }

    /// <summary>The variables of a contender over this fleet. Those that sign nothing use the token.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; }

    /// <summary>Paths and queries of the requests since the last <see cref="Forget"/>.</summary>
    public IReadOnlyList<string> Requests => [.. Tenant.Requests.Skip(_forgotten).Select(r => $"{r.Method} {r.Path}?{string.Join('&', r.Query.Select(p => $"{p.Key}={p.Value}"))}")];

    /// <summary>The most requests that have been in work at a time.</summary>
    public int MostAtOnce => Tenant.MostAtOnce;

    public static async Task<EmulatedFleet> StartAsync(int desktops, int latencyMilliseconds = 0, double jobSeconds = 3)
    {
        var tenant = new EmulatedTenant(new EmulatorOptions { Desktops = desktops, Pools = 20, LatencyMilliseconds = latencyMilliseconds, JobSeconds = jobSeconds });
        EmulatorHost host = await EmulatorHost.StartAsync(tenant);
        return new EmulatedFleet(tenant, host, await GetTokenAsync(tenant, host.Endpoint));
    }

    public void Forget() => _forgotten = Tenant.Requests.Count;

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private static async Task<string> GetTokenAsync(EmulatedTenant tenant, Uri endpoint)
    {
        object login = new
        {
            auth = new
            {
                identity = new
                {
                    methods = new[] { "password" },
                    password = new { user = new { name = tenant.UserName, password = tenant.Password, domain = new { name = tenant.DomainName } } },
                },
                scope = new { project = new { name = tenant.Region } },
            },
        };
        using var http = new HttpClient();
        using HttpResponseMessage answer = await http.PostAsJsonAsync(new Uri(endpoint, "/v3/auth/tokens"), login);
        return answer.EnsureSuccessStatusCode().Headers.GetValues("X-Subject-Token").Single();
    }
}
