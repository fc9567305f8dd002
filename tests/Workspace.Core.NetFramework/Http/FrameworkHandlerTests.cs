using System;
using System.Net;
using System.Net.Http;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using Workspace.Http;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Http;

/// <summary>.NET Framework's handler next to what scripts do to the process that it runs in.</summary>
public sealed class FrameworkHandlerTests
{
    private const int Ssl3 = 48;
    private const int Tls10 = 192;
    private const int Tls11 = 768;
    private const int Tls12 = 3072;
    private const int Tls13 = 12288;

    [Theory]
    [InlineData(0, SslProtocols.None)]
    [InlineData(Tls12, SslProtocols.None)]
    [InlineData(Tls13, SslProtocols.None)]
    [InlineData(Tls12 | Tls13, SslProtocols.None)]
    [InlineData(Ssl3 | Tls10, SslProtocols.Tls12)]
    [InlineData(Tls10, SslProtocols.Tls12)]
    [InlineData(Tls10 | Tls11 | Tls12, SslProtocols.Tls12)]
    [InlineData(Tls11 | Tls12 | Tls13, SslProtocols.Tls12)]
    public void The_system_chooses_the_version_of_TLS_unless_the_process_would_take_an_old_one(int process, SslProtocols asked) =>
        Assert.Equal(asked, PlatformHandler.Protocols((SecurityProtocolType)process));

    [Theory]
    [InlineData(Tls10, SslProtocols.Tls12)]
    [InlineData(Tls12, SslProtocols.None)]
    public void The_process_is_asked_whenever_a_handler_is_made(int process, SslProtocols asked)
    {
        SecurityProtocolType before = ServicePointManager.SecurityProtocol;
        try
        {
            ServicePointManager.SecurityProtocol = (SecurityProtocolType)process;
            using HttpClientHandler handler = Create();

            Assert.Equal(asked, handler.SslProtocols);
        }
        finally
        {
            ServicePointManager.SecurityProtocol = before;
        }
    }

    [Fact]
    public async Task A_process_that_takes_any_certificate_does_not_make_the_client_take_one()
    {
        using X509Certificate2 certificate = TestCertificate.SelfSigned();
        await using LoopbackServer server = await LoopbackServer.StartAsync(_ => StubAnswer.Ok("""{"status":"SUBSCRIBED"}"""), certificate);
        RemoteCertificateValidationCallback before = ServicePointManager.ServerCertificateValidationCallback;
        try
        {
#pragma warning disable CA5359 // What many a script does.
            ServicePointManager.ServerCertificateValidationCallback = (_, _, _, _) => true;
#pragma warning restore CA5359
            using (WebResponse taken = await WebRequest.CreateHttp(server.Endpoint).GetResponseAsync())
            {
                Assert.Equal(HttpStatusCode.OK, ((HttpWebResponse)taken).StatusCode);
            }

            WorkspaceException refused = await Assert.ThrowsAsync<WorkspaceException>(() =>
                TestClient.ConnectAsync(StubHandler.InTurn(), options => (options.Handler, options.Endpoint) = (null, server.Endpoint)));

            Assert.Equal(TestCertificate.Refusal, refused.Code);
            Assert.Single(server.Requests);
        }
        finally
        {
            ServicePointManager.ServerCertificateValidationCallback = before;
        }
    }

    [Theory]
    [InlineData(SslPolicyErrors.None, true)]
    [InlineData(SslPolicyErrors.RemoteCertificateChainErrors, false)]
    [InlineData(SslPolicyErrors.RemoteCertificateNameMismatch, false)]
    [InlineData(SslPolicyErrors.RemoteCertificateNotAvailable, false)]
    public void Only_a_certificate_in_which_the_platform_finds_nothing_is_taken(SslPolicyErrors errors, bool isTaken)
    {
        using HttpClientHandler handler = Create();

        Assert.Equal(isTaken, handler.ServerCertificateCustomValidationCallback(null, null, null, errors));
    }

    private static HttpClientHandler Create() => Assert.IsType<HttpClientHandler>(PlatformHandler.Create(new() { NoProxy = true }));
}
