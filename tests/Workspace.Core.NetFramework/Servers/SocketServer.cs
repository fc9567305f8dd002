using System;
using System.Collections.Concurrent;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;

namespace Workspace.Tests.Servers;

/// <summary>A web server on a free port of this machine, as much of one as the tests need: connections that are kept alive, and TLS.</summary>
internal sealed class SocketServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<TcpClient, Task> _connections = [];
    private readonly Func<SocketRequest, CancellationToken, Task<SocketAnswer?>> _answer;
    private readonly X509Certificate2? _certificate;
    private readonly Task _accepting;

    /// <param name="answer">Answers a request; with null the connection is dropped.</param>
    /// <param name="certificate">Makes it speak TLS.</param>
    public SocketServer(Func<SocketRequest, CancellationToken, Task<SocketAnswer?>> answer, X509Certificate2? certificate = null)
    {
        _answer = answer;
        _certificate = certificate;
        _listener.Start();
        Endpoint = new Uri($"{(certificate is null ? "http" : "https")}://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
        _accepting = AcceptAsync();
    }

    public Uri Endpoint { get; }

    public async ValueTask DisposeAsync()
    {
        _stop.Cancel();
        _listener.Stop();
        await _accepting;
        foreach (TcpClient connection in _connections.Keys)
        {
            connection.Dispose();
        }

        await Task.WhenAll(_connections.Values);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                TcpClient connection = await _listener.AcceptTcpClientAsync(_stop.Token);
                _connections[connection] = ServeAsync(connection);
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    private async Task ServeAsync(TcpClient connection)
    {
        await Task.Yield();
        using (connection)
        {
            try
            {
                using Stream stream = await OpenAsync(connection);
                var messages = new MessageStream(stream, _stop.Token);
                while (await messages.ReadAsync() is { } request && await _answer(request, _stop.Token) is { } answer)
                {
                    await messages.WriteAsync(answer);
                }
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException or ObjectDisposedException or AuthenticationException)
            {
                // The client or the test has ended.
            }
        }
    }

    private async Task<Stream> OpenAsync(TcpClient connection)
    {
        if (_certificate is null)
        {
            return connection.GetStream();
        }

        var secure = new SslStream(connection.GetStream());
        await secure.AuthenticateAsServerAsync(_certificate, clientCertificateRequired: false, SslProtocols.Tls12, checkCertificateRevocation: false);
        return secure;
    }
}
