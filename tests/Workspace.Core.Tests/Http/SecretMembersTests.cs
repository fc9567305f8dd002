using System.Linq;
using System.Threading.Tasks;
using Workspace.Rest;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Http;

/// <summary>Debug output shows no password, whatever operation sends or answers it.</summary>
public sealed class SecretMembersTests
{
    [Theory]
    [InlineData("""{"password":"p4ss","name":"a"}""", """{"password":"****","name":"a"}""")]
    [InlineData("""{"users":[{"user_password" : "p4\"ss\\","id":1}]}""", """{"users":[{"user_password" : "****","id":1}]}""")]
    [InlineData("""{"share_space_passwd":"p4ss"}""", """{"share_space_passwd":"****"}""")]
    [InlineData("""{"clientSecret":"p4ss","access_token":"p4ss","private_key":"p4ss","new_pwd":""}""", """{"clientSecret":"****","access_token":"****","private_key":"****","new_pwd":"****"}""")]
    [InlineData("""{"password":null,"tokens":3,"has_password":true,"name":"password"}""", """{"password":null,"tokens":3,"has_password":true,"name":"password"}""")]
    public async Task Members_that_are_named_like_secrets_are_masked(string json, string shown)
    {
        var observer = new RecordingObserver();
        using WorkspaceClient client = await TestClient.ConnectAsync(StubHandler.Always(json), observer: observer);

        await client.Rest.SendAsync(new RestCall("POST", "/v2/{project_id}/anything") { Body = RestBody.FromJson(json) }, TestContext.Current.CancellationToken);

        Assert.Equal((shown, shown), (observer.Traces.Last().RequestBody, observer.Traces.Last().ResponseBody));
    }
}
