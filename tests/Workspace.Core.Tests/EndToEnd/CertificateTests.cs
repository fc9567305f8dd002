using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.EndToEnd;

/// <summary>TLS is checked by the platform, and nothing turns that off.</summary>
public sealed class CertificateTests
{
    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    public async Task A_certificate_that_nobody_vouches_for_is_refused_and_nothing_is_sent(string host)
    {
        using X509Certificate2 certificate = TestCertificate.SelfSigned();
        await using LoopbackServer server = await LoopbackServer.StartAsync(_ => StubAnswer.Ok("""{"status":"SUBSCRIBED"}"""), certificate);
        Uri endpoint = new UriBuilder(server.Endpoint) { Host = host }.Uri;

        var observer = new RecordingObserver();

        WorkspaceException refused = await Assert.ThrowsAsync<WorkspaceException>(() =>
            TestClient.ConnectAsync(StubHandler.InTurn(), options => (options.Handler, options.Endpoint, options.Retry) = (null, endpoint, new()), observer));

        Assert.Equal(TestCertificate.Refusal, refused.Code);
        Assert.True(refused.ConcernsConnection);
        Assert.Contains(Causes(refused), cause => cause is AuthenticationException);
        if (refused.Code == WorkspaceException.UntrustedCertificate)
        {
            Assert.StartsWith($"{endpoint.Authority} shows a certificate that this machine does not trust, so nothing was sent to it: The remote certificate is invalid", refused.Message, StringComparison.Ordinal);
            Assert.Single(observer.Traces);
        }

        Assert.Empty(server.Requests);

        // Who does not look at the certificate gets through: nothing else is wrong with the server.
        using var careless = new HttpClient(new HttpClientHandler { ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator });
        Assert.Contains("SUBSCRIBED", await careless.GetStringAsync(endpoint, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static IEnumerable<Exception> Causes(Exception exception)
    {
        for (Exception? cause = exception; cause is not null; cause = cause.InnerException)
        {
            yield return cause;
        }
    }
}
