using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using Workspace.Authentication;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Authentication;

public sealed class EnvironmentTests
{
    [Fact]
    public async Task The_SDKs_variables_make_a_signed_connection()
    {
        CredentialChain chain = Chain(
            ("HUAWEICLOUD_SDK_AK", "AccessKey"),
            ("HUAWEICLOUD_SDK_SK", "SecretKey"),
            ("HUAWEICLOUD_SDK_SECURITY_TOKEN", "TOKEN"),
            ("HUAWEICLOUD_SDK_PROJECT_ID", "p1"),
            ("HW_REGION_NAME", "ap-southeast-3"));
        FoundCredential found = await chain.FindAsync(null, TestContext.Current.CancellationToken);
        StubHandler stub = StubHandler.Always("""{"total_count":0,"desktops":[]}""");
        using WorkspaceClient client = await TestClient.ConnectAsync(stub, options =>
            (options.Credential, options.ProjectId, options.Region) = (found.Credential, found.ProjectId, chain.Region));

        await client.Desktops.ListSummaries().CountAsync(TestContext.Current.CancellationToken);

        RecordedRequest sent = Assert.Single(stub.Requests);
        Assert.Equal("https://workspace.ap-southeast-3.myhuaweicloud.com/v2/p1/desktops?limit=1000&offset=0", sent.Address.AbsoluteUri);
        Assert.Equal("TOKEN", sent.Header("X-Security-Token"));
        Assert.StartsWith("SDK-HMAC-SHA256 Access=AccessKey,", sent.Header("Authorization"), StringComparison.Ordinal);
        Assert.Equal("environment (HUAWEICLOUD_SDK_AK)", client.Credential.Source);
    }

    [Fact]
    public async Task The_SDKs_variable_for_the_account_goes_with_their_key()
    {
        FoundCredential found = await Chain(
            ("HUAWEICLOUD_SDK_AK", "AccessKey"),
            ("HUAWEICLOUD_SDK_SK", "SecretKey"),
            ("HUAWEICLOUD_SDK_DOMAIN_ID", " d1\n")).FindAsync(null, TestContext.Current.CancellationToken);
        using Credential key = found.Credential;

        Assert.Equal("d1", found.DomainId);
        Assert.DoesNotContain("d1", key.Identity + key.Source, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_SDKs_account_does_not_go_with_Terraforms_key()
    {
        FoundCredential found = await Chain(
            ("HW_ACCESS_KEY", "AccessKey"),
            ("HW_SECRET_KEY", "SecretKey"),
            ("HUAWEICLOUD_SDK_DOMAIN_ID", "d1")).FindAsync(null, TestContext.Current.CancellationToken);
        using Credential key = found.Credential;

        Assert.Null(found.DomainId);
    }

    [Fact]
    public async Task Blanks_around_a_variable_are_no_part_of_it()
    {
        FoundCredential found = await Chain(
            ("HW_ACCESS_KEY", "AccessKey "),
            ("HW_SECRET_KEY", "SecretKey\n"),
            ("HW_PROJECT_ID", " p1\r\n"),
            ("HW_PROJECT_NAME", " ")).FindAsync(null, TestContext.Current.CancellationToken);
        using var key = (AccessKeyCredential)found.Credential;

        Assert.Equal(("AccessKey", "SecretKey"), (key.AccessKey, key.SecretKey.Use(System.Text.Encoding.UTF8.GetString)));
        Assert.Equal(("p1", null), (found.ProjectId, found.ProjectName));
    }

    [Fact]
    public async Task A_permanent_key_sends_no_security_token()
    {
        FoundCredential found = await Chain(("HUAWEICLOUD_SDK_AK", "AccessKey"), ("HUAWEICLOUD_SDK_SK", "SecretKey"), ("HUAWEICLOUD_SDK_SECURITY_TOKEN", "")).FindAsync(null, TestContext.Current.CancellationToken);
        StubHandler stub = StubHandler.Always("""{"total_count":0,"desktops":[]}""");
        using WorkspaceClient client = await TestClient.ConnectAsync(stub, options => options.Credential = found.Credential);

        await client.Desktops.ListSummaries().CountAsync(TestContext.Current.CancellationToken);

        Assert.Null(found.ProjectId);
        Assert.Null(Assert.Single(stub.Requests).Header("X-Security-Token"));
    }

    [Fact]
    public async Task Terraforms_variables_tell_the_key_and_the_project()
    {
        FoundCredential found = await Chain(
            ("HW_ACCESS_KEY", "AccessKey"),
            ("HW_SECRET_KEY", "SecretKey"),
            ("HW_SECURITY_TOKEN", "TOKEN"),
            ("HW_PROJECT_ID", "p1"),
            ("HW_PROJECT_NAME", "ap-southeast-3_sub")).FindAsync(null, TestContext.Current.CancellationToken);
        using var key = (AccessKeyCredential)found.Credential;

        Assert.Equal(("AccessKey", "SecretKey", "TOKEN"), (key.AccessKey, key.SecretKey.Use(System.Text.Encoding.UTF8.GetString), key.SecurityToken?.Reveal()));
        Assert.Equal(("p1", "ap-southeast-3_sub"), (found.ProjectId, found.ProjectName));
    }

    [Fact]
    public async Task One_familys_project_does_not_go_with_the_others_key()
    {
        FoundCredential found = await Chain(
            ("HUAWEICLOUD_SDK_AK", "AccessKey"),
            ("HUAWEICLOUD_SDK_SK", "SecretKey"),
            ("HW_SECURITY_TOKEN", "TOKEN"),
            ("HW_PROJECT_ID", "p1"),
            ("HW_PROJECT_NAME", "name")).FindAsync(null, TestContext.Current.CancellationToken);
        using var key = (AccessKeyCredential)found.Credential;

        Assert.Null(key.SecurityToken);
        Assert.Equal((null, null), (found.ProjectId, found.ProjectName));
    }

    [Fact]
    public async Task Without_any_credential_the_error_has_every_place()
    {
        CredentialNotFoundException nowhere = await Assert.ThrowsAsync<CredentialNotFoundException>(() => Chain().FindAsync(null, TestContext.Current.CancellationToken));

        Assert.All(
            ["HUAWEICLOUD_SDK_AK", "HUAWEICLOUD_SDK_SK", "HW_ACCESS_KEY", "HW_SECRET_KEY", ".huaweicloud", ".hcloud", "metadata service"],
            place => Assert.Contains(place, string.Join('\n', nowhere.Places), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("ap-southeast-3", "ap-southeast-3")]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void The_region_comes_from_HW_REGION_NAME(string? value, string? region) => Assert.Equal(region, Chain(("HW_REGION_NAME", value)).Region);

    private static CredentialChain Chain(params (string Name, string? Value)[] variables)
    {
        Dictionary<string, string?> all = variables.ToDictionary(v => v.Name, v => v.Value);
        return new CredentialChain(new()
        {
            Variable = name => all.TryGetValue(name, out string? value) ? value : null,
            Home = "/nowhere",
            MetadataHandler = StubHandler.Throwing(new HttpRequestException("unreachable")),
        });
    }
}
