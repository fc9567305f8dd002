using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Emulator;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.EndToEnd;

/// <summary>Requests whose text cannot be decoded: the emulated service refuses them, as the real one does, and starts nothing.</summary>
public sealed class MalformedTextTests
{
    private readonly ManualClock _clock = new();
    private readonly EmulatedTenant _tenant;

    public MalformedTextTests() => _tenant = new EmulatedTenant(null, _clock);

    // Each character is a byte: \u00FF is 0xFF, which UTF-8 has not.
    [Theory]
    [InlineData("{\"desktop_ids\":[\"\u00FF\"]}")]
    [InlineData("{\"desktop_ids\":[\"{desktop}\"],\"other\":\"\u00C3\"}")]
    [InlineData("{\"desktop_ids\":[\"{desktop}\"],\"\u00ED\u00A0\u0080\":1}")]
    [InlineData("{\"desktop_ids\":[\"{desktop}\"],\"other\":\"\u00C0\u00AF\"}")]
    [InlineData("{\"desktop_ids\":[\"\\ud800\"]}")]
    [InlineData("{\"desktop_ids\":[\"{desktop}\"],\"other\":\"\\udc00\"}")]
    [InlineData("{\"desktop_ids\":[\"{desktop}\"],\"\\ud83d\":1}")]
    public async Task Body_with_invalid_text_is_a_bad_request(string body)
    {
        byte[] bytes = [.. body.Replace("{desktop}", _tenant.Desktops[0].DesktopId, StringComparison.Ordinal).Select(character => (byte)character)];

        EmulatorResponse response = await SendAsync("POST", "/desktops/agents", "", bytes);

        Assert.Equal(400, response.Status);
        Assert.Contains("WKS.0001", response.BodyText, StringComparison.Ordinal);
        Assert.Empty(_tenant.Jobs);
    }

    [Theory]
    [InlineData("computer_name=%FF", 400)]
    [InlineData("computer_name=a%C3", 400)]
    [InlineData("computer_name=%C3&limit=1", 400)]
    [InlineData("computer_name=%ED%A0%80", 400)]
    [InlineData("%FF=1", 400)]
    [InlineData("computer_name=%C3%BC", 200)]
    [InlineData("computer_name=%e6%b5%8B%F0%9F%98%80", 200)]
    [InlineData("computer_name=100%25", 200)]
    public async Task Query_with_invalid_UTF8_is_a_bad_request(string query, int status)
    {
        EmulatorResponse response = await SendAsync("GET", "/desktops", query);

        Assert.Equal(status, response.Status);
        Assert.Equal(status == 400, response.BodyText.Contains("UTF-8", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Path_with_invalid_UTF8_is_a_bad_request()
    {
        EmulatorResponse response = await SendAsync("GET", "/desktops/%FF", "");

        Assert.Equal(400, response.Status);
    }

    [Fact]
    public async Task Invalid_query_is_not_read_for_a_caller_without_a_key()
    {
        EmulatorResponse response = await _tenant.HandleAsync(new EmulatorRequest("GET", $"/v2/{_tenant.ProjectId}/desktops?computer_name=%FF", [], []), Stop);

        Assert.Equal(401, response.Status);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private Task<EmulatorResponse> SendAsync(string method, string path, string query, byte[]? body = null) =>
        _tenant.HandleAsync(SignedRequest.Of(_tenant, _clock, method, $"/v2/{_tenant.ProjectId}{path}", query, body), Stop);
}
