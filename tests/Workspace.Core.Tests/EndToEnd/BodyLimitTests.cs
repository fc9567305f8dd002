#if !NETFRAMEWORK
using System;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Emulator;
using Workspace.EmulatorServer;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.EndToEnd;

/// <summary>Bodies that are too large for the emulator's web server: it responds before it has read them. The server is Kestrel, which needs .NET.</summary>
public sealed class BodyLimitTests
{
    private const int Last = 1024;

    private readonly EmulatedTenant _tenant = new(null, new ManualClock());

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Announced_body_above_the_limit_is_refused_before_a_byte_of_it_is_read()
    {
        await using EmulatorHost host = await EmulatorHost.StartAsync(_tenant);
        using var client = new TcpClient();

        NetworkStream stream = await SendHeadAsync(client, host, "Content-Length: 99999999999");

        await AssertRefusedAsync(stream);
    }

    [Fact]
    public async Task Body_of_unknown_length_is_refused_where_it_passes_the_limit()
    {
        await using EmulatorHost host = await EmulatorHost.StartAsync(_tenant);
        using var client = new TcpClient();

        NetworkStream stream = await SendHeadAsync(client, host, "Transfer-Encoding: chunked");
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"{EmulatedTenant.MaxBodyBytes + 1:x}\r\n"), Stop);
        await stream.WriteAsync(new byte[EmulatedTenant.MaxBodyBytes - Last], Stop);

        // What passes the limit is one small part: the server closes without reading further, and unread data would reset the connection.
        await stream.WriteAsync(new byte[Last + 1], Stop);

        await AssertRefusedAsync(stream);
    }

    private static async Task<NetworkStream> SendHeadAsync(TcpClient client, EmulatorHost host, string length)
    {
        await client.ConnectAsync(host.Endpoint.Host, host.Endpoint.Port, Stop);
        NetworkStream stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST /v3/auth/tokens HTTP/1.1\r\nHost: {host.Endpoint.Authority}\r\n{length}\r\n\r\n"), Stop);
        return stream;
    }

    private async Task AssertRefusedAsync(NetworkStream stream)
    {
        var response = new StringBuilder();
        byte[] part = new byte[4096];
        while (!response.ToString().Contains('}', StringComparison.Ordinal))
        {
            int read = await stream.ReadAsync(part, Stop).AsTask().InTime();
            Assert.True(read > 0, $"The connection ended after: {response}");
            response.Append(Encoding.ASCII.GetString(part, 0, read));
        }

        Assert.StartsWith("HTTP/1.1 413 ", response.ToString(), StringComparison.Ordinal);
        Assert.Contains("\"error_code\":\"APIGW.0201\"", response.ToString(), StringComparison.Ordinal);
        EmulatorRequest recorded = Assert.Single(_tenant.Requests);
        Assert.Equal((413, 0), (recorded.Status, recorded.Body.Length));
    }
}
#endif
