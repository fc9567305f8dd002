using System.Linq;
using System.Threading.Tasks;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Authentication;

public sealed class GivenTokenTests
{
    [Fact]
    public async Task A_given_token_travels_with_every_request_and_nobody_logs_on()
    {
        StubHandler stub = StubHandler.Always("""{"total_count":0,"desktops":[]}""");
        using WorkspaceClient client = await TestClient.ConnectAsync(stub, options => options.Credential = TestClient.Token());

        await client.Desktops.ListSummaries().CountAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["/v2/" + TestClient.ProjectId + "/workspaces", "/v2/" + TestClient.ProjectId + "/desktops"], stub.All.Select(r => r.Path));
        Assert.All(stub.All, request =>
        {
            Assert.Equal("the-token", request.Header("X-Auth-Token"));
            Assert.Null(request.Header("Authorization"));
        });
    }

    [Fact]
    public async Task The_project_is_found_with_the_given_token()
    {
        StubHandler stub = StubHandler.Always("""{"projects":[{"id":"found","name":"ap-southeast-3"}]}""");

        using WorkspaceClient client = await TestClient.ConnectAsync(stub, options =>
        {
            options.Credential = TestClient.Token();
            options.ProjectId = null;
        });

        RecordedRequest asked = Assert.Single(stub.Requests);
        Assert.Equal("/v3/projects?name=ap-southeast-3", asked.Target);
        Assert.Equal("the-token", asked.Header("X-Auth-Token"));
        Assert.Equal("found", client.ProjectId);
    }
}
