using System.Globalization;
using System.Linq;
using System.Net;

namespace Workspace.Tests.Support;

/// <summary>A service that hands out numbered tokens and answers everything else with an empty list of desktops.</summary>
internal sealed class IamStub
{
    private int _logons;

    public IamStub(string expires = "2026-01-02T00:00:00.000000Z")
    {
        Expires = expires;
        Handler = StubHandler.By(request => request.Path == "/v3/auth/tokens" ? LogOn() : StubAnswer.Ok("""{"total_count":0,"desktops":[]}"""));
    }

    /// <summary>When the tokens handed out from now on end, as IAM writes it.</summary>
    public string Expires { get; set; }

    public StubHandler Handler { get; }

    public RecordedRequest[] Logons => [.. Handler.Requests.Where(r => r.Path == "/v3/auth/tokens")];

    public RecordedRequest[] Calls => [.. Handler.Requests.Where(r => r.Path != "/v3/auth/tokens")];

    private StubAnswer LogOn()
    {
        string number = (++_logons).ToString(CultureInfo.InvariantCulture);
        return StubAnswer.Json(
            HttpStatusCode.Created,
            $$$$"""{"token":{"expires_at":"{{{{Expires}}}}","methods":["password"],"project":{"id":"{{{{TestClient.ProjectId}}}}","name":"ap-southeast-3"},"user":{"name":"IAMUser"}}}""")
            .With("X-Subject-Token", "token-" + number);
    }
}
