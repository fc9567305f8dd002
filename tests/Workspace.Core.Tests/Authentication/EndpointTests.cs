using System;
using System.Linq;
using System.Threading.Tasks;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Authentication;

public sealed class EndpointTests
{
    [Theory]
    [InlineData("ap-southeast-3", "https://iam.ap-southeast-3.myhuaweicloud.com/")]
    [InlineData("cn-north-4", "https://iam.cn-north-4.myhuaweicloud.com/")]
    [InlineData("la-south-2", "https://iam.la-south-2.myhuaweicloud.com/")]
    [InlineData("af-north-1", "https://iam.myhuaweicloud.com/")]
    [InlineData("cn-north-11", "https://iam.myhuaweicloud.com/")]
    [InlineData("eu-west-0", "https://iam.eu-west-0.myhuaweicloud.com/")]
    [InlineData("eu-west-101", "https://iam.eu-west-101.myhuaweicloud.eu/", "eu")]
    [InlineData("eu-west-117", "https://iam.eu-west-117.myhuaweicloud.eu/", "eu")]
    [InlineData("xx-new-9", "https://iam.myhuaweicloud.com/")]
    public async Task A_region_names_the_hosts(string region, string iam, string top = "com")
    {
        StubHandler stub = StubHandler.Always("""{"projects":[{"id":"p1"}]}""");

        using WorkspaceClient client = await TestClient.ConnectAsync(stub, options => (options.Region, options.ProjectId) = (region, null));

        Assert.Equal(
            [$"{iam}v3/projects?name={region}", $"https://workspace.{region}.myhuaweicloud.{top}/v2/p1/workspaces"],
            stub.All.Select(request => request.Address.AbsoluteUri));
        Assert.Equal(region, client.Region);
    }

    [Fact]
    public async Task Given_endpoints_take_the_place_of_the_regions_own()
    {
        StubHandler stub = StubHandler.Always("""{"projects":[{"id":"p1"}]}""");

        using WorkspaceClient client = await TestClient.ConnectAsync(stub, options =>
        {
            (options.Region, options.ProjectId) = ("eu-west-101", null);
            options.Endpoint = new Uri("https://workspace.eu-west-101.myhuaweicloud.eu");
            options.IamEndpoint = new Uri("https://iam.eu-west-101.myhuaweicloud.eu");
        });

        Assert.Equal(
            ["https://iam.eu-west-101.myhuaweicloud.eu/v3/projects?name=eu-west-101", "https://workspace.eu-west-101.myhuaweicloud.eu/v2/p1/workspaces"],
            stub.All.Select(request => request.Address.AbsoluteUri));
    }

    [Fact]
    public async Task An_endpoint_and_a_project_need_no_region()
    {
        StubHandler stub = StubHandler.InTurn();

        using WorkspaceClient client = await TestClient.ConnectAsync(stub, options => (options.Region, options.Endpoint) = (null, new Uri("https://workspace.example")));

        Assert.Null(client.Region);
        Assert.Equal("workspace.example", Assert.Single(stub.All).Address.Host);
    }

    [Theory]
    [InlineData("http://localhost:8080")]
    [InlineData("http://127.0.0.1:8080")]
    [InlineData("http://[::1]:8080")]
    public async Task Plain_http_is_taken_on_this_machine(string endpoint)
    {
        StubHandler stub = StubHandler.InTurn();

        using WorkspaceClient client = await TestClient.ConnectAsync(stub, options => options.Endpoint = new Uri(endpoint));

        Assert.Equal(new Uri(endpoint).Authority, Assert.Single(stub.All).Address.Authority);
    }

    [Theory]
    [InlineData("http://workspace.example", null, "Endpoint 'http://workspace.example/'")]
    [InlineData(null, "http://10.0.0.1:8080", "IamEndpoint 'http://10.0.0.1:8080/'")]
    public async Task Plain_http_over_the_network_is_refused_before_anything_is_sent(string? endpoint, string? iam, string named)
    {
        ArgumentException refused = await RefusedAsync(options =>
            (options.Endpoint, options.IamEndpoint) = (endpoint is null ? null : new Uri(endpoint), iam is null ? null : new Uri(iam)));

        Assert.Contains(named, refused.Message, StringComparison.Ordinal);
        Assert.Contains("loopback", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ftp://workspace.example")]
    [InlineData("workspace.example")]
    public async Task What_is_no_web_address_is_refused_before_anything_is_sent(string endpoint)
    {
        ArgumentException refused = await RefusedAsync(options => options.Endpoint = new Uri(endpoint, UriKind.RelativeOrAbsolute));

        Assert.Contains(endpoint, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("evil.example/")]
    [InlineData("AP-SOUTHEAST-3")]
    [InlineData("ap southeast 3")]
    [InlineData("-ap")]
    [InlineData("ap-southeast-3\n")]
    [InlineData("ap-southeast-3@evil.example#")]
    public async Task A_region_that_cannot_be_a_part_of_a_host_is_refused_before_anything_is_sent(string region)
    {
        ArgumentException refused = await RefusedAsync(options => options.Region = region);

        Assert.Contains($"Region '{region}'", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    public async Task Without_a_region_the_error_names_the_ways_to_give_one(string? region)
    {
        ArgumentException refused = await RefusedAsync(options => options.Region = region);

        Assert.Contains("-Region", refused.Message, StringComparison.Ordinal);
        Assert.Contains("HW_REGION_NAME", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    public async Task A_project_id_that_is_none_is_refused_before_anything_is_sent(string projectId)
    {
        ArgumentException refused = await RefusedAsync(options => (options.ProjectId, options.Credential) = (projectId, TestClient.Password()));

        Assert.Contains("ProjectId", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_without_a_credential_is_refused_before_anything_is_sent()
    {
        ArgumentException refused = await RefusedAsync(options => options.Credential = null);

        Assert.Contains("credential", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_throttle_below_one_is_refused_before_anything_is_sent()
    {
        ArgumentException refused = await RefusedAsync(options => options.ThrottleLimit = 0);

        Assert.Contains("ThrottleLimit 0", refused.Message, StringComparison.Ordinal);
        Assert.Contains('1', refused.Message);
    }

    private static async Task<ArgumentException> RefusedAsync(Action<WorkspaceClientOptions> change)
    {
        StubHandler stub = StubHandler.Always("{}");
        ArgumentException refused = await Assert.ThrowsAnyAsync<ArgumentException>(() => TestClient.ConnectAsync(stub, change));
        Assert.Empty(stub.All);
        return refused;
    }
}
