using System;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Authentication;
using Workspace.Http;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Http;

/// <summary>What a message quotes of an answer: little, on one line, and no secret.</summary>
public sealed class ExcerptTests
{
    private const string SecretKey = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private const string SecurityToken = "IQoJb3JpZ2luX2VjEJ+/wQaCXVzLWVhc3QtMSJHMEUCIQDp==";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_a_success_that_cannot_be_read_it_tells_what_it_is_and_how_it_begins()
    {
        WorkspaceException error = await FailAsync(StubAnswer.Html(HttpStatusCode.OK, "<html>" + new string('x', 2000) + "</html>"));

        Assert.EndsWith(
            $" It is text/html; charset=utf-8, 2013 bytes: <html>{new string('x', 194)}… (HTTP 200, WsUnreadableAnswer, GET {TestClient.Prefix}/desktops/d1/sysprep)",
            error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_success_is_called_so()
    {
        WorkspaceException error = await FailAsync(StubAnswer.Empty(HttpStatusCode.OK));

        Assert.Contains("It is application/json; charset=utf-8, 0 bytes. (HTTP 200", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_compression_that_nobody_asked_for_is_named()
    {
        WorkspaceException error = await FailAsync(StubAnswer.Ok("\u0001\u0002").With("Content-Encoding", "br"));

        Assert.Contains("It is application/json; charset=utf-8 in br, 2 bytes. (HTTP 200", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a\r\n\r\n\tb", "a b")]
    [InlineData("a\u001b[31mb\u0007\u009b1mc", "a [31mb 1mc")]
    [InlineData("\u202ecod\u200b.exe\uFEFF", "cod.exe")]
    [InlineData("\u2028a\u00a0\u3000b\u2029", "a b")]
    [InlineData("\0\0", "The service answered with HTTP status 502 and no text.")]
    public async Task Characters_that_a_console_obeys_are_not_in_it(string body, string shown)
    {
        WorkspaceException error = await FailAsync(StubAnswer.Html(HttpStatusCode.BadGateway, body));

        Assert.StartsWith(shown + " (HTTP 502", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"error_code":"A\u001b[0m","error_msg":"B\r\nC","error_detail":"D\u0000E"}""", "B C D E (HTTP 400, A [0m,")]
    [InlineData("""{"error_code":"A","error_msg":"\ud800 is half a character"}""", """{"error_code":"A","error_msg":"\ud800 is half a character"} (HTTP 400, GET""")]
    public async Task Nor_are_they_in_the_services_own_words(string body, string shown)
    {
        WorkspaceException error = await FailAsync(StubAnswer.Json(HttpStatusCode.BadRequest, body));

        Assert.StartsWith(shown, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_character_of_two_halves_is_not_cut()
    {
        WorkspaceException error = await FailAsync(StubAnswer.Html(HttpStatusCode.BadGateway, new string('x', 199) + "😀 and more"));

        Assert.StartsWith(new string('x', 199) + "… (HTTP 502", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("the key is " + SecretKey + ".", "the key is ****.")]
    [InlineData(SecretKey + SecurityToken, "********")]
    [InlineData("its part nFEMI/K7MDENG+bPx is one too", "its part **** is one too")]
    [InlineData("its part RfiCYEX is too short to tell", "its part RfiCYEX is too short to tell")]
    [InlineData("wJalrXUtnFEMI\\/K7MDENG\\u002bbPxRfi\\\\u0043YEXAMPLEKEY in JSON", "**** in JSON")]
    [InlineData("wJalrXUtnFEMI%2FK7MDENG%2bbPxRfiCYEXAMPLEKEY in a URL", "**** in a URL")]
    [InlineData("Via: x, X-Auth-Token: MII-of-somebody-else\r\nHost: h", "Via: x, X-Auth-Token: **** Host: h")]
    [InlineData("a|authorization:SDK-HMAC-SHA256 Access=A, Signature=0123|x-sdk-date:d", "a|authorization:****|x-sdk-date:d")]
    [InlineData("x-auth-token not found, authorization is needed", "x-auth-token not found, authorization is needed")]
    public async Task Secrets_are_hidden(string body, string shown)
    {
        WorkspaceException error = await FailAsync(StubAnswer.Html(HttpStatusCode.BadGateway, body));

        Assert.StartsWith(shown + " (HTTP 502", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(150)]
    [InlineData(180)]
    [InlineData(191)]
    [InlineData(195)]
    public async Task A_secret_at_the_cut_is_hidden_too(int before)
    {
        WorkspaceException error = await FailAsync(StubAnswer.Html(HttpStatusCode.BadGateway, new string('.', before) + SecretKey));

        Assert.StartsWith(new string('.', before) + "****", error.Message, StringComparison.Ordinal);
        AssertNoSecret(error.ToString());
    }

    [Theory]
    [InlineData("""{"error_code":"K","error_msg":"K","error_detail":"K","encoded_authorization_message":"K","request_id":"K"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"error":{"code":"K","message":"K"}}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"failed_operation_list":[{"desktop_id":"K","desktop_name":"K","error_code":"K","error_msg":"K"}]}""", HttpStatusCode.OK)]
    [InlineData("""{"error_code":"K","error_msg":"K"}""", HttpStatusCode.OK)]
    [InlineData("""{"support_create_image":"K"}""", HttpStatusCode.OK)]
    [InlineData("""{"K":1,"K":2}""", HttpStatusCode.OK)]
    [InlineData("K", HttpStatusCode.OK)]
    public async Task They_are_hidden_wherever_the_answer_has_them(string body, HttpStatusCode status)
    {
        var observer = new RecordingObserver();
        StubAnswer answer = StubAnswer.Json(status, body.Replace("K", SecretKey, StringComparison.Ordinal)).With("X-Request-Id", SecretKey);
        using WorkspaceClient client = await ConnectAsync(answer, observer);

        WorkspaceException error = await Assert.ThrowsAsync<WorkspaceException>(() => client.Desktops.GetSysprepAsync("d1", Stop));

        AssertNoSecret(error.ToString());
        AssertNoSecret($"{error.Code} {error.Detail} {error.RequestId} {error.EncodedAuthorizationMessage}");
        Assert.All(error.Failures, failure => AssertNoSecret($"{failure.DesktopId} {failure.DesktopName} {failure.ErrorCode} {failure.ErrorMessage}"));
        RequestTrace trace = observer.Traces.Last();
        Assert.Contains("****", trace.ResponseBody, StringComparison.Ordinal);
        AssertNoSecret($"{trace.ResponseBody} {trace.RequestId} {trace.Failure}");
    }

    [Fact]
    public async Task So_is_the_signature_that_the_request_had()
    {
        StubHandler stub = StubHandler.By(request => StubAnswer.Html(HttpStatusCode.BadGateway, request.Header("Authorization")!.Split("Signature=")[1] + " is wrong"));
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        WorkspaceException error = await Assert.ThrowsAsync<WorkspaceException>(() => client.Desktops.GetSysprepAsync("d1", Stop));

        Assert.StartsWith("**** is wrong (HTTP 502", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_that_is_told_again_shows_none_either()
    {
        using WorkspaceClient client = await ConnectAsync(StubAnswer.Json(HttpStatusCode.Unauthorized, $$"""{"error_code":"APIGW.0301","error_msg":"{{SecretKey}} is not known"}"""));
        await Assert.ThrowsAsync<WorkspaceException>(() => client.Desktops.GetSysprepAsync("d1", Stop));

        WorkspaceException again = await Assert.ThrowsAsync<WorkspaceException>(() => client.Desktops.GetSysprepAsync("d1", Stop));

        Assert.StartsWith("This request was not sent", again.Message, StringComparison.Ordinal);
        Assert.Contains(" The service reports: **** is not known (HTTP 401", again.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_shows_where_to_without_them()
    {
        WorkspaceException error = await FailAsync(StubAnswer.Empty(HttpStatusCode.Found).With("Location", "https://evil.example/?k=" + SecretKey));

        Assert.StartsWith("The service redirects to https://evil.example/?k=****. Redirects are not followed", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_password_and_the_tokens_got_with_it_are_hidden()
    {
        string answer = "";
        StubHandler stub = StubHandler.By(request => request.Path == "/v3/auth/tokens"
            ? StubAnswer.Json(HttpStatusCode.Created, """{"token":{"expires_at":"2026-01-02T00:00:00Z"}}""").With("X-Subject-Token", "a-token-of-some-length")
            : StubAnswer.Json(HttpStatusCode.BadRequest, answer));
        using WorkspaceClient client = await TestClient.ConnectAsync(stub, options => options.Credential = TestClient.Password());
        answer = """{"error_msg":"pa55-word, a-token-of-some-length, X-Auth-Token: x"}""";

        WorkspaceException error = await Assert.ThrowsAsync<WorkspaceException>(() => client.Desktops.GetSysprepAsync("d1", Stop));

        Assert.StartsWith("****, ****, X-Auth-Token: **** (HTTP 400", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_logon_that_cannot_be_read_nothing_is_quoted()
    {
        StubHandler stub = StubHandler.Always(StubAnswer.Json(HttpStatusCode.Created, """{"token":[1]}""").With("X-Subject-Token", "a-token-of-some-length"));

        WorkspaceException error = await Assert.ThrowsAsync<WorkspaceException>(() => TestClient.ConnectAsync(stub, options => (options.Credential, options.ProjectId) = (TestClient.Password(), null)));

        Assert.Contains("It is application/json; charset=utf-8, 13 bytes. (HTTP 201", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("a-token", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_the_secrets_are_wiped_nothing_is_shown_that_could_be_one()
    {
        var observer = new RecordingObserver();
        WorkspaceClient client = await ConnectAsync(StubAnswer.Ok($$"""{"sysprep_version":"{{SecretKey}}"}"""), observer);
        await client.Desktops.GetSysprepAsync("d1", Stop);

        client.Dispose();

        Assert.Equal("****", observer.Traces.Last().ResponseBody);
    }

    [Fact]
    public void A_short_secret_is_hidden_where_it_is_whole()
    {
        using var credential = new TokenCredential(Secret.FromText("s3cret"), "a test");

        Assert.Equal("a **** and s3cre", new SecretMask(credential).Hide("a s3cret and s3cre"));
    }

    private static async Task<WorkspaceException> FailAsync(StubAnswer answer)
    {
        using WorkspaceClient client = await ConnectAsync(answer);
        return await Assert.ThrowsAsync<WorkspaceException>(() => client.Desktops.GetSysprepAsync("d1", Stop));
    }

    private static Task<WorkspaceClient> ConnectAsync(StubAnswer answer, RecordingObserver? observer = null) => TestClient.ConnectAsync(
        StubHandler.Always(answer),
        options => options.Credential = new AccessKeyCredential("AccessKey", Secret.FromText(SecretKey), Secret.FromText(SecurityToken), "a test"),
        observer);

    private static void AssertNoSecret(string text) => Assert.DoesNotContain(SecretKey[..10], text, StringComparison.Ordinal);
}
