using System;
using System.Linq;
using System.Threading.Tasks;
using Workspace.Rest;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Http;

/// <summary>Secrets are found by their names where the text around them is not JSON, and in the address of a request.</summary>
public sealed class MalformedSecretTests
{
    [Theory]
    [InlineData("""{"msg":"he said "hi","password":"p4ss","id":1}""", """{"msg":"he said "hi","password":"****","id":1}""")]
    [InlineData("""noise " {"password":"p4ss"}""", """noise " {"password":"****"}""")]
    [InlineData("""{"a"b":1,"otp":987650}""", """{"a"b":1,"otp":"****"}""")]
    public async Task A_quote_too_many_hides_no_property_name(string body, string shown)
    {
        var observer = new RecordingObserver();
        using WorkspaceClient client = await TestClient.ConnectAsync(StubHandler.Always(body), observer: observer);

        WorkspaceException unreadable = await Assert.ThrowsAsync<WorkspaceException>(() => SendAsync(client, new RestCall("GET", "/v2/{project_id}/anything")));

        Assert.Equal(shown, observer.Traces.Last().ResponseBody);
        Assert.DoesNotContain("p4ss", unreadable.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("987650", unreadable.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_value_of_a_secret_in_the_query_is_sent_and_not_shown()
    {
        var observer = new RecordingObserver();
        StubHandler stub = StubHandler.Always("{}");
        using WorkspaceClient client = await TestClient.ConnectAsync(stub, observer: observer);
        var call = new RestCall("GET", "/v2/{project_id}/anything") { Query = { new("name", "a"), new("api_key", "p4ss 1"), new("token", "p4ss"), new("passw%", "p4ss") } };

        await SendAsync(client, call);

        Assert.EndsWith("?api_key=p4ss%201&name=a&passw%25=p4ss&token=p4ss", stub.Requests[^1].Target, StringComparison.Ordinal);
        Assert.EndsWith("/anything?api_key=****&name=a&passw%25=****&token=****", observer.Traces.Last().Target, StringComparison.Ordinal);
    }

    private static Task<RestAnswer> SendAsync(WorkspaceClient client, RestCall call) => client.Rest.SendAsync(call, TestContext.Current.CancellationToken);
}
