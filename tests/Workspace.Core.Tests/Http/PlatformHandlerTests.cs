using System;
using System.Net;
using System.Threading.Tasks;
using Workspace.Http;
using Workspace.Tests.Support;
using Xunit;
#if NETFRAMEWORK
using Handler = System.Net.Http.HttpClientHandler;
#else
using Handler = System.Net.Http.SocketsHttpHandler;
#endif

namespace Workspace.Tests.Http;

/// <summary>How the platform's handler is set up.</summary>
public sealed class PlatformHandlerTests
{
    private static readonly Uri _proxy = new("http://proxy.example:3128");
    private static readonly Uri _service = new("https://workspace.example");

    [Fact]
    public void By_default_the_systems_proxy_is_used()
    {
        using Handler handler = Create(new());

        Assert.True(handler.UseProxy);
        Assert.Null(handler.Proxy);
    }

    [Fact]
    public void NoProxy_uses_none()
    {
        using Handler handler = Create(new() { NoProxy = true });

        Assert.False(handler.UseProxy);
    }

    [Theory]
    [InlineData("https://workspace.example")]
    [InlineData("http://127.0.0.1:8080")]
    [InlineData("http://localhost:8080")]
    public void A_given_proxy_is_used_for_every_address_without_a_logon(string address)
    {
        using Handler handler = Create(new() { Proxy = _proxy });

        Assert.True(handler.UseProxy);
        Assert.Equal(_proxy, handler.Proxy!.GetProxy(new Uri(address)));
        Assert.False(handler.Proxy.IsBypassed(new Uri(address)));
        Assert.Null(handler.Proxy.Credentials);
    }

    [Fact]
    public void The_proxys_credential_is_kept()
    {
        var user = new NetworkCredential("user", "pa55-word");

        using Handler handler = Create(new() { Proxy = _proxy, ProxyCredential = user });

        Assert.Same(user, handler.Proxy!.Credentials!.GetCredential(_proxy, "Basic"));
    }

    [Fact]
    public void The_current_user_logs_on_where_that_is_asked()
    {
        using Handler handler = Create(new() { Proxy = _proxy, ProxyUseDefaultCredentials = true });

        Assert.Same(CredentialCache.DefaultCredentials, handler.Proxy!.Credentials);
    }

    [Fact]
    public void The_users_own_credentials_never_go_to_the_service()
    {
        using Handler handler = Create(new() { Proxy = _proxy, ProxyCredential = new("user", "pa55-word"), ProxyUseDefaultCredentials = true });

        Assert.Null(handler.Credentials);
        Assert.False(handler.PreAuthenticate);
    }

    [Fact]
    public void Redirects_and_cookies_are_not_there_and_as_many_connections_as_requests_may_run()
    {
        using Handler handler = Create(new() { ThrottleLimit = 7 });

        Assert.False(handler.AllowAutoRedirect);
        Assert.False(handler.UseCookies);
        Assert.Equal(7, handler.MaxConnectionsPerServer);
    }

#if !NETFRAMEWORK
    [Fact]
    public void Certificates_are_checked_by_the_platform()
    {
        using Handler handler = Create(new());

        Assert.Null(handler.SslOptions.RemoteCertificateValidationCallback);
    }
#endif

    [Theory]
    [InlineData(true, true, false, false, "NoProxy")]
    [InlineData(true, false, true, false, "NoProxy")]
    [InlineData(true, false, false, true, "NoProxy")]
    [InlineData(false, false, true, false, "needs its address")]
    [InlineData(false, false, false, true, "needs its address")]
    [InlineData(false, true, true, true, "ProxyUseDefaultCredentials exclude each other")]
    public async Task What_excludes_each_other_is_refused_before_anything_is_sent(bool none, bool given, bool credential, bool current, string named)
    {
        StubHandler stub = StubHandler.InTurn();

        ArgumentException refused = await Assert.ThrowsAsync<ArgumentException>(() => TestClient.ConnectAsync(stub, options =>
        {
            options.NoProxy = none;
            options.Proxy = given ? _proxy : null;
            options.ProxyCredential = credential ? new NetworkCredential("user", "pa55-word") : null;
            options.ProxyUseDefaultCredentials = current;
        }));

        Assert.Contains(named, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("pa55-word", refused.ToString(), StringComparison.Ordinal);
        Assert.Empty(stub.All);
    }

    [Theory]
    [InlineData("proxy")]
    [InlineData("proxy.example:8080")]
    [InlineData("ftp://proxy.example")]
    public async Task A_proxy_that_is_no_address_is_refused_before_anything_is_sent(string proxy)
    {
        StubHandler stub = StubHandler.InTurn();

        ArgumentException refused = await Assert.ThrowsAsync<ArgumentException>(() => TestClient.ConnectAsync(stub, options => options.Proxy = new Uri(proxy, UriKind.RelativeOrAbsolute)));

        Assert.Equal($"Proxy '{proxy}' is not an address like http://proxy.example.com:8080.", refused.Message.Replace("example/'", "example'", StringComparison.Ordinal));
        Assert.Empty(stub.All);
    }

    private static Handler Create(WorkspaceClientOptions options)
    {
        options.Endpoint = _service;
        return Assert.IsType<Handler>(PlatformHandler.Create(options));
    }
}
