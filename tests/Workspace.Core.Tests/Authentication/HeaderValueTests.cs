using System;
using System.Threading.Tasks;
using Workspace.Authentication;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Authentication;

/// <summary>Values that become headers bring no header of their own, and no white space that was read with them.</summary>
public sealed class HeaderValueTests
{
    private const string Page = """{"total_count":0,"desktops":[]}""";

    [Theory]
    [InlineData("the-token\r\n")]
    [InlineData("\uFEFFthe-token\n")]
    [InlineData("  the-token\t")]
    public async Task White_space_around_a_token_is_not_sent(string token)
    {
        StubHandler stub = StubHandler.Always(Page);
        using WorkspaceClient client = await TestClient.ConnectAsync(stub, options => options.Credential = new TokenCredential(Secret.FromText(token), "a test"));

        Assert.All(stub.All, request => Assert.Equal("the-token", request.Header("X-Auth-Token")));
    }

    [Fact]
    public async Task White_space_around_a_temporary_key_is_neither_sent_nor_signed()
    {
        StubHandler plain = StubHandler.Always(Page);
        StubHandler padded = StubHandler.Always(Page);

        using WorkspaceClient first = await TestClient.ConnectAsync(plain, options => options.Credential = TestClient.Key("TOKEN"));
        using WorkspaceClient second = await TestClient.ConnectAsync(padded, options =>
            options.Credential = new AccessKeyCredential(" AccessKey\r\n", Secret.FromText("SecretKey\n"), Secret.FromText("TOKEN\r\n"), "a test"));

        Assert.Equal("TOKEN", padded.All[0].Header("X-Security-Token"));
        Assert.Equal(plain.All[0].Header("Authorization"), padded.All[0].Header("Authorization"));
    }

    [Theory]
    [InlineData("tok\r\nX-Evil: y")]
    [InlineData("tok\nX-Evil: y")]
    [InlineData("tok en")]
    [InlineData("tok\0en")]
    [InlineData("tökén")]
    public void A_token_that_is_no_header_value_is_refused_and_not_shown(string token)
    {
        ArgumentException[] refused =
        [
            Assert.Throws<ArgumentException>(() => new TokenCredential(Secret.FromText(token), "a test")),
            Assert.Throws<ArgumentException>(() => new AccessKeyCredential("AK", Secret.FromText("SK"), Secret.FromText(token), "a test")),
            Assert.Throws<ArgumentException>(() => new AccessKeyCredential(token, Secret.FromText("SK"), null, "a test")),
        ];

        Assert.All(refused, failure => Assert.DoesNotContain(token, failure.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_refused_is_wiped()
    {
        var secretKey = Secret.FromText("SK");
        var token = Secret.FromText("tok\nen");

        Assert.Throws<ArgumentException>(() => new AccessKeyCredential("AK", secretKey, token, "a test"));

        Assert.Throws<ObjectDisposedException>(() => secretKey.IsEmpty);
        Assert.Throws<ObjectDisposedException>(() => token.IsEmpty);
    }

    [Theory]
    [InlineData("p1\r\nX-Evil: y")]
    [InlineData("p1\n")]
    [InlineData("p1\u0085")]
    [InlineData("prójekt")]
    public async Task A_project_or_account_that_is_no_header_value_is_refused(string id)
    {
        StubHandler stub = StubHandler.InTurn();

        ArgumentException project = await Assert.ThrowsAsync<ArgumentException>(() => TestClient.ConnectAsync(stub, options => options.ProjectId = id));
        ArgumentException account = await Assert.ThrowsAsync<ArgumentException>(() => TestClient.ConnectAsync(stub, options => options.DomainId = id));

        Assert.StartsWith("ProjectId", project.Message, StringComparison.Ordinal);
        Assert.StartsWith("DomainId", account.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("\n", project.Message, StringComparison.Ordinal);
        Assert.Empty(stub.All);
    }
}
