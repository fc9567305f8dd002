using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Authentication;
using Workspace.Rest;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Rest;

/// <summary>Where a call goes, and where it cannot go.</summary>
public sealed class RestPathTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("ListDesktops", "GET /v2/0123456789abcdef0123456789abcdef/desktops")]
    [InlineData("ListAppCatalogs", "GET /v1/0123456789abcdef0123456789abcdef/app-center/app-catalogs")]
    [InlineData("ShowDomainsNew", "GET /v3/0123456789abcdef0123456789abcdef/domains")]
    [InlineData("ListSubscribeAiAssistantUsers", "GET /v3/users/ai-assistant/subscribe")]
    public async Task An_operation_goes_to_its_path(string operation, string request) =>
        Assert.Equal(request, (await SentAsync(new RestCall(OperationCatalogue.Find(operation)!))).ToString());

    [Fact]
    public async Task Every_operation_can_be_sent()
    {
        StubHandler stub = StubHandler.Always("{}");
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);
        foreach (ServiceOperation operation in OperationCatalogue.All)
        {
            var call = new RestCall(operation);
            foreach (string placeholder in call.Path.Placeholders)
            {
                call.PathValues[placeholder] = "x y";
            }

            call.Body = operation.BodyType is null ? null : RestBody.FromValue(new RestObject([]));
            await client.Rest.SendAsync(call, Stop);
        }

        // The client asks for the tenant's state itself when it connects, which is one of them.
        Assert.Equal(
            OperationCatalogue.All.Select(o => $"{o.Method} {o.Path.Replace("{project_id}", TestClient.ProjectId)}").Order(StringComparer.Ordinal),
            stub.All.Skip(1).Select(r => $"{r.Method} {(r.Path.Contains("x%20y") ? Template(r) : r.Path)}").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("a b", "a%20b")]
    [InlineData("a(b)'*!", "a%28b%29%27%2A%21")]
    [InlineData("a?b=c&d#e", "a%3Fb%3Dc%26d%23e")]
    [InlineData("50%", "50%25")]
    [InlineData("Größe", "Gr%C3%B6%C3%9Fe")]
    public async Task Values_are_escaped(string value, string segment)
    {
        var call = new RestCall("GET", "/v2/{project_id}/desktops/{desktop_id}/sysprep");
        call.PathValues["desktop_id"] = value;

        Assert.Equal($"{TestClient.Prefix}/desktops/{segment}/sysprep", (await SentAsync(call)).Target);
    }

    // A gateway that encodes a path anew and one that takes it as received see the same.
    [Theory]
    [InlineData("a b")]
    [InlineData("a:b@c")]
    [InlineData("a(b)'*!~")]
    [InlineData("50%25")]
    [InlineData("a+b;c=d")]
    [InlineData("测试")]
    public async Task Value_in_a_path_is_sent_as_it_is_signed(string value)
    {
        var call = new RestCall("GET", "/v2/{project_id}/desktops/{desktop_id}/sysprep");
        call.PathValues["desktop_id"] = value;
        string sent = (await SentAsync(call)).Target;

        Assert.Equal(sent + "/", new SignedContent("GET", sent, "", [], []).CanonicalRequest.Split('\n')[1]);
    }

    [Theory]
    [InlineData(null, "DesktopId is empty")]
    [InlineData("", "DesktopId is empty")]
    [InlineData(" ", "DesktopId is empty")]
    [InlineData(".", "'.' is not an id")]
    [InlineData("..", "'..' is not an id")]
    [InlineData("a/b", "'a/b' is not an id")]
    [InlineData("../x", "'../x' is not an id")]
    [InlineData("a\\b", "'a\\b' is not an id")]
    public async Task Values_that_lead_elsewhere_are_refused(string? value, string message)
    {
        var call = new RestCall("GET", "/v2/{project_id}/desktops/{desktop_id}");
        call.PathValues["desktop_id"] = value;

        Assert.Contains(message, await RefusedAsync(call), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_value_is_refused_with_its_parameter() =>
        Assert.Contains("needs a volume_id: give -VolumeId", await RefusedAsync(Expand("desktop_id")), StringComparison.Ordinal);

    [Fact]
    public async Task A_value_too_many_is_refused() =>
        Assert.Contains("has no pool_id in it: leave -PoolId out", await RefusedAsync(Expand("desktop_id", "volume_id", "pool_id")), StringComparison.Ordinal);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("v2/{project_id}/desktops")]
    [InlineData("https://example.com/v2/x")]
    [InlineData("//example.com/v2/x")]
    [InlineData("/\\example.com/v2/x")]
    [InlineData("\\\\example.com")]
    [InlineData("/v2/../../x")]
    [InlineData("/v2/./x")]
    [InlineData("/v2/%2e%2e/x")]
    [InlineData("/v2/%2E./x")]
    [InlineData("/v2/x%2F..%2F..%2Fy")]
    [InlineData("/v2/x%2fy")]
    [InlineData("/v2/x%5Cy")]
    [InlineData("/v2//x")]
    [InlineData("/v2/x/")]
    [InlineData("/")]
    [InlineData("/v2/a b")]
    [InlineData("/v2/a\r\nb")]
    [InlineData("/v2/a#b")]
    [InlineData("/v2/a?b=c")]
    [InlineData("/v2/50%")]
    [InlineData("/v2/%FF")]
    [InlineData("/v2/a%25%E6%B5b")]
    [InlineData("/v2/Größe")]
    [InlineData("/v2/{Desktop}")]
    [InlineData("/v2/x{desktop_id}")]
    [InlineData("/v2/{}")]
    [InlineData("/v2/desktops\n")]
    [InlineData("/v2/{project_id}\n/desktops")]
    [InlineData("/v2\n/{project_id}/desktops")]
    public void A_path_that_is_none_below_the_endpoint_is_refused(string? path) => Assert.Throws<ArgumentException>(() => new RestCall("GET", path!));

    [Theory]
    [InlineData("")]
    [InlineData("HEAD")]
    [InlineData("CONNECT")]
    [InlineData("GET ")]
    public void A_method_that_the_service_has_not_is_refused(string method) =>
        Assert.Contains("GET, POST, PUT, PATCH, DELETE", Assert.Throws<ArgumentException>(() => new RestCall(method, "/v2/x")).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_path_lies_below_the_path_of_the_endpoint()
    {
        StubHandler stub = StubHandler.Always("{}");
        using WorkspaceClient client = await TestClient.ConnectAsync(stub, options => options.Endpoint = new Uri("https://gateway.example.com:8443/workspace/"));

        await client.Rest.SendAsync(new RestCall("get", "/v1/{project_id}/app-center/apps;x=1/%C3%B6"), Stop);

        Assert.Equal($"https://gateway.example.com:8443/workspace/v1/{TestClient.ProjectId}/app-center/apps;x=1/%C3%B6", Assert.Single(stub.Requests).Address.AbsoluteUri);
    }

    [Fact]
    public async Task A_query_is_sent_escaped_with_one_name_for_each_value()
    {
        var call = new RestCall("GET", "/v2/{project_id}/desktops");
        call.Query.Add(new("desktop_id", "a"));
        call.Query.Add(new("desktop_id", "b&c"));
        call.Query.Add(new("tag", "k=v"));

        Assert.Equal(TestClient.Prefix + "/desktops?desktop_id=a&desktop_id=b%26c&tag=k%3Dv", (await SentAsync(call)).Target);
    }

    [Theory]
    [InlineData("desktop_id", null)]
    [InlineData("desktop_id", "")]
    [InlineData("", "x")]
    public async Task An_empty_value_in_the_query_is_refused_for_it_would_list_everything(string name, string? value)
    {
        var call = new RestCall("GET", "/v2/{project_id}/desktops");
        call.Query.Add(new(name, value));

        Assert.Contains($"Query '{name}' is null or empty", await RefusedAsync(call), StringComparison.Ordinal);
    }

    [Fact]
    public void What_an_operation_does_not_take_in_its_query_is_known()
    {
        var known = new RestCall("GET", "/v2/{project_id}/desktops");
        var unknown = new RestCall("GET", "/v9/{project_id}/desktops");
        foreach (RestCall call in new[] { known, unknown })
        {
            call.Query.Add(new("ofset", "1"));
            call.Query.Add(new("limit", "1"));
        }

        Assert.Equal("ListDesktops", known.Operation?.Operation);
        Assert.Equal(["ofset"], known.UnknownQuery);
        Assert.Null(unknown.Operation);
        Assert.Empty(unknown.UnknownQuery);
    }

    private static string Template(RecordedRequest request) =>
        OperationCatalogue.Find(request.Method, request.Path)!.Path.Replace("{project_id}", TestClient.ProjectId);

    private static RestCall Expand(params string[] given)
    {
        var call = new RestCall(OperationCatalogue.Find("ExpandDesktopVolume")!) { Body = RestBody.FromJson("{}") };
        foreach (string name in given)
        {
            call.PathValues[name] = "x";
        }

        return call;
    }

    private static async Task<RecordedRequest> SentAsync(RestCall call)
    {
        StubHandler stub = StubHandler.Always("{}");
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);
        await client.Rest.SendAsync(call, Stop);
        return Assert.Single(stub.Requests);
    }

    private static async Task<string> RefusedAsync(RestCall call)
    {
        StubHandler stub = StubHandler.Always("{}");
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);
        ArgumentException refusal = await Assert.ThrowsAsync<ArgumentException>(() => client.Rest.SendAsync(call, Stop));
        Assert.Empty(stub.Requests);
        return refusal.Message;
    }
}
