using System;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.EndToEnd;

/// <summary>A proxy that refuses a tunnel, behind a socket: the platform quotes its address, and the password in it must not be shown.</summary>
public sealed class ProxyRefusalTests
{
    [Theory]
    [InlineData(403)]
    [InlineData(407)]
    [InlineData(502)]
    public async Task The_password_in_a_proxys_address_is_used_and_not_shown(int status)
    {
        string asked = "";
        await using var proxy = new RawServer(async (head, stream, stop) =>
        {
            asked += head;
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status} No\r\nProxy-Authenticate: Basic realm=\"a\"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"), stop);
        });
        var observer = new RecordingObserver();

        WorkspaceException refused = await Assert.ThrowsAsync<WorkspaceException>(() => TestClient.ConnectAsync(
            StubHandler.InTurn(),
            options =>
            {
                options.Handler = null;
                options.Endpoint = new Uri("https://workspace.example");
                options.Retry = new() { MaximumRetryCount = 1 };
                options.Proxy = new UriBuilder(proxy.Endpoint) { UserName = "watchman", Password = "pa55%2Dword" }.Uri;
            },
            observer));

        string shown = string.Join('\n', [refused.ToString(), .. observer.Warnings, .. observer.Traces.Select(trace => trace.Failure)]);
        for (Exception? inner = refused; inner is not null; inner = inner.InnerException)
        {
            shown += inner.Message;
        }

        Assert.Contains("CONNECT workspace.example:443", asked, StringComparison.Ordinal);
        Assert.DoesNotContain("pa55", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("watchman", shown, StringComparison.Ordinal);

        // A proxy that asks for a logon gets the one in its address.
        Assert.Equal(status == 407, asked.Contains("Basic " + Convert.ToBase64String("watchman:pa55-word"u8.ToArray()), StringComparison.Ordinal));
    }
}
