using System;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Images;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Images;

/// <summary>API page 002, "Converting a Desktop to an Image".</summary>
public sealed class CapturePageTests
{
    // As on the page, but for what its table of types says otherwise: execute_sysprep is a Boolean. Memory is a number as text.
    private const string RequestExample = """
        {
        "image_name" : "string",
        "image_description" : "string",
        "desktop_id" : "string",
        "execute_sysprep" : true,
        "image_tags" : [ {
        "key" : "string",
        "value" : "string"
        } ],
        "enterprise_project_id" : "string",
        "max_ram" : "8192",
        "min_ram" : "2048"
        }
        """;

    private const string ResponseExample = """
        {
        "job_id" : "string"
        }
        """;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Page_002_is_sent_as_its_example_shows()
    {
        StubHandler stub = StubHandler.Always(ResponseExample);
        using WorkspaceClient client = await TestClient.ConnectAsync(stub, options => options.Credential = TestClient.Token());
        var capture = new ImageCapture
        {
            ImageName = "string",
            Description = "string",
            DesktopId = "string",
            Tags = [new() { Key = "string", Value = "string" }],
            EnterpriseProjectId = "string",
            MaxRamMB = 8192,
            MinRamMB = 2048,
        };

        string job = await client.Images.CaptureAsync(capture, Stop);

        RecordedRequest sent = Assert.Single(stub.Requests);
        Assert.Equal(("POST", $"/v2/{TestClient.ProjectId}/desktops/desktop-to-image"), (sent.Method, sent.Target));
        Assert.Equal("application/json", sent.Header("Content-Type"));
        Assert.Equal("the-token", sent.Header("X-Auth-Token"));
        Assert.Equal(PageExample.Compact(RequestExample), sent.Body);
        Assert.Equal("string", job);
    }

    [Fact]
    public async Task It_is_signed_with_an_access_key()
    {
        StubHandler stub = StubHandler.Always(ResponseExample);
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        await client.Images.CaptureAsync(new() { ImageName = "n", DesktopId = "d1" }, Stop);

        Assert.StartsWith("SDK-HMAC-SHA256 Access=AccessKey, SignedHeaders=content-type;host;x-project-id;x-sdk-date,", Assert.Single(stub.Requests).Header("Authorization"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sysprep_is_always_sent_and_nothing_else_that_is_not_given() =>
        Assert.Equal("""{"image_name":"n","desktop_id":"d1","execute_sysprep":true}""", await BodyAsync(new() { ImageName = "n", DesktopId = "d1" }));

    [Fact]
    public async Task Without_Sysprep_user_data_can_be_deleted() =>
        Assert.Equal(
            """{"image_name":"n","desktop_id":"d1","execute_sysprep":false,"is_clear_data":true}""",
            await BodyAsync(new() { ImageName = "n", DesktopId = "d1", ExecuteSysprep = false, ClearData = true }));

    [Theory]
    [InlineData("ar-SA")]
    [InlineData("fa-IR")]
    public async Task Memory_is_sent_as_text_the_same_in_every_culture(string culture)
    {
        using var _ = new CultureScope(culture);

        Assert.Equal(
            """{"image_name":"n","desktop_id":"d1","execute_sysprep":true,"max_ram":"16384","min_ram":"0"}""",
            await BodyAsync(new() { ImageName = "n", DesktopId = "d1", MinRamMB = 0, MaxRamMB = 16384 }));
    }

    [Fact]
    public async Task A_tag_may_lack_its_key_or_value() =>
        Assert.Equal(
            """{"image_name":"n","desktop_id":"d1","execute_sysprep":true,"image_tags":[{"key":"k"},{"value":"v"}]}""",
            await BodyAsync(new() { ImageName = "n", DesktopId = "d1", Tags = [new() { Key = "k" }, new() { Value = "v" }] }));

    private static async Task<string?> BodyAsync(ImageCapture capture)
    {
        StubHandler stub = StubHandler.Always(ResponseExample);
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);
        await client.Images.CaptureAsync(capture, Stop);
        return Assert.Single(stub.Requests).Body;
    }
}
