using System;
using Workspace.Authentication;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Authentication;

/// <summary>The profiles that a user can name.</summary>
public sealed class CredentialProfilesTests : IDisposable
{
    private readonly Places _places = new();

    public void Dispose() => _places.Dispose();

    [Fact]
    public void Those_of_both_files_are_listed()
    {
        _places.Write(_places.ProfileFile, "[basic]\nak=A\nsk=s\nregion = tr-west-1\n[lab]\nak=B\nsk=s");
        _places.Write(_places.KooCliFile, """{"current":"one","profiles":[{"name":"one","region":"la-south-2"},{"name":""},{"name":"two"}]}""");

        Assert.Equal(
            [
                ("basic", $"in {_places.ProfileFile}, region tr-west-1"),
                ("lab", $"in {_places.ProfileFile}"),
                ("one", $"in {_places.KooCliFile}, region la-south-2"),
                ("two", $"in {_places.KooCliFile}"),
            ],
            CredentialProfiles.List(_places.Search()));
    }

    [Fact]
    public void Only_those_of_the_file_that_is_named()
    {
        _places.Write(_places.ProfileFile, "[basic]\nak=A\nsk=s");
        string ini = _places.Write("other", "[mine]\nak=A\nsk=s");
        string json = _places.Write("other.json", """{"profiles":[{"name":"koo"}]}""");

        Assert.Equal([("mine", $"in {ini}")], CredentialProfiles.List(_places.Search(profilePath: ini)));
        Assert.Equal([("koo", $"in {json}")], CredentialProfiles.List(_places.Search(profilePath: json)));
    }

    [Fact]
    public void None_without_files() => Assert.Empty(CredentialProfiles.List(_places.Search()));
}
