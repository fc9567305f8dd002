using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Emulator;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.EndToEnd;

/// <summary>Which order of a query's names and values the emulated gateway takes in a signature.</summary>
public sealed class SignedQueryTests
{
    private readonly ManualClock _clock = new();
    private readonly EmulatedTenant _tenant;

    public SignedQueryTests() => _tenant = new EmulatedTenant(null, _clock);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("user_names=bob%40corp&user_names=bob1", "user_names=bob1&user_names=bob%40corp", 200)]
    [InlineData("user_names=%E7%8E%8B&user_names=alice", "user_names=alice&user_names=%E7%8E%8B", 200)]
    [InlineData("user_names=bob%40corp&limit=1&user_names=bob1", "user_names=bob%40corp&limit=1&user_names=bob1", 200)]
    [InlineData("limit=1&user_names=bob1&user_names=bob%40corp", "limit=1&user_names=bob%40corp&user_names=bob1", 401)]
    public async Task Sorted_raw_and_as_received_are_accepted_and_nothing_else(string sent, string signedQuery, int status)
    {
        EmulatorResponse response = await SendAsync(sent, signedQuery);

        Assert.Equal(status, response.Status);
    }

    [Fact]
    public async Task The_client_sends_the_query_that_it_signed()
    {
        using WorkspaceClient client = await Emulated.ConnectAsync(_tenant, _clock);

        await client.Desktops.List(new() { UserNames = ["bob1", "王", "bob@corp"] }).CountAsync(Stop);

        EmulatorRequest request = _tenant.Requests[^1];
        string[] pairs = [.. request.Query.Select(pair => pair.Key + "=" + pair.Value)];
        Assert.Equal(200, request.Status);
        Assert.Equal(pairs.OrderBy(pair => pair.Replace('=', '\0'), System.StringComparer.Ordinal), pairs);
        Assert.Contains("bob1", string.Join(" ", pairs), System.StringComparison.Ordinal);
    }

    private Task<EmulatorResponse> SendAsync(string query, string signedQuery) =>
        _tenant.HandleAsync(SignedRequest.Of(_tenant, _clock, "GET", $"/v2/{_tenant.ProjectId}/desktops/detail", query, signedQuery: signedQuery), Stop);
}
