using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using Workspace.Authentication;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Authentication;

/// <summary>Which place is used when several have a key.</summary>
public sealed class CredentialOrderTests : IDisposable
{
    private readonly Places _places = new();
    private readonly MetadataStub _metadata;

    public CredentialOrderTests() => _metadata = new MetadataStub(_places.Clock);

    public void Dispose() => _places.Dispose();

    [Theory]
    [InlineData(0, "access key SDK", "environment (HUAWEICLOUD_SDK_AK)")]
    [InlineData(1, "access key TERRAFORM", "environment (HW_ACCESS_KEY)")]
    [InlineData(2, "access key PROFILE", "profile (basic, {profile})")]
    [InlineData(3, "access key KOOCLI", "KooCLI (default, {koocli})")]
    [InlineData(4, "temporary access key METADATA-1", "metadata service of this server")]
    public async Task A_place_wins_over_all_later_ones_and_names_itself(int first, string identity, string source)
    {
        foreach (Action fill in Fillings().Skip(first))
        {
            fill();
        }

        FoundCredential found = await _places.FindAsync();
        using Credential credential = found.Credential;

        Assert.Equal(identity, credential.Identity);
        Assert.Equal(
            source.Replace("{profile}", _places.ProfileFile, StringComparison.Ordinal).Replace("{koocli}", _places.KooCliFile, StringComparison.Ordinal),
            credential.Source);
    }

    [Fact]
    public async Task What_comes_after_the_place_that_is_used_is_not_even_looked_at()
    {
        foreach (Action fill in Fillings())
        {
            fill();
        }

        _places.Write(_places.ProfileFile, "[basic]\nak = half of a key\n");
        _places.Write(_places.KooCliFile, "no JSON");
        List<string> report = [];

        using Credential credential = (await _places.FindAsync(report: report.Add)).Credential;

        Assert.Equal("Credentials: using environment variables HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK.", Assert.Single(report));
        Assert.Empty(_metadata.Handler.All);
    }

    [Fact]
    public async Task A_named_profile_wins_over_the_environment_and_leaves_the_metadata_service_alone()
    {
        foreach (Action fill in Fillings())
        {
            fill();
        }

        _places.Write(_places.KooCliFile, """{"current":"default","profiles":[{"name":"other","accessKeyId":"NAMED","secretAccessKey":"s"}]}""");

        using Credential credential = (await _places.FindAsync("other")).Credential;
        CredentialNotFoundException missing = await Assert.ThrowsAsync<CredentialNotFoundException>(() => _places.FindAsync("missing"));

        Assert.Equal("access key NAMED", credential.Identity);
        Assert.Contains("profile missing in " + _places.ProfileFile, missing.Message, StringComparison.Ordinal);
        Assert.Contains("KooCLI's profile missing in " + _places.KooCliFile, missing.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("environment", missing.Message, StringComparison.Ordinal);
        Assert.Empty(_metadata.Handler.All);
    }

    [Fact]
    public async Task The_processs_own_environment_is_read()
    {
        // No other test looks for keys in the real environment, or at any of these variables.
        string[] names = ["HUAWEICLOUD_SDK_AK", "HUAWEICLOUD_SDK_SK"];
        string?[] before = [.. names.Select(Environment.GetEnvironmentVariable)];
        try
        {
            Environment.SetEnvironmentVariable(names[0], "REAL");
            Environment.SetEnvironmentVariable(names[1], "real-secret");
            var search = new CredentialSearch { MetadataHandler = StubHandler.Throwing(new HttpRequestException("must not be asked")) };

            using Credential credential = (await new CredentialChain(search).FindAsync(null, TestContext.Current.CancellationToken)).Credential;

            Assert.Equal("access key REAL", credential.Identity);
        }
        finally
        {
            Environment.SetEnvironmentVariable(names[0], before[0]);
            Environment.SetEnvironmentVariable(names[1], before[1]);
        }
    }

    private IEnumerable<Action> Fillings() =>
    [
        () => (_places.Variables["HUAWEICLOUD_SDK_AK"], _places.Variables["HUAWEICLOUD_SDK_SK"]) = ("SDK", "s"),
        () => (_places.Variables["HW_ACCESS_KEY"], _places.Variables["HW_SECRET_KEY"]) = ("TERRAFORM", "s"),
        () => _places.Write(_places.ProfileFile, "[basic]\nak = PROFILE\nsk = s\n"),
        () => _places.Write(_places.KooCliFile, """{"current":"default","profiles":[{"name":"default","accessKeyId":"KOOCLI","secretAccessKey":"s"}]}"""),
        () => _places.Metadata = _metadata.Handler,
    ];
}
