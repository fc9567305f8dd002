// Compiled by Wire.ps1 into the PowerShell that runs the tests: plain C# for .NET 8, not part of the test project.
using System;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;

namespace Workspace.Tests.Wire;

/// <summary>Speaks TLS in front of a server of this machine, with a certificate that nobody trusts unless told to.</summary>
public sealed class TlsFront : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly X509Certificate2 _certificate = Certify();
    private readonly Uri _server;
    private int _connections;

    /// <summary>Starts to listen.</summary>
    /// <param name="server">Gets what comes, decrypted.</param>
    public TlsFront(Uri server)
    {
        _server = server;
        _listener.Start();
        Endpoint = new Uri($"https://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _ = Task.Run(AcceptAsync);
    }

    public Uri Endpoint { get; }

    /// <summary>How many connections were opened, whether or not the client went through with them.</summary>
    public int Connections => _connections;

    /// <summary>Hangs up so many times in the middle of the handshake, before it behaves.</summary>
    public int Drops { get; set; }

    /// <summary>The certificate, as a file for who is to trust it.</summary>
    public string Pem => _certificate.ExportCertificatePem();

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Stop();
        _certificate.Dispose();
    }

    private static X509Certificate2 Certify()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=Workspace tests", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                TcpClient client = await _listener.AcceptTcpClientAsync(_stop.Token);
                _ = ServeAsync(client, Interlocked.Increment(ref _connections));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(TcpClient client, int number)
    {
        using (client)
        using (var server = new TcpClient())
        {
            try
            {
                if (number <= Drops)
                {
                    return;
                }

                await using var secure = new SslStream(client.GetStream());
                await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _stop.Token);
                await server.ConnectAsync(_server.Host, _server.Port, _stop.Token);
                await Task.WhenAny(secure.CopyToAsync(server.GetStream(), _stop.Token), server.GetStream().CopyToAsync(secure, _stop.Token));
            }
            catch (Exception exception) when (exception is IOException or AuthenticationException or OperationCanceledException or SocketException)
            {
                // The client did not like the certificate, or one of both has gone.
            }
        }
    }
}
