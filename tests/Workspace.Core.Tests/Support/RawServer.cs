using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace Workspace.Tests.Support;

/// <summary>
/// A server that writes whatever a test wants to a socket of this machine, HTTP or not, and closes the connection then. The tenant's
/// state, which is asked while connecting, it answers by itself.
/// </summary>
internal sealed class RawServer : IAsyncDisposable
{
    private const string Tenant = """{"status":"SUBSCRIBED"}""";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<string, Stream, CancellationToken, Task> _answerAsync;
    private readonly Task _accepting;

    /// <param name="answerAsync">Given a request's head, writes the answer.</param>
    public RawServer(Func<string, Stream, CancellationToken, Task> answerAsync)
    {
        _answerAsync = answerAsync;
        _listener.Start();
        Endpoint = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _accepting = AcceptAsync();
    }

    public Uri Endpoint { get; }

    /// <summary>A server that answers each request with the same bytes.</summary>
    public static RawServer Of(string head, byte[] body) => new(async (_, stream, stop) =>
    {
        await stream.WriteAsync(Encoding.Latin1.GetBytes(head.ReplaceLineEndings("\r\n")), stop);
        await stream.WriteAsync(body, stop);
    });

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
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    private async Task ServeAsync(TcpClient connection)
    {
        using (connection)
        {
            try
            {
                NetworkStream stream = connection.GetStream();
                string head = await ReadHeadAsync(stream);
                if (head.Contains("/workspaces ", StringComparison.Ordinal))
                {
                    await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: {Tenant.Length}\r\n\r\n{Tenant}"), _stop.Token);
                    return;
                }

                await _answerAsync(head, stream, _stop.Token);
                connection.Client.Shutdown(SocketShutdown.Send);

                // Until the client hangs up: what it has not read yet must not be lost.
                while (await stream.ReadAsync(new byte[1024], _stop.Token) > 0)
                {
                }
            }
            catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException)
            {
                // The client or the test has ended.
            }
        }
    }

    private async Task<string> ReadHeadAsync(NetworkStream stream)
    {
        var text = new StringBuilder();
        byte[] one = new byte[1];
        while (!text.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(one, _stop.Token) > 0)
        {
            text.Append((char)one[0]);
        }

        return text.ToString();
    }
}
