using System;
using System.Collections.Concurrent;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace Workspace.Tests.Support;

/// <summary>
/// A server at the lowest level: each connection answers its first request and keeps alive; at the second it ends without an
/// answer, having read it. That is how a pooled connection turns out dead.
/// </summary>
internal sealed class FragileServer : IAsyncDisposable
{
    private const string Body = """{"total_count":0,"desktops":[],"job_id":"j1"}""";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly bool _withReset;
    private readonly Task _accepting;
    private int _connections;

    /// <param name="withReset">Connections are reset; otherwise they are closed.</param>
    public FragileServer(bool withReset)
    {
        _withReset = withReset;
        _listener.Start();
        Endpoint = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _accepting = AcceptAsync();
    }

    public Uri Endpoint { get; }

    /// <summary>The method of each request received, with the number of its connection.</summary>
    public ConcurrentQueue<(string Method, int Connection)> Received { get; } = [];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token), ++_connections);
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    private async Task ServeAsync(TcpClient connection, int number)
    {
        using (connection)
        {
            try
            {
                NetworkStream stream = connection.GetStream();
                for (int requests = 1; await ReadAsync(stream) is { } method; requests++)
                {
                    Received.Enqueue((method, number));
                    if (requests == 2)
                    {
                        connection.LingerState = new LingerOption(_withReset, 0);
                        return;
                    }

                    await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {Body.Length}\r\n\r\n{Body}"), _stop.Token);
                }
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException)
            {
                // The client or the test has ended.
            }
        }
    }

    // A whole request, its body included; null when the client has closed.
    private async Task<string?> ReadAsync(NetworkStream stream)
    {
        var text = new StringBuilder();
        byte[] one = new byte[1];
        while (!text.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one, _stop.Token) == 0)
            {
                return null;
            }

            text.Append((char)one[0]);
        }

        string head = text.ToString();
        int length = head.IndexOf("Content-Length: ", StringComparison.OrdinalIgnoreCase) is >= 0 and int at
            ? int.Parse(head.AsSpan(at + 16, head.IndexOf('\r', at) - at - 16), System.Globalization.CultureInfo.InvariantCulture)
            : 0;
        await stream.ReadExactlyAsync(new byte[length], _stop.Token);
        return head.Split(' ')[0];
    }
}
