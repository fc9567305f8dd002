using System;
using System.Linq;
using System.Net;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Authentication;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Authentication;

/// <summary>A service or proxy that quotes the request in its error does not make the client show what was secret in it.</summary>
public sealed class EchoedSecretTests
{
    private const string Token = "MII+sEcur1ty/t0ken==";
    private const string Password = "pa55\"+/w\u00F6rd";

    /// <summary>Ways to quote headers, the first of them the gateway's own, with a part that must stay.</summary>
    public static TheoryData<string, int> Quotations => new()
    {
        { "verify aksk signature fail, canonicalRequest:GET|/v2/p/desktops/||host:h|x-sdk-date:d|x-security-token:{token}||host;x-sdk-date;x-security-token|e3b0", 401 },
        { "GET /v2/p\nAuthorization: {authorization}\nX-Auth-Token: {token}\nX-Security-Token: {token}\nHost: h", 400 },
        { "{\"headers\":{\"X-Auth-Token\":\"{token}\",\"X-Security-Token\":\"{token}\",\"Authorization\":\"{authorization}\"}}", 403 },
        { "blocked: x-auth-token={token}; x-security-token={token}; authorization={authorization}", 502 },
        { "decrypt fail: {token} of {authorization}", 500 },
        { "too long: x-auth-token:{half}|x-security-token:{half}", 400 },
        { "the signature {signature} does not match", 401 },
        { "{body}", 400 },
    };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Quotations))]
    public async Task Of_a_request(string quotation, int status)
    {
        foreach (bool slashes in (bool[])[false, true])
        {
            foreach (Credential credential in (Credential[])[TestClient.Key(Token), new TokenCredential(Secret.FromText(Token), "a test")])
            {
                var observer = new RecordingObserver();
                StubHandler stub = StubHandler.By(request => Quote(quotation, status, request, slashes));
                using WorkspaceClient client = await TestClient.ConnectAsync(stub, options => options.Credential = credential, observer);

                WorkspaceException error = await Assert.ThrowsAsync<WorkspaceException>(() => client.Agents.InstallAsync(["d1"], Stop));

                string authorization = stub.Requests[0].Header("Authorization") ?? "Signature=none-was-sent";
                string shown = string.Join('|', Unescape(error.ToString()), Unescape(observer.Traces.Last().ResponseBody));
                Assert.Contains("desktops/agents", shown, StringComparison.Ordinal);
                Assert.DoesNotContain(Token[..12], shown, StringComparison.Ordinal);
                Assert.DoesNotContain(authorization[(authorization.IndexOf("Signature=", StringComparison.Ordinal) + 10)..], shown, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Quotations))]
    public async Task Of_a_logon(string quotation, int status)
    {
        StubHandler stub = StubHandler.By(request => Quote(quotation, status, request, slashes: false));

        WorkspaceException error = await Assert.ThrowsAsync<WorkspaceException>(() => TestClient.ConnectAsync(
            stub,
            options => options.Credential = new PasswordCredential("IAMUser", Secret.FromText(Password), "AccountName", "a test")));

        string shown = Unescape(error.ToString());
        Assert.Contains("/v3/auth/tokens", shown, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, shown, StringComparison.Ordinal);
        Assert.DoesNotContain(Unescape(Password), shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_secret_stays_as_the_service_wrote_it()
    {
        const string Text = "Authorization is needed: x-auth-token not found, signed headers miss x-security-token.";
        using WorkspaceClient client = await TestClient.ConnectAsync(
            StubHandler.Always(StubAnswer.Json(HttpStatusCode.Forbidden, JsonSerializer.Serialize(new { error_code = "APIGW.1", error_msg = Text }))),
            options => options.Credential = new TokenCredential(Secret.FromText("found"), "a test"));

        WorkspaceException error = await Assert.ThrowsAsync<WorkspaceException>(() => client.Agents.InstallAsync(["d1"], Stop));

        Assert.StartsWith(Text, error.Message, StringComparison.Ordinal);
    }

    private static StubAnswer Quote(string quotation, int status, RecordedRequest request, bool slashes)
    {
        string authorization = request.Header("Authorization") ?? "none";
        string text = quotation
            .Replace("{token}", Token, StringComparison.Ordinal)
            .Replace("{half}", Token[..12], StringComparison.Ordinal)
            .Replace("{authorization}", authorization, StringComparison.Ordinal)
            .Replace("{signature}", authorization.Split("Signature=").Last(), StringComparison.Ordinal)
            .Replace("{body}", request.Body, StringComparison.Ordinal);
        string json = JsonSerializer.Serialize(new { error_code = "APIGW.1", error_msg = text });
        return StubAnswer.Json((HttpStatusCode)status, slashes ? json.Replace("/", @"\/", StringComparison.Ordinal) : json);
    }

    // So that no spelling of JSON hides anything from the search.
    private static string Unescape(string? text)
    {
        string plain = text ?? "";
        for (int depth = 0; depth < 3; depth++)
        {
            plain = System.Text.RegularExpressions.Regex.Replace(plain, @"\\u([0-9a-fA-F]{4})", match => ((char)Convert.ToInt32(match.Groups[1].Value, 16)).ToString());
            plain = plain.Replace(@"\/", "/", StringComparison.Ordinal).Replace("\\\"", "\"", StringComparison.Ordinal).Replace(@"\\", @"\", StringComparison.Ordinal);
        }

        return plain;
    }
}
