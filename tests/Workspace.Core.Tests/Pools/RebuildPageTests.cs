using System;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Pools;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Pools;

/// <summary>API page 003, "Recompose the system disk in the desktop pool", with the members that came after it.</summary>
public sealed class RebuildPageTests
{
    private const string RequestExample = """{ "image_type" : "string", "image_id" : "string", "os_type" : "string", "delay_time" : 15, "message" : "string", "order_id" : "string", "is_fix" : false }""";

    private const string ResponseExample = """{ "job_id" : "abc85365-0b2e-4b4f-a091-f7db72072d4b" }""";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Page_003_is_sent_as_its_example_shows()
    {
        StubHandler stub = StubHandler.Always(ResponseExample);
        using WorkspaceClient client = await TestClient.ConnectAsync(stub, options => options.Credential = TestClient.Token());
        var rebuild = new PoolRebuild
        {
            ImageType = "string",
            ImageId = "string",
            OSType = "string",
            DelayMinutes = 15,
            Message = "string",
            OrderId = "string",
            Repair = false,
        };

        string job = await client.Pools.RebuildAsync("pool-1", rebuild, Stop);

        RecordedRequest sent = Assert.Single(stub.Requests);
        Assert.Equal(("POST", $"/v2/{TestClient.ProjectId}/desktop-pools/pool-1/rebuild"), (sent.Method, sent.Target));
        Assert.Equal("application/json", sent.Header("Content-Type"));
        Assert.Equal("the-token", sent.Header("X-Auth-Token"));
        Assert.Equal(PageExample.Compact(RequestExample), sent.Body);
        Assert.Equal("abc85365-0b2e-4b4f-a091-f7db72072d4b", job);
    }

    [Fact]
    public async Task It_is_signed_with_an_access_key()
    {
        StubHandler stub = StubHandler.Always(ResponseExample);
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        await client.Pools.RebuildAsync("pool-1", new() { ImageId = "i1" }, Stop);

        Assert.StartsWith("SDK-HMAC-SHA256 Access=AccessKey, SignedHeaders=content-type;host;x-project-id;x-sdk-date,", Assert.Single(stub.Requests).Header("Authorization"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_given_is_not_sent() => Assert.Equal("""{"image_id":"i1"}""", await BodyAsync(new() { ImageId = "i1" }));

    [Fact]
    public async Task A_delay_of_nothing_and_a_repair_are_sent() =>
        Assert.Equal("""{"image_id":"i1","delay_time":0,"is_fix":true}""", await BodyAsync(new() { ImageId = "i1", DelayMinutes = 0, Repair = true }));

    [Theory]
    [InlineData(RebuildScope.OnlyForExpand, "ONLY_FOR_EXPAND")]
    [InlineData(RebuildScope.ForExpandAndIdle, "FOR_EXPAND_AND_IDLE")]
    [InlineData(RebuildScope.ForExpandAndAll, "FOR_EXPAND_AND_ALL")]
    public async Task The_scope_has_the_services_spelling(RebuildScope scope, string word) =>
        Assert.Equal($$"""{"image_id":"i1","handle_type":"{{word}}"}""", await BodyAsync(new() { ImageId = "i1", HandleType = scope }));

    [Theory]
    [InlineData(DiskEncryption.Keep, null, """{"image_id":"i1","encrypt_type":"KEEP"}""")]
    [InlineData(DiskEncryption.Unencrypted, null, """{"image_id":"i1","encrypt_type":"UNENCRYPTED"}""")]
    [InlineData(DiskEncryption.Encrypted, "k1", """{"image_id":"i1","encrypt_type":"ENCRYPTED","kms_id":"k1"}""")]
    public async Task The_encryption_has_the_services_spelling(DiskEncryption encryption, string? key, string body) =>
        Assert.Equal(body, await BodyAsync(new() { ImageId = "i1", EncryptType = encryption, KmsKeyId = key }));

    [Fact]
    public async Task Some_desktops_of_the_pool_are_named() =>
        Assert.Equal("""{"image_id":"i1","desktop_ids":["d1","d2"]}""", await BodyAsync(new() { ImageId = "i1", DesktopIds = ["d1", "d2"] }));

    [Fact]
    public async Task Numbers_are_written_the_same_in_every_culture()
    {
        using var _ = new CultureScope("fa-IR");
        Assert.NotEqual("-1", (-1).ToString(CultureInfo.CurrentCulture));

        Assert.Equal("""{"image_id":"i1","delay_time":15}""", await BodyAsync(new() { ImageId = "i1", DelayMinutes = 15 }));
    }

    [Fact]
    public async Task A_message_arrives_letter_by_letter()
    {
        const string Message = "Bitte speichern – 请保存 \"jetzt\" & <sofort>\r\n🙂";

        string? body = await BodyAsync(new() { ImageId = "i1", Message = Message });

        Assert.Equal(Message, (string?)JsonNode.Parse(body!)!["message"]);
    }

    private static async Task<string?> BodyAsync(PoolRebuild rebuild)
    {
        StubHandler stub = StubHandler.Always(ResponseExample);
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);
        await client.Pools.RebuildAsync("p1", rebuild, Stop);
        return Assert.Single(stub.Requests).Body;
    }
}
