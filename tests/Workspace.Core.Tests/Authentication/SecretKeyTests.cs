using System;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Workspace.Authentication;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Authentication;

/// <summary>A secret key exists as bytes, used and cleared, and never becomes text.</summary>
public sealed class SecretKeyTests
{
    [Fact]
    public void A_secret_key_has_no_text()
    {
        using AccessKeyCredential key = TestClient.Key();

        Assert.Throws<InvalidOperationException>(key.SecretKey.Reveal);
        Assert.Equal("SecretKey", key.SecretKey.Use(Encoding.UTF8.GetString));
    }

    [Fact]
    public void What_was_used_is_cleared()
    {
        using AccessKeyCredential key = TestClient.Key();

        byte[] bytes = key.SecretKey.Use(used => used);
        char[] characters = key.SecretKey.UseCharacters(used => used);

        Assert.Equal("SecretKey".Length, bytes.Length);
        Assert.All(bytes, value => Assert.Equal(0, value));
        Assert.Equal("SecretKey".Length, characters.Length);
        Assert.All(characters, value => Assert.Equal('\0', value));
    }

    // Redaction and signing ask for the key as bytes: asking for its text throws.
    [Fact]
    public async Task Requests_are_signed_and_their_responses_redacted_without_its_text()
    {
        var observer = new RecordingObserver();
        using WorkspaceClient client = await TestClient.ConnectAsync(
            StubHandler.Always(StubAnswer.Ok("""{"total_count":1,"desktops":[{"desktop_id":"d1","computer_name":"SecretKey"}]}""").With("X-Request-Id", "of-SecretKey-1")),
            observer: observer);

        await client.Desktops.ListSummaries().CountAsync(TestContext.Current.CancellationToken);

        Assert.Equal("of-****-1", observer.Traces.Last().RequestId);
        Assert.Contains("\"computer_name\":\"****\"", observer.Traces.Last().ResponseBody, StringComparison.Ordinal);
    }
}
