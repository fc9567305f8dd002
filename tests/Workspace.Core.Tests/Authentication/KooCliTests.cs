using System;
using System.Net;
using System.Threading.Tasks;
using Workspace.Authentication;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Authentication;

/// <summary>KooCLI's profiles.</summary>
public sealed class KooCliTests : IDisposable
{
    private const string Several = """
        {
          "language": "en", "current": "work", "future": {"x": [1]},
          "profiles": [
            {"name": "default", "mode": "AKSK", "accessKeyId": "DEFAULT", "secretAccessKey": "d", "securityToken": "", "region": "", "projectId": ""},
            {"name": "work", "mode": "AKSK", "accessKeyId": "WORK", "secretAccessKey": "w", "securityToken": "the-token", "region": "ap-southeast-3", "projectId": "p1", "domainId": "d1", "readTimeout": 10},
            {"name": "sso", "mode": "SSO", "accessKeyId": "", "secretAccessKey": "", "ssoAuth": {"ssoMode": "x", "stsToken": {"accessKeyId": "SSO", "secretAccessKey": "s", "securityToken": "sso-token"}}},
            {"name": "server", "mode": "ecsAgency", "accessKeyId": "", "secretAccessKey": ""}
          ]
        }
        """;

    private readonly Places _places = new();

    public void Dispose() => _places.Dispose();

    [Fact]
    public async Task The_current_profile_is_used()
    {
        _places.Write(_places.KooCliFile, Several);

        FoundCredential found = await _places.FindAsync();
        using var key = (AccessKeyCredential)found.Credential;

        Assert.Equal(("WORK", "w", "the-token"), (key.AccessKey, key.SecretKey.Use(System.Text.Encoding.UTF8.GetString), key.SecurityToken?.Reveal()));
        Assert.Equal(("ap-southeast-3", "p1"), (found.Region, found.ProjectId));
        Assert.Equal($"KooCLI (work, {_places.KooCliFile})", key.Source);
    }

    [Fact]
    public async Task A_named_profile_is_used_and_its_empty_members_are_none()
    {
        _places.Write(_places.KooCliFile, Several);

        FoundCredential found = await _places.FindAsync("default");
        using var key = (AccessKeyCredential)found.Credential;

        Assert.Equal("DEFAULT", key.AccessKey);
        Assert.Null(key.SecurityToken);
        Assert.Equal((null, null), (found.Region, found.ProjectId));
    }

    [Fact]
    public async Task A_single_sign_on_gives_its_temporary_key()
    {
        _places.Write(_places.KooCliFile, Several);

        using var key = (AccessKeyCredential)(await _places.FindAsync("sso")).Credential;

        Assert.Equal(("SSO", "s", "sso-token"), (key.AccessKey, key.SecretKey.Use(System.Text.Encoding.UTF8.GetString), key.SecurityToken?.Reveal()));
    }

    [Fact]
    public async Task A_path_that_ends_in_json_is_KooCLIs()
    {
        _places.Write(_places.ProfileFile, "[basic]\nak = INI\nsk = s\n");
        string path = _places.Write(_places.At("other.JSON"), Several);

        using Credential key = (await _places.FindAsync(profilePath: path)).Credential;

        Assert.Equal("access key WORK", key.Identity);
    }

    [Theory]
    [InlineData(Several, "server", "profile 'server' (mode ecsAgency) has no access key")]
    [InlineData(Several, "other", "it has no profile 'other', but 'default', 'work', 'sso', 'server'")]
    [InlineData("{}", null, "it names no current profile")]
    [InlineData("""{"current":"gone","profiles":[]}""", null, "it has no profile 'gone'")]
    public async Task A_file_without_a_key_is_passed_over(string text, string? name, string why)
    {
        _places.Write(_places.KooCliFile, text);

        CredentialNotFoundException nothing = await Assert.ThrowsAsync<CredentialNotFoundException>(() => _places.FindAsync(name));

        Assert.Contains($"in {_places.KooCliFile}: {why}\n", string.Join('\n', nothing.Places) + '\n', StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_JSON_is_an_error_that_names_it()
    {
        _places.Write(_places.KooCliFile, """{"current":"p","profiles":[{"name":"p","secretAccessKey":"the-secret""");

        ArgumentException error = await Assert.ThrowsAsync<ArgumentException>(() => _places.FindAsync());

        Assert.Contains(_places.KooCliFile, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("the-secret", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_key_is_told_to_be_encrypted_perhaps_and_how_to_make_it_readable()
    {
        _places.Write(_places.KooCliFile, Several);
        FoundCredential found = await _places.FindAsync();

        WorkspaceException refused = await RefusedAsync(found.Credential);

        Assert.StartsWith("The key comes from KooCLI's profile 'work' of " + _places.KooCliFile, refused.Message, StringComparison.Ordinal);
        Assert.Contains("'hcloud configure set --cli-auth-encrypt=false' and then 'hcloud configure set --cli-profile=work --cli-access-key=", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_key_from_elsewhere_is_told_nothing_of_KooCLI()
    {
        WorkspaceException refused = await RefusedAsync(TestClient.Key());

        Assert.StartsWith("The secret key does not belong to the access key: run Connect-WsService with the right -SecretKey. The service reports: verify aksk signature fail (HTTP 401", refused.Message, StringComparison.Ordinal);
    }

    private static Task<WorkspaceException> RefusedAsync(Credential credential) => Assert.ThrowsAsync<WorkspaceException>(() => TestClient.ConnectAsync(
        StubHandler.Always(StubAnswer.Json(HttpStatusCode.Unauthorized, """{"error_code":"APIGW.0301","error_msg":"verify aksk signature fail"}""")),
        options => (options.Credential, options.ProjectId) = (credential, null)));
}
