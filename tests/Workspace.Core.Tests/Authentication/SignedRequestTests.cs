using System;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Authentication;
using Workspace.Desktops;
using Workspace.Http;
using Workspace.Serialization;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Authentication;

/// <summary>Signatures of requests as they leave the client.</summary>
public sealed class SignedRequestTests
{
    private const string Job = """{"job_id":"j1"}""";
    private const string OnePage = """{"total_count":0,"desktops":[]}""";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Cultures whose years, digits or dates differ from the invariant ones.</summary>
    public static TheoryData<string> Cultures => ["", "th-TH", "ar-SA", "fa-IR"];

    [Theory]
    [MemberData(nameof(Cultures))]
    public async Task A_write_is_signed_over_content_type_host_project_and_date(string culture)
    {
        using var _ = new CultureScope(culture);
        StubHandler stub = StubHandler.Always(Job);
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        await client.Agents.InstallAsync(["f77db5cd-c020-47d4-bbbe-9b979a38d18c"], Stop);

        RecordedRequest sent = Assert.Single(stub.Requests);
        Assert.Equal($"https://workspace.ap-southeast-3.myhuaweicloud.com/v2/{TestClient.ProjectId}/desktops/agents", sent.Address.AbsoluteUri);
        Assert.Equal("20260101T000000Z", sent.Header("X-Sdk-Date"));
        Assert.Equal(TestClient.ProjectId, sent.Header("X-Project-Id"));
        Assert.Equal(
            "SDK-HMAC-SHA256 Access=AccessKey, SignedHeaders=content-type;host;x-project-id;x-sdk-date, Signature=df2029f45f2595e6f8934f8dcd3d635b1bca064af397e3fa3e4e75ecc76b43d3",
            sent.Header("Authorization"));
    }

    [Theory]
    [MemberData(nameof(Cultures))]
    public async Task A_read_with_a_temporary_key_is_signed_over_its_token_and_query(string culture)
    {
        using var _ = new CultureScope(culture);
        StubHandler stub = StubHandler.Always(OnePage);
        using AccessKeyCredential key = TestClient.Key("TOKEN");
        RestClient rest = TestRest.Over(stub, new Uri("https://workspace.ap-southeast-3.myhuaweicloud.com"), TestClient.Prefix, new RequestSigner(key, new ManualClock(), TestClient.ProjectId));
        Query query = new Query().Add("limit", 2).Add("offset", 0).Add("desktop_id", ["b", "a"]).Add("computer_name", "测试 1*~");

        await rest.GetAsync("/desktops", query, WorkspaceJson.Default.DesktopSummaryPage, Stop);

        RecordedRequest sent = Assert.Single(stub.Requests);
        string asSent = sent.Address.Query;
#if NETFRAMEWORK
        // Mono's addresses undo this escape, as .NET Framework's do in hosts that were not built for 4.7.2. It means the same.
        asSent = asSent.Replace("*", "%2A", StringComparison.Ordinal);
#endif
        Assert.Equal("?computer_name=%E6%B5%8B%E8%AF%95%201%2A~&desktop_id=a&desktop_id=b&limit=2&offset=0", asSent);
        Assert.Equal("TOKEN", sent.Header("X-Security-Token"));
        Assert.Equal(
            "SDK-HMAC-SHA256 Access=AccessKey, SignedHeaders=host;x-project-id;x-sdk-date;x-security-token, Signature=a1612a8dc0d30840bbb66e4300651e4715deb6f6a06418f150e8e222fb54734b",
            sent.Header("Authorization"));
    }

    [Theory]
    [MemberData(nameof(Cultures))]
    public async Task IAM_is_asked_for_projects_without_a_project(string culture)
    {
        using var _ = new CultureScope(culture);
        StubHandler stub = StubHandler.Always($$"""{"projects":[{"id":"{{TestClient.ProjectId}}","name":"ap-southeast-3"}]}""");

        using WorkspaceClient client = await TestClient.ConnectAsync(stub, options => options.ProjectId = null);

        RecordedRequest sent = Assert.Single(stub.Requests);
        Assert.Equal("https://iam.ap-southeast-3.myhuaweicloud.com/v3/projects?name=ap-southeast-3", sent.Address.AbsoluteUri);
        Assert.Null(sent.Header("X-Project-Id"));
        Assert.Equal(
            "SDK-HMAC-SHA256 Access=AccessKey, SignedHeaders=host;x-sdk-date, Signature=f4294c10fe49548202cbb3d341fff1f7bc80f0a602a75ad70fa070f3e4df7e42",
            sent.Header("Authorization"));
    }

