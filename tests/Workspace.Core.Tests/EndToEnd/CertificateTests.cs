using System;
using System.Net;
using System.Net.Http;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
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
        using X509Certificate2 certificate = SelfSigned();
        await using LoopbackServer server = await LoopbackServer.StartAsync(context => context.Response.WriteAsync("""{"status":"SUBSCRIBED"}"""), certificate);
        Uri endpoint = new UriBuilder(server.Endpoint) { Host = host }.Uri;

        WorkspaceException refused = await Assert.ThrowsAsync<WorkspaceException>(() => TestClient.ConnectAsync(StubHandler.InTurn(), options => (options.Handler, options.Endpoint) = (null, endpoint)));

        Assert.Equal(WorkspaceException.ConnectionFailed, refused.Code);
        Assert.True(refused.ConcernsConnection);
        Assert.Contains("certificate", refused.Message, StringComparison.OrdinalIgnoreCase);
        Assert.IsType<AuthenticationException>(refused.InnerException?.InnerException);
        Assert.Empty(server.Requests);

        // Who does not look at the certificate gets through: nothing else is wrong with the server.
        using var careless = new HttpClient(new HttpClientHandler { ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator });
        Assert.Contains("SUBSCRIBED", await careless.GetStringAsync(endpoint, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}
