using System;
using System.Net;
using System.Threading.Tasks;
using Workspace.Authentication;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Authentication;

/// <summary>What is left of a connection that could not be made.</summary>
public sealed class FailedConnectTests
{
    private static readonly StubAnswer _refused = StubAnswer.Json(HttpStatusCode.Unauthorized, """{"error_code":"APIGW.0301","error_msg":"refused"}""").With("X-Request-Id", "the-id");

    public static TheoryData<string, Action<WorkspaceClientOptions>> Failures => new()
    {
        { "an option that cannot be right", options => options.ThrottleLimit = 0 },
        { "a region that is none", options => options.Region = "No Region" },
        { "a project that is not found", options => options.ProjectId = null },
        { "a refused request for the tenant's state", _ => { } },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task The_secrets_of_a_key_are_wiped_after(string what, Action<WorkspaceClientOptions> change)
    {
        AccessKeyCredential key = TestClient.Key("SECURITY-TOKEN");

        await Assert.ThrowsAnyAsync<Exception>(() => TestClient.ConnectAsync(Refusing(), options =>
        {
            options.Credential = key;
            change(options);
        }));

        Assert.All(key.Secrets, secret => Assert.Throws<ObjectDisposedException>(() => $"{secret.Reveal()} is left after {what}"));
    }

    [Fact]
    public async Task The_password_is_wiped_after_a_refused_logon()
    {
        PasswordCredential password = TestClient.Password();

        await Assert.ThrowsAsync<WorkspaceException>(() => TestClient.ConnectAsync(Refusing(), options => (options.Credential, options.ProjectId) = (password, null)));

        Assert.Throws<ObjectDisposedException>(password.Password.Reveal);
    }

    [Fact]
    public async Task What_was_sent_can_still_be_shown()
    {
        var observer = new RecordingObserver();

        await Assert.ThrowsAsync<WorkspaceException>(() => TestClient.ConnectAsync(Refusing(), observer: observer));

        Assert.Equal("the-id", Assert.Single(observer.Traces).RequestId);
    }

    private static StubHandler Refusing()
    {
        StubHandler stub = StubHandler.Always(_refused);
        stub.Tenant = _refused;
        return stub;
    }
}
