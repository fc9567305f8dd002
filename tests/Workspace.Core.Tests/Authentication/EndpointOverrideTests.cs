using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Authentication;

/// <summary>The environment variables that replace a region's hosts.</summary>
public sealed class EndpointOverrideTests
{
    private const string Service = "HUAWEICLOUD_SDK_REGION_WORKSPACE_AP_SOUTHEAST_3";
    private const string Iam = "HUAWEICLOUD_SDK_IAM_ENDPOINT";

    [Theory]
    [InlineData("https://one.example", "https://one.example/")]
    [InlineData("https://one.example,https://two.example", "https://one.example/")]
    [InlineData(" one.example , two.example", "https://one.example/")]
    [InlineData("one.example:8443", "https://one.example:8443/")]
    [InlineData("http://127.0.0.1:8080", "http://127.0.0.1:8080/")]
    [InlineData("", null)]
    [InlineData(" , https://two.example", null)]
    public async Task The_first_address_is_taken_and_without_a_scheme_it_is_https(string value, string? endpoint)
    {
        StubHandler stub = Stub();

        using WorkspaceClient client = await ConnectAsync(stub, (Service, value), (Iam, value));

        Assert.Equal(
            [(endpoint ?? "https://iam.ap-southeast-3.myhuaweicloud.com/") + "v3/projects?name=ap-southeast-3", (endpoint ?? "https://workspace.ap-southeast-3.myhuaweicloud.com/") + "v2/p1/workspaces"],
            stub.All.Select(request => request.Address.AbsoluteUri));
    }

    [Fact]
    public async Task Each_variable_is_for_its_own_host_and_region()
    {
        StubHandler service = Stub();
        StubHandler iam = Stub();
        StubHandler other = Stub();

        (await ConnectAsync(service, (Service, "one.example"))).Dispose();
        (await ConnectAsync(iam, (Iam, "one.example"))).Dispose();
        (await ConnectAsync(other, ("HUAWEICLOUD_SDK_REGION_WORKSPACE_AP_SOUTHEAST_2", "one.example"))).Dispose();

        Assert.Equal(["iam.ap-southeast-3.myhuaweicloud.com", "one.example"], service.All.Select(r => r.Address.Host));
        Assert.Equal(["one.example", "workspace.ap-southeast-3.myhuaweicloud.com"], iam.All.Select(r => r.Address.Host));
        Assert.Equal(["iam.ap-southeast-3.myhuaweicloud.com", "workspace.ap-southeast-3.myhuaweicloud.com"], other.All.Select(r => r.Address.Host));
    }

    [Fact]
    public async Task A_given_endpoint_wins_over_the_variables()
    {
        StubHandler stub = Stub();

        using WorkspaceClient client = await ConnectAsync(
            stub,
            options => (options.Endpoint, options.IamEndpoint) = (new Uri("https://given.example"), new Uri("https://given-iam.example")),
            (Service, "one.example"),
            (Iam, "two.example"));

        Assert.Equal(["given-iam.example", "given.example"], stub.All.Select(r => r.Address.Host));
    }

    [Theory]
    [InlineData(Service, "http://one.example")]
    [InlineData(Iam, "http://10.0.0.1:8080")]
    [InlineData(Service, "ftp://one.example")]
    [InlineData(Iam, "https://")]
    public async Task An_address_that_secrets_may_not_go_to_is_refused_by_the_variables_name(string variable, string value)
    {
        StubHandler stub = Stub();

        ArgumentException refused = await Assert.ThrowsAsync<ArgumentException>(() => ConnectAsync(stub, (variable, value)));

        Assert.Contains(variable, refused.Message, StringComparison.Ordinal);
        Assert.Contains(value, refused.Message, StringComparison.Ordinal);
        Assert.Empty(stub.All);
    }

    [Theory]
    [InlineData("https://gateway.example/workspace")]
    [InlineData("https://gateway.example/workspace/")]
    public async Task An_endpoint_with_a_path_keeps_it(string address)
    {
        StubHandler stub = Stub();

        using WorkspaceClient client = await ConnectAsync(stub, options => (options.Endpoint, options.IamEndpoint) = (new Uri(address), new Uri(address)));
        await client.Desktops.ListSummaries().CountAsync(TestContext.Current.CancellationToken);

        Assert.Equal(
            ["/workspace/v3/projects?name=ap-southeast-3", "/workspace/v2/p1/workspaces", "/workspace/v2/p1/desktops?limit=1000&offset=0"],
            stub.All.Select(request => request.Target));
    }

    [Fact]
    public async Task A_path_is_kept_for_a_logon_too()
    {
        var iam = new IamStub();

        // The stub of IAM knows the logon by its path: below another one it answers as the service.
        await Assert.ThrowsAsync<WorkspaceException>(() => TestClient.ConnectAsync(iam.Handler, options =>
            (options.Credential, options.ProjectId, options.IamEndpoint) = (TestClient.Password(), null, new Uri("https://gateway.example/iam"))));

        Assert.Equal("https://gateway.example/iam/v3/auth/tokens?nocatalog=true", Assert.Single(iam.Calls).Address.AbsoluteUri);
    }

    private static StubHandler Stub() => StubHandler.By(request => StubAnswer.Ok(request.Path.EndsWith("/v3/projects", StringComparison.Ordinal)
        ? """{"projects":[{"id":"p1"}]}"""
        : """{"total_count":0,"desktops":[]}"""));

    private static Task<WorkspaceClient> ConnectAsync(StubHandler stub, params (string Name, string Value)[] variables) => ConnectAsync(stub, _ => { }, variables);

    private static Task<WorkspaceClient> ConnectAsync(StubHandler stub, Action<WorkspaceClientOptions> change, params (string Name, string Value)[] variables)
    {
        Dictionary<string, string> all = variables.ToDictionary(v => v.Name, v => v.Value);
        return TestClient.ConnectAsync(stub, options =>
        {
            options.ProjectId = null;
            options.Variable = name => all.GetValueOrDefault(name);
            change(options);
        });
    }
}