    // The signatures were computed by another implementation.
    [Theory]
    [InlineData(null, "host;x-domain-id;x-sdk-date", "46bd884ae10cba833d5015537a51bfde998b1c94c1ea6208fad8ef59bfe8c5f0")]
    [InlineData("TOKEN", "host;x-domain-id;x-sdk-date;x-security-token", "8471b62c39d8b9e917d9412fe1daf24648d9742de14e479c8f575a8d22b38c30")]
    public async Task IAM_is_told_the_account_where_it_is_known_and_the_regional_service_is_not(string? token, string headers, string signature)
    {
        StubHandler stub = StubHandler.Always($$"""{"projects":[{"id":"{{TestClient.ProjectId}}","name":"ap-southeast-3"}]}""");

        using WorkspaceClient client = await TestClient.ConnectAsync(stub, options =>
            (options.Credential, options.ProjectId, options.DomainId) = (TestClient.Key(token), null, "d78cbac186b744899480f25bd0200000"));

        Assert.Equal("d78cbac186b744899480f25bd0200000", stub.All[0].Header("X-Domain-Id"));
        Assert.Equal($"SDK-HMAC-SHA256 Access=AccessKey, SignedHeaders={headers}, Signature={signature}", stub.All[0].Header("Authorization"));
        Assert.Equal(TestClient.Prefix + "/workspaces", stub.All[1].Path);
        Assert.Null(stub.All[1].Header("X-Domain-Id"));
        Assert.DoesNotContain("x-domain-id", stub.All[1].Header("Authorization"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("th-TH")]
    [InlineData("ar-SA")]
    [InlineData("fa-IR")]
    public void These_cultures_do_spell_the_year_otherwise(string culture)
    {
        using var _ = new CultureScope(culture);

        Assert.NotEqual("2026", new DateTime(2026, 1, 1).ToString("yyyy", CultureInfo.CurrentCulture));
    }

    [Fact]
    public async Task Every_request_is_signed_anew()
    {
        StubHandler stub = StubHandler.Always(Job);
        var clock = new ManualClock();
        using WorkspaceClient client = await TestClient.ConnectAsync(stub, options => options.Clock = clock);

        await client.Agents.InstallAsync(["d1"], Stop);
        clock.Advance(TimeSpan.FromMinutes(16));
        await client.Agents.InstallAsync(["d1"], Stop);

        Assert.Equal(["20260101T000000Z", "20260101T001600Z"], stub.Requests.Select(r => r.Header("X-Sdk-Date")));
        Assert.NotEqual(stub.Requests[0].Header("Authorization"), stub.Requests[1].Header("Authorization"));
    }

    [Fact]
    public async Task A_request_that_waits_for_its_turn_is_signed_when_the_turn_comes()
    {
        var clock = new ManualClock();
        var turn = new TaskCompletionSource();
        var stub = new StubHandler(async (_, _) =>
        {
            await turn.Task;
            return StubAnswer.Ok(Job);
        });
        using WorkspaceClient client = await TestClient.ConnectAsync(stub, options => (options.Clock, options.ThrottleLimit) = (clock, 1));

        Task<string> first = client.Agents.InstallAsync(["d1"], Stop);
        Task<string> second = client.Agents.InstallAsync(["d2"], Stop);
        clock.Advance(TimeSpan.FromMinutes(20));
        turn.SetResult();
        await Task.WhenAll(first, second);

        Assert.Equal(["20260101T000000Z", "20260101T002000Z"], stub.Requests.Select(r => r.Header("X-Sdk-Date")));
    }

    [Theory]
    [InlineData("https://localhost:8443", "localhost:8443")]
    [InlineData("http://127.0.0.1:8080", "127.0.0.1:8080")]
    [InlineData("https://workspace.example:443", "workspace.example")]
    [InlineData("http://localhost:80/", "localhost")]
    public async Task The_host_is_signed_with_a_port_that_is_not_the_schemes_own(string endpoint, string host)
    {
        StubHandler stub = StubHandler.Always(OnePage);
        using WorkspaceClient client = await TestClient.ConnectAsync(stub, options => options.Endpoint = new Uri(endpoint));

        await client.Desktops.ListSummaries().CountAsync(Stop);

        var expected = new SignedContent(
            "GET",
            TestClient.Prefix + "/desktops",
            [new("offset", "0"), new("limit", "1000")],
            [new("host", host), new("x-project-id", TestClient.ProjectId), new("x-sdk-date", "20260101T000000Z")],
            []);
        Assert.EndsWith("Signature=" + expected.Sign("SecretKey"u8.ToArray(), "20260101T000000Z"), Assert.Single(stub.Requests).Header("Authorization"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_slash_at_the_end_is_signed_but_not_sent()
    {
        StubHandler stub = StubHandler.Always("""{"desktop":{"desktop_id":"d1"}}""");
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        Desktop desktop = await client.Desktops.GetAsync("d1", Stop);

        Assert.Equal("d1", desktop.DesktopId);
        Assert.Equal(TestClient.Prefix + "/desktops/d1", Assert.Single(stub.Requests).Target);
    }
}
