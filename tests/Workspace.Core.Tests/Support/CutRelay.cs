#pragma warning disable CA1835, CA1849 // .NET Framework has no other overloads.
using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace Workspace.Tests.Support;

/// <summary>How a relay breaks the connection of a request that the service has carried out.</summary>
public enum Cut
{
    /// <summary>Reset before a byte of the response.</summary>
    ResetBeforeResponse,

    /// <summary>Closed before a byte of the response.</summary>
    CloseBeforeResponse,

    /// <summary>Reset within the status line.</summary>
    ResetInHeaders,

    /// <summary>Closed within the body.</summary>
    CloseInBody,

    /// <summary>Reset within the body.</summary>
    ResetInBody,

    /// <summary>Reset with all others, and from then on no connection is accepted.</summary>
    ResetAndRefuse,
}

/// <summary>Relays bytes to a server on this machine, and breaks the connection of the first POST once its response has arrived: it was carried out.</summary>
internal sealed class CutRelay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Uri _server;
    private readonly Cut _cut;
    private readonly Task _accepting;
    private int _posts;
    private volatile bool _refuses;

    public CutRelay(Uri server, Cut cut)
    {
        _server = server;
        _cut = cut;
        _listener.Start();
        Endpoint = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _accepting = AcceptAsync();
    }

    public Uri Endpoint { get; }

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
                _ = RelayAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test has ended, or the relay refuses.
        }
    }

    private async Task RelayAsync(TcpClient client)
    {
        using (client)
        using (var server = new TcpClient())
        {
            try
            {
                // One that was waiting in the listener's queue.
                if (_refuses)
                {
                    client.LingerState = new LingerOption(true, 0);
                    return;
                }

                await server.ConnectAsync(IPAddress.Loopback, _server.Port, _stop.Token);
                await ExchangeAsync(client, server.GetStream());
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException or SocketException)
            {
                // One of the three has ended.
            }
        }
    }

    // Requests and responses in turn, as HTTP/1.1 without pipelining has them; both are small enough to come in one piece on this machine.
    private async Task ExchangeAsync(TcpClient client, NetworkStream server)
    {
        NetworkStream stream = client.GetStream();
        byte[] buffer = new byte[1 << 20];
        Task<int> request = stream.ReadAsync(buffer, 0, buffer.Length, _stop.Token);
        byte[] answer = new byte[1 << 20];
        Task<int> response = server.ReadAsync(answer, 0, answer.Length, _stop.Token);
        bool isCut = false;
        while (true)
        {
            if (await Task.WhenAny(request, response) == request)
            {
                int length = await request;
                if (length == 0)
                {
                    return;
                }

                isCut |= Encoding.ASCII.GetString(buffer, 0, Math.Min(length, 5)) == "POST " && Interlocked.Increment(ref _posts) == 1;
                await server.WriteAsync(buffer, 0, length, _stop.Token);
                request = stream.ReadAsync(buffer, 0, buffer.Length, _stop.Token);
            }
            else
            {
                int length = await response;
                if (isCut)
                {
                    await CutAsync(client, answer, length);
                    return;
                }

                await stream.WriteAsync(answer, 0, length, _stop.Token);
                response = server.ReadAsync(answer, 0, answer.Length, _stop.Token);
            }
        }
    }

    private async Task CutAsync(TcpClient client, byte[] answer, int length)
    {
        int shown = _cut switch
        {
            Cut.ResetInHeaders => 12,
            Cut.ResetInBody or Cut.CloseInBody => length - 5,
            _ => 0,
        };
        await client.GetStream().WriteAsync(answer, 0, shown, _stop.Token);
        if (_cut == Cut.ResetAndRefuse)
        {
            // Connections that stand end as well.
            _refuses = true;
            _listener.Stop();
            _stop.Cancel();
        }

        client.LingerState = new LingerOption(_cut is not (Cut.CloseBeforeResponse or Cut.CloseInBody), 0);
    }
}
