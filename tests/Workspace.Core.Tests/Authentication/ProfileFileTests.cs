using System;
using System.Threading.Tasks;
using Workspace.Authentication;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Authentication;

/// <summary>The SDKs' credentials file.</summary>
public sealed class ProfileFileTests : IDisposable
{
    private const string Several = """
        # a comment ak = no
        ; another one
        ak = before any section

        [global]
        ak = GLOBAL
        sk = g

          [basic-production]
          AK = PRODUCTION
          sk = p=p/p+
          security_token = the-token
          # ak = commented out
          project_id = p1
          domain_id = d1
          region = ap-southeast-3
          iam_endpoint = https://iam.example
          a line without a value

        [basic]
        ak=PLAIN
        sk=b

        [lab]
        ak = LAB
        sk = l
        """;

    private readonly Places _places = new();

    public void Dispose() => _places.Dispose();

    [Fact]
    public async Task The_first_section_that_begins_with_basic_is_used()
    {
        _places.Write(_places.ProfileFile, Several);

        FoundCredential found = await _places.FindAsync();
        using var key = (AccessKeyCredential)found.Credential;

        Assert.Equal(("PRODUCTION", "p=p/p+", "the-token"), (key.AccessKey, key.SecretKey.Use(System.Text.Encoding.UTF8.GetString), key.SecurityToken?.Reveal()));
        Assert.Equal(("p1", "d1", "ap-southeast-3", "https://iam.example"), (found.ProjectId, found.DomainId, found.Region, found.IamEndpoint));
        Assert.Equal($"profile (basic-production, {_places.ProfileFile})", key.Source);
    }

    [Theory]
    [InlineData("basic", "PLAIN")]
    [InlineData("Lab", "LAB")]
    [InlineData("global", "GLOBAL")]
    public async Task A_named_section_is_used_whatever_its_name(string name, string accessKey)
    {
        _places.Write(_places.ProfileFile, Several);

        FoundCredential found = await _places.FindAsync(name);
        using Credential key = found.Credential;

        Assert.Equal("access key " + accessKey, key.Identity);
        Assert.Null(found.ProjectId);
        Assert.Null(((AccessKeyCredential)key).SecurityToken);
    }

    [Fact]
    public async Task The_variable_names_another_file()
    {
        _places.Write(_places.ProfileFile, Several);
        _places.Variables["HUAWEICLOUD_SDK_CREDENTIALS_FILE"] = _places.Write(_places.At("elsewhere.ini"), "[basic]\nak = ELSEWHERE\nsk = e\n");

        using Credential key = (await _places.FindAsync()).Credential;

        Assert.Equal("access key ELSEWHERE", key.Identity);
    }

    [Fact]
    public async Task A_given_path_wins_over_the_variable_and_the_environment()
    {
        (_places.Variables["HUAWEICLOUD_SDK_AK"], _places.Variables["HUAWEICLOUD_SDK_SK"]) = ("SDK", "s");
        _places.Variables["HUAWEICLOUD_SDK_CREDENTIALS_FILE"] = _places.Write(_places.At("variable.ini"), "[basic]\nak = VARIABLE\nsk = e\n");
        string given = _places.Write(_places.At("given.ini"), "[basic]\nak = GIVEN\nsk = e\n");

        using Credential key = (await _places.FindAsync(profilePath: given)).Credential;

        Assert.Equal("access key GIVEN", key.Identity);
    }

    [Theory]
    [InlineData(Several, "it has no section [missing], but [global], [basic-production], [basic], [lab]")]
    [InlineData("[missing]\nproject_id = p\n", "section [missing] has neither ak nor sk")]
    [InlineData(null, "there is no such file")]
    public async Task A_named_profile_that_a_named_file_does_not_have_is_an_error(string? text, string why)
    {
        string path = _places.At("given.ini");
        if (text is not null)
        {
            _places.Write(path, text);
        }

        ArgumentException error = await Assert.ThrowsAsync<ArgumentException>(() => _places.FindAsync("missing", path));

        Assert.Equal($"Profile 'missing' was not found in {path}: {why}.", error.Message);
    }

    [Theory]
    [InlineData("[global]\nak = a\nsk = s\n", "it has no section that begins with [basic, but [global]")]
    [InlineData("", "it has no section that begins with [basic")]
    [InlineData("[basic]\nproject_id = p\n", "section [basic] has neither ak nor sk")]
    public async Task A_file_without_a_key_for_projects_is_passed_over(string text, string why)
    {
        _places.Write(_places.ProfileFile, text);

        CredentialNotFoundException nothing = await Assert.ThrowsAsync<CredentialNotFoundException>(() => _places.FindAsync());

        Assert.Contains($"profile [basic] in {_places.ProfileFile}: {why}", nothing.Places);
    }
}
