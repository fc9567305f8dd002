using System;
using System.IO;
using System.Net.Http;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Http;

/// <summary>A write over an established connection may have been carried out, whatever the connection fails with.</summary>
public sealed class EstablishedConnectionTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string> Failures =>
    [
        "ConnectionRefused",
        "HostUnreachable",
        "NetworkUnreachable",
        "HostNotFound",
        "TryAgain",
        "TLS alert",
        "TLS certificate",
    ];

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Write_is_sent_once_and_its_outcome_is_unknown(string failure)
    {
        StubHandler stub = StubHandler.Throwing(new HttpRequestException("An error occurred while sending the request.", Of(failure)));
        using WorkspaceClient client = await TestClient.ConnectAsync(stub, options => options.Retry = new());

        WorkspaceException error = await Assert.ThrowsAsync<WorkspaceException>(() => client.Agents.InstallAsync(["d1"], Stop));

        Assert.Equal((WorkspaceException.ConnectionFailed, true), (error.Code, error.IsOutcomeUnknown));
        Assert.Single(stub.Requests);
    }

#if !NETFRAMEWORK
    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Write_over_the_platforms_own_connection_is_sent_once(string failure)
    {
        int connections = 0;
        using var stream = new FailingStream(() => Of(failure));
        using var handler = new SocketsHttpHandler
        {
            ConnectCallback = (_, _) =>
            {
                connections++;
                return ValueTask.FromResult<Stream>(stream);
            },
        };
        var rest = TestRest.Over(handler, new Uri("http://workspace.example"), retries: 2);
        var request = new Workspace.Http.ServiceRequest(HttpMethod.Post, "/agents", body: "{}"u8.ToArray()) { IsWrite = true };

        WorkspaceException error = await Assert.ThrowsAsync<WorkspaceException>(() => rest.SendAsync(request, _ => true, Stop));

        Assert.Equal((WorkspaceException.ConnectionFailed, true), (error.Code, error.IsOutcomeUnknown));
        Assert.Equal(1, connections);
        Assert.StartsWith("POST /agents", Encoding.ASCII.GetString(stream.Written), StringComparison.Ordinal);
    }
#endif

    private static IOException Of(string failure) => failure switch
    {
        "TLS alert" => new IOException("Decrypting", new AuthenticationException("Authentication failed because the remote party sent a TLS alert: 'InternalError'.")),
        "TLS certificate" => new IOException("Renegotiating", new AuthenticationException("The remote certificate is invalid because of errors in the certificate chain: UntrustedRoot")),
#if NETFRAMEWORK
        _ => new IOException("Reading", new SocketException((int)Enum.Parse(typeof(SocketError), failure))),
#else
        _ => new IOException("Reading", new SocketException((int)Enum.Parse<SocketError>(failure))),
#endif
    };
}
