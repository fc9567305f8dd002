using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Desktops;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Desktops;

/// <summary>API pages 000 and 001, "Checking the Sysprep Version", and their sibling for one desktop.</summary>
public sealed class SysprepPageTests
{
    private const string RequestExample = """
        {
        "desktop_ids" : [ "f77db5cd-c020-47d4-bbbe-9b979a38d18c", "f77db5cd-c020-47d4-bbbe-9b979a38d18b" ]
        }
        """;

    private const string ResponseExample = """
        {
        "sysprep_infos" : [ {
        "desktop_id" : "string",
        "sysprep_version" : "string",
        "support_hibernate" : true,
        "support_update_route" : true
        } ]
        }
        """;

    private static readonly string[] _ids = ["f77db5cd-c020-47d4-bbbe-9b979a38d18c", "f77db5cd-c020-47d4-bbbe-9b979a38d18b"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Page_000_asks_for_the_desktops_in_the_body()
    {
        StubHandler stub = StubHandler.Always(ResponseExample);
        using WorkspaceClient client = await TestClient.ConnectAsync(stub, options => options.Credential = TestClient.Token());

        IReadOnlyList<SysprepInfo> answer = await client.Desktops.CheckSysprepAsync(_ids, Stop);

        RecordedRequest sent = Assert.Single(stub.Requests);
        Assert.Equal(("POST", $"/v2/{TestClient.ProjectId}/sysprep"), (sent.Method, sent.Target));
        Assert.Equal("application/json", sent.Header("Content-Type"));
        Assert.Equal("the-token", sent.Header("X-Auth-Token"));
        Assert.Equal(PageExample.Compact(RequestExample), sent.Body);
        SysprepInfo info = Assert.Single(answer);
        Assert.Equal(("string", "string", true, true), (info.DesktopId, info.SysprepVersion, info.SupportHibernate, info.SupportUpdateRoute));
        Assert.Null(info.SupportCreateImage);
    }

    [Fact]
    public async Task Page_001_asks_the_same_under_a_signature()
    {
        StubHandler stub = StubHandler.Always(ResponseExample);
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        await client.Desktops.CheckSysprepAsync(_ids, Stop);

        RecordedRequest sent = Assert.Single(stub.Requests);
        Assert.Equal(("POST", $"/v2/{TestClient.ProjectId}/sysprep"), (sent.Method, sent.Target));
        Assert.Equal("application/json", sent.Header("Content-Type"));
        Assert.Null(sent.Header("X-Auth-Token"));
        Assert.StartsWith("SDK-HMAC-SHA256 Access=AccessKey, SignedHeaders=content-type;host;x-project-id;x-sdk-date, Signature=", sent.Header("Authorization"), StringComparison.Ordinal);
        Assert.Equal(PageExample.Compact(RequestExample), sent.Body);
    }

    [Fact]
    public async Task Every_desktop_is_asked_for_with_an_empty_object()
    {
        StubHandler stub = StubHandler.Always("""{"sysprep_infos":[]}""");
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        Assert.Empty(await client.Desktops.CheckSysprepAsync(null, Stop));

        Assert.Equal("{}", Assert.Single(stub.Requests).Body);
    }

    [Fact]
    public async Task One_desktops_answer_tells_whether_an_image_can_be_made()
    {
        StubHandler stub = StubHandler.Always("""{"sysprep_version":"1.2.3","support_create_image":false}""");
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        SysprepSupport support = await client.Desktops.GetSysprepAsync("d1", Stop);

        RecordedRequest sent = Assert.Single(stub.Requests);
        Assert.Equal(("GET", TestClient.Prefix + "/desktops/d1/sysprep"), (sent.Method, sent.Target));
        Assert.Null(sent.Body);
        Assert.Null(sent.Header("Content-Type"));
        Assert.Equal(("1.2.3", false), (support.SysprepVersion, support.SupportCreateImage));
    }
}
