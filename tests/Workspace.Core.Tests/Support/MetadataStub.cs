using System;
using System.Globalization;
using System.Linq;
using System.Net;

namespace Workspace.Tests.Support;

/// <summary>A cloud server's metadata service: numbered session tokens, numbered keys that last six hours from the clock's time.</summary>
internal sealed class MetadataStub
{
    private int _tokens;
    private int _keys;

    public MetadataStub(ManualClock clock)
    {
        KeyLife = TimeSpan.FromHours(6);
        Handler = StubHandler.By(request => request.Method == "PUT" ? GiveToken() : Answer?.Invoke(request) ?? GiveKey(clock));
    }

    public StubHandler Handler { get; }

    /// <summary>What the request for a session token is answered with.</summary>
    public HttpStatusCode TokenStatus { get; set; } = HttpStatusCode.OK;

    /// <summary>How long a key lasts.</summary>
    public TimeSpan KeyLife { get; set; }

    /// <summary>What a request for a key is answered with, where it is not a key.</summary>
    public Func<RecordedRequest, StubAnswer?>? Answer { get; set; }

    public RecordedRequest[] TokenRequests => [.. Handler.All.Where(r => r.Method == "PUT")];

    public RecordedRequest[] KeyRequests => [.. Handler.All.Where(r => r.Method == "GET")];

    private StubAnswer GiveToken() => TokenStatus == HttpStatusCode.OK
        ? StubAnswer.Html(HttpStatusCode.OK, "session-" + (++_tokens).ToString(CultureInfo.InvariantCulture) + "\n")
        : StubAnswer.Empty(TokenStatus);

    private StubAnswer GiveKey(ManualClock clock)
    {
        int number = ++_keys;
        string end = (clock.UtcNow + KeyLife).ToString("yyyy-MM-ddTHH:mm:ss.ffffff", CultureInfo.InvariantCulture) + "Z";
        return StubAnswer.Ok($$$"""{"credential":{"access":"METADATA-{{{number}}}","secret":"metadata-secret-{{{number}}}","securitytoken":"metadata-token-{{{number}}}","expires_at":"{{{end}}}"}}""");
    }
}
