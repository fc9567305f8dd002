using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using Workspace.Authentication;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Authentication;

/// <summary>The keys of a cloud server's agency.</summary>
public sealed class MetadataServiceTests : IDisposable
{
    private const string Missing = """{"error":"an agency must be configured for the server first"}""";

    private readonly Places _places = new();
    private readonly MetadataStub _metadata;

    public MetadataServiceTests()
    {
        _metadata = new MetadataStub(_places.Clock);
        _places.Metadata = _metadata.Handler;
    }

    public void Dispose() => _places.Dispose();

    [Fact]
    public async Task The_key_is_asked_for_with_a_session_token()
    {
        using Credential credential = (await _places.FindAsync()).Credential;

        Assert.Equal("temporary access key METADATA-1", credential.Identity);
        RecordedRequest token = Assert.Single(_metadata.TokenRequests);
        RecordedRequest key = Assert.Single(_metadata.KeyRequests);
        Assert.Equal(("http://169.254.169.254/meta-data/latest/api/token", "21600"), (token.Address.AbsoluteUri, token.Header("X-Metadata-Token-Ttl-Seconds")));
        Assert.Equal(("http://169.254.169.254/openstack/latest/securitykey", "session-1"), (key.Address.AbsoluteUri, key.Header("X-Metadata-Token")));
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound)]
    [InlineData(HttpStatusCode.MethodNotAllowed)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    public async Task A_server_without_session_tokens_is_asked_in_the_old_way(HttpStatusCode status)
    {
        _metadata.TokenStatus = status;

        using Credential credential = (await _places.FindAsync()).Credential;

        Assert.Equal("temporary access key METADATA-1", credential.Identity);
        Assert.Null(Assert.Single(_metadata.KeyRequests).Header("X-Metadata-Token"));
    }

    [Fact]
    public async Task A_session_token_that_is_refused_is_renewed_once()
    {
        _metadata.Answer = request => request.Header("X-Metadata-Token") == "session-1" ? StubAnswer.Empty(HttpStatusCode.Unauthorized) : null;

        using Credential credential = (await _places.FindAsync()).Credential;

        Assert.Equal("temporary access key METADATA-1", credential.Identity);
        Assert.Equal(["session-1", "session-2"], _metadata.KeyRequests.Select(r => r.Header("X-Metadata-Token")));
    }

    [Fact]
    public async Task A_second_refusal_is_final()
    {
        _metadata.Answer = _ => StubAnswer.Empty(HttpStatusCode.Unauthorized);

        Assert.Contains("gives no key (HTTP 401)", await WhyPassedOverAsync(), StringComparison.Ordinal);
        Assert.Equal(2, _metadata.KeyRequests.Length);
    }

    [Fact]
    public async Task A_server_without_an_agency_is_passed_over_at_once_with_the_services_words()
    {
        _metadata.Answer = _ => StubAnswer.Json(HttpStatusCode.Unauthorized, Missing);

        Assert.Contains("gives no key (HTTP 401): an agency must be configured for the server first. Give this server an agency with rights for Workspace.", await WhyPassedOverAsync(), StringComparison.Ordinal);
        Assert.Single(_metadata.TokenRequests);
        Assert.Single(_metadata.KeyRequests);
    }

    [Theory]
    [InlineData(HttpStatusCode.OK, "{}", "holds no credential")]
    [InlineData(HttpStatusCode.OK, """{"credential":{}}""", "holds no key")]
    [InlineData(HttpStatusCode.OK, "<html>", "is not JSON")]
    [InlineData(HttpStatusCode.Redirect, "", "gives no key (HTTP 302)")]
    public async Task An_answer_without_a_key_is_passed_over(HttpStatusCode status, string body, string why)
    {
        _metadata.Answer = _ => StubAnswer.Json(status, body);

        Assert.Contains(why, await WhyPassedOverAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_gives_no_session_token_is_passed_over()
    {
        _metadata.TokenStatus = HttpStatusCode.Forbidden;

        Assert.Contains("gives no session token (HTTP 403)", await WhyPassedOverAsync(), StringComparison.Ordinal);
        Assert.Empty(_metadata.KeyRequests);
    }

    [Fact]
    public async Task A_machine_outside_the_cloud_is_passed_over()
    {
        using var places = new Places();

        CredentialNotFoundException nothing = await Assert.ThrowsAsync<CredentialNotFoundException>(() => places.FindAsync());

        Assert.Contains("metadata service of this server (169.254.169.254): no metadata service answers at 169.254.169.254", string.Join('\n', nothing.Places), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_silent_address_is_given_up_after_three_seconds()
    {
        // The one test that takes real time: the limit is the platform's timer.
        _places.Metadata = StubHandler.Silent();
        var watch = Stopwatch.StartNew();

        Assert.Contains("no metadata service answers", await WhyPassedOverAsync(), StringComparison.Ordinal);

        Assert.InRange(watch.Elapsed.TotalSeconds, 2.9, 30);
    }

    [Theory]
    [InlineData("http://127.0.0.1:9")]
    [InlineData("http://localhost:9/")]
    [InlineData("http://[::1]:9")]
    [InlineData("http://169.254.170.2")]
    [InlineData("http://[fe80::a9fe:a9fe]")]
    public async Task Another_address_on_this_machine_or_link_local_is_taken(string address)
    {
        _places.Variables["WORKSPACE_METADATA_ENDPOINT"] = address;

        using Credential credential = (await _places.FindAsync()).Credential;

        Assert.All(_metadata.Handler.All, request => Assert.Equal(new Uri(address).Authority, request.Address.Authority));
        Assert.Equal(2, _metadata.Handler.All.Count);
    }

    [Theory]
    [InlineData("http://169.254.evil.example")]
    [InlineData("http://169.255.0.1")]
    [InlineData("http://10.0.0.1")]
    [InlineData("https://metadata.example")]
    [InlineData("file:///etc/passwd")]
    [InlineData("169.254.169.254")]
    public async Task Any_other_address_is_an_error_and_is_not_asked(string address)
    {
        _places.Variables["WORKSPACE_METADATA_ENDPOINT"] = address;

        ArgumentException error = await Assert.ThrowsAsync<ArgumentException>(() => _places.FindAsync());

        Assert.StartsWith($"WORKSPACE_METADATA_ENDPOINT '{address}'", error.Message, StringComparison.Ordinal);
        Assert.Empty(_metadata.Handler.All);
    }

    [Fact]
    public async Task The_platforms_own_handler_asks_over_a_socket()
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(request => StubAnswer.Ok(request.Method == "PUT"
            ? "session-9"
            : """{"credential":{"access":"SOCKET","secret":"s","securitytoken":"t","expires_at":"2099-01-01T00:00:00.000000Z"}}"""));
        var search = new CredentialSearch { Home = _places.At("nobody"), Variable = name => name == "WORKSPACE_METADATA_ENDPOINT" ? server.Endpoint.AbsoluteUri : null };

        using Credential credential = (await new CredentialChain(search).FindAsync(null, TestContext.Current.CancellationToken)).Credential;

        Assert.Equal("temporary access key SOCKET", credential.Identity);
        Assert.Equal(["PUT /meta-data/latest/api/token ", "GET /openstack/latest/securitykey session-9"], server.Requests.Select(r => $"{r.Method} {r.Target} {r.Headers.GetValueOrDefault("X-Metadata-Token")}"));
    }

    private async Task<string> WhyPassedOverAsync() => (await Assert.ThrowsAsync<CredentialNotFoundException>(() => _places.FindAsync())).Places[^1];
}
