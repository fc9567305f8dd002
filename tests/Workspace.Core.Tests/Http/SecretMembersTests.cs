using System.Linq;
using System.Threading.Tasks;
using Workspace.Http;
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
    [InlineData("""{"password":null,"has_password":true,"name":"password"}""", """{"password":null,"has_password":"****","name":"password"}""")]
    [InlineData("""{"password":12345678,"id":1}""", """{"password":"****","id":1}""")]
    [InlineData("""{"secrets":["p4ss",["p4ss"]],"id":1}""", """{"secrets":"****","id":1}""")]
    [InlineData("""{"credential" : {"user":"u","x":{"y":"p4ss}\""}} , "id":1}""", """{"credential" : "****" , "id":1}""")]
    [InlineData("""{"access_key":"p4ss","sk":"p4ss","user_sk":"p4ss","userSk":"p4ss","api_key":"p4ss","otp":123456}""", """{"access_key":"****","sk":"****","user_sk":"****","userSk":"****","api_key":"****","otp":"****"}""")]
    [InlineData("""{"passphrase":"p4ss","cookie":["p4ss"],"Set-Cookie":"p4ss","X-Auth-Token":"p4ss"}""", """{"passphrase":"****","cookie":"****","Set-Cookie":"****","X-Auth-Token":"****"}""")]
    [InlineData("""{"p\u0061ssword":"p4ss","s\u006B":-1.5e3}""", """{"p\u0061ssword":"****","s\u006B":"****"}""")]
    [InlineData("""{"task":"t","desktop_id":"d","disk":[1],"skip":2,"risk":{"a":"b"}}""", """{"task":"t","desktop_id":"d","disk":[1],"skip":2,"risk":{"a":"b"}}""")]
    [InlineData("""{"message":"got {\"password\":\"p4ss\",\"id\":1}","id":2}""", """{"message":"got {\"password\":\"****\",\"id\":1}","id":2}""")]
    [InlineData("""{"body":"{\"inner\":\"{\\\"token\\\":\\\"p4ss\\\"}\"}"}""", """{"body":"{\"inner\":\"{\\\"token\\\":\\\"****\\\"}\"}"}""")]
    [InlineData("""{"message":"say \"hello\"","id":2}""", """{"message":"say \"hello\"","id":2}""")]
    public async Task Members_that_are_named_like_secrets_are_masked(string json, string shown)
    {
        var observer = new RecordingObserver();
        using WorkspaceClient client = await TestClient.ConnectAsync(StubHandler.Always(json), observer: observer);

        await client.Rest.SendAsync(new RestCall("POST", "/v2/{project_id}/anything") { Body = RestBody.FromJson(json) }, TestContext.Current.CancellationToken);

        Assert.Equal((shown, shown), (observer.Traces.Last().RequestBody, observer.Traces.Last().ResponseBody));
    }

    [Theory]
    [InlineData("[\"p4ss\",\"p4", "\"****\"")]
    [InlineData("{\"a\":\"p4ss\\", "\"****\"")]
    [InlineData("\"p4ss\\\"", "\"****\"")]
    [InlineData("12345", "\"****\"")]
    [InlineData("}", "}")]
    [InlineData("", "")]
    public void A_value_that_ends_too_soon_is_redacted(string value, string shown) =>
        Assert.Equal("{\"id\":1,\"password\":" + shown, SecretMembers.Mask("{\"id\":1,\"password\":" + value));
}
