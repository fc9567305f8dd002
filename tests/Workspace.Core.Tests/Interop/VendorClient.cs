using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Emulator;
using Workspace.EmulatorServer;
using Xunit;

namespace Workspace.Tests.Interop;

/// <summary>The vendor's own client for Node.js, connected to an emulated tenant behind a socket.</summary>
internal sealed class VendorClient : IAsyncDisposable
{
    private readonly EmulatorHost _host;
    private readonly Process _node;
    private readonly StringBuilder _log = new();

    private VendorClient(EmulatorHost host, Process node)
    {
        _host = host;
        _node = node;
        _node.ErrorDataReceived += (_, line) => _log.AppendLine(line.Data);
        _node.BeginErrorReadLine();
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Connects; skips the test where Node.js or npm is not there.</summary>
    public static async Task<VendorClient> ConnectAsync(EmulatedTenant tenant)
    {
        ProcessStartInfo start = await NodePackages.ForAsync("vendor-client.cjs");
        start.StandardInputEncoding = start.StandardOutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        EmulatorHost host = await EmulatorHost.StartAsync(tenant);
        var client = new VendorClient(host, Process.Start(start)!);
        await client.WriteAsync(new
        {
            endpoint = host.Endpoint.GetLeftPart(UriPartial.Authority),
            accessKey = tenant.AccessKey,
            secretKey = tenant.SecretKey,
            projectId = tenant.ProjectId,
        });
        return client;
    }

    /// <summary>Signs and sends a request, and gives the body of its response; fails the test where the status is not 200.</summary>
    /// <param name="method">The method.</param>
    /// <param name="path">The path.</param>
    /// <param name="query">Names, and for each a value or an array of values.</param>
    /// <param name="body">The body, or null.</param>
    public async Task<JsonNode> SendAsync(string method, string path, IReadOnlyDictionary<string, object>? query = null, object? body = null)
    {
        await WriteAsync(new { method, path, query, body });
        string? line = await _node.StandardOutput.ReadLineAsync(Stop);
        Assert.True(line is not null, $"The vendor's client ended: {_log}");
        JsonNode response = JsonNode.Parse(line)!;
        Assert.True((int?)response["status"] == 200, line);
        return response["body"]!;
    }

    public async ValueTask DisposeAsync()
    {
        // It ends with its input.
        _node.StandardInput.Close();
        await _node.WaitForExitAsync(CancellationToken.None);
        _node.Dispose();
        await _host.DisposeAsync();
    }

    private async Task WriteAsync(object message)
    {
        await _node.StandardInput.WriteLineAsync(JsonSerializer.Serialize(message).AsMemory(), Stop);
        await _node.StandardInput.FlushAsync(Stop);
    }
}
