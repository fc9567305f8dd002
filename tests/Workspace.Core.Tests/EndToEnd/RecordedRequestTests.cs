using System;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Emulator;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.EndToEnd;

/// <summary>What the emulated service keeps of the requests that it received: within bounds, whoever sent them.</summary>
public sealed class RecordedRequestTests
{
    private const int Limit = 64 * 1024 * 1024;
    private const int Large = 8 * 1024 * 1024;

    private readonly ManualClock _clock = new();
    private readonly EmulatedTenant _tenant;

    public RecordedRequestTests() => _tenant = new EmulatedTenant(null, _clock);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Only_the_last_requests_that_fit_are_kept()
    {
        for (int i = 0; i < 12; i++)
        {
            Assert.Equal(400, (await _tenant.HandleAsync(Signed(i, new byte[Large]), Stop)).Status);
        }

        long kept = _tenant.Requests.Sum(request => (long)request.Body.Length);
        Assert.InRange(kept, Limit - (2 * Large), Limit);
        Assert.Equal("11", _tenant.Requests[^1].Query[0].Value);
        Assert.All(_tenant.Requests, request => Assert.Equal(Large, request.Body.Length));
    }

    [Fact]
    public async Task Only_the_last_ten_thousand_requests_are_kept()
    {
        for (int i = 0; i < 10_001; i++)
        {
            await _tenant.HandleAsync(new EmulatorRequest("GET", "/" + i, [], []), Stop);
        }

        Assert.Equal(10_000, _tenant.Requests.Count);
        Assert.Equal(("/1", "/10000"), (_tenant.Requests[0].Path, _tenant.Requests[^1].Path));
    }

    [Fact]
    public async Task Headers_and_queries_count_too()
    {
        string query = string.Concat(Enumerable.Repeat("a&", 2000));
        for (int i = 0; i < 2000; i++)
        {
            await _tenant.HandleAsync(new EmulatorRequest("GET", $"/?{query}", [new("X-Large", new string('x', 16 * 1024))], []), Stop);
        }

        Assert.InRange(_tenant.Requests.Count, 100, 1000);
    }

    [Theory]
    [InlineData("POST", "/v2/{project}/desktops/agents", 401)]
    [InlineData("POST", "/v2/{project}/users", 401)]
    [InlineData("POST", "/v3/auth/tokens", 400)]
    [InlineData("POST", "/nothing", 404)]
    public async Task Nothing_of_a_body_is_kept_from_a_caller_who_was_not_let_in(string method, string path, int status)
    {
        var request = new EmulatorRequest(method, path.Replace("{project}", _tenant.ProjectId, StringComparison.Ordinal), [], new byte[Large]);
        await _tenant.HandleAsync(Signed(0, Encoding.UTF8.GetBytes("{}")), Stop);

        for (int i = 0; i < 12; i++)
        {
            await _tenant.HandleAsync(request, Stop);
        }

        Assert.Equal(13, _tenant.Requests.Count);
        Assert.Equal("{}", _tenant.Requests[0].BodyText);
        Assert.All(_tenant.Requests.Skip(1), refused => Assert.Equal((status, 0), (refused.Status, refused.Body.Length)));
    }

    [Fact]
    public async Task Nothing_of_a_body_is_kept_where_the_signature_is_wrong()
    {
        EmulatorRequest signed = Signed(0, Encoding.UTF8.GetBytes("{}"));
        var forged = new EmulatorRequest(signed.Method, signed.Path, signed.Headers, Encoding.UTF8.GetBytes("{\"desktop_ids\":[]}"));

        EmulatorResponse response = await _tenant.HandleAsync(forged, Stop);

        Assert.Equal(401, response.Status);
        Assert.Empty(Assert.Single(_tenant.Requests).Body);
    }

    [Fact]
    public async Task Passwords_are_not_kept()
    {
        string user = $$"""{"name":"{{_tenant.UserName}}","password":"{{_tenant.Password}}","domain":{"name":"{{_tenant.DomainName}}"} }""";
        string body = """{"auth":{"identity":{"methods":["password"],"password":{"user":""" + user + "}}}}";

        EmulatorResponse response = await _tenant.HandleAsync(new EmulatorRequest("POST", "/v3/auth/tokens", [], Encoding.UTF8.GetBytes(body)), Stop);

        Assert.Equal(201, response.Status);
        Assert.Empty(Assert.Single(_tenant.Requests).Body);
    }

    [Fact]
    public async Task Body_above_the_gateways_limit_is_refused_and_not_kept()
    {
        EmulatorResponse response = await _tenant.HandleAsync(Signed(0, new byte[EmulatedTenant.MaxBodyBytes + 1]), Stop);

        Assert.Equal(413, response.Status);
        Assert.Contains("APIGW.0201", response.BodyText, StringComparison.Ordinal);
        Assert.Empty(Assert.Single(_tenant.Requests).Body);
    }

    [Fact]
    public async Task Body_above_the_gateways_limit_is_refused_in_memory_too()
    {
        using var http = new HttpClient(new EmulatorHandler(_tenant));
        using var content = new ByteArrayContent(new byte[EmulatedTenant.MaxBodyBytes + 1]);

        using HttpResponseMessage response = await http.PostAsync(new Uri("https://workspace.example/v3/auth/tokens"), content, Stop);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Empty(Assert.Single(_tenant.Requests).Body);
    }

    private EmulatorRequest Signed(int number, byte[] body) =>
        SignedRequest.Of(_tenant, _clock, "POST", $"/v2/{_tenant.ProjectId}/desktops/agents", $"number={number}", body);
}
