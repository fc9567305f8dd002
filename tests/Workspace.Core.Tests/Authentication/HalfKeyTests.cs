using System;
using System.Threading.Tasks;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Authentication;

/// <summary>A place that has one half of a key is an error that names it, and no reason to go on to the next.</summary>
public sealed class HalfKeyTests : IDisposable
{
    private const string Half = "the-half-that-is-there";

    private readonly Places _places = new();

    public void Dispose() => _places.Dispose();

    [Theory]
    [InlineData("HUAWEICLOUD_SDK_AK", "HUAWEICLOUD_SDK_SK")]
    [InlineData("HUAWEICLOUD_SDK_SK", "HUAWEICLOUD_SDK_AK")]
    [InlineData("HW_ACCESS_KEY", "HW_SECRET_KEY")]
    [InlineData("HW_SECRET_KEY", "HW_ACCESS_KEY")]
    public async Task In_the_environment(string there, string missing)
    {
        _places.Variables[there] = Half;

        Assert.Equal($"In the environment, {there} is set but {missing} is not: a key needs both. Add {missing}, or take {there} away for the next place to be looked at.", await ErrorAsync());
    }

    [Theory]
    [InlineData("ak", "sk")]
    [InlineData("sk", "ak")]
    public async Task In_a_profile(string there, string missing)
    {
        _places.Write(_places.ProfileFile, $"[basic]\n{there} = {Half}\n{missing} =\n");

        Assert.Equal($"In section [basic] of {_places.ProfileFile}, {there} is set but {missing} is not: a key needs both. Add {missing}, or take {there} away for the next place to be looked at.", await ErrorAsync());
    }

    [Theory]
    [InlineData("accessKeyId", "secretAccessKey")]
    [InlineData("secretAccessKey", "accessKeyId")]
    public async Task In_KooCLIs_profile(string there, string missing)
    {
        _places.Write(_places.KooCliFile, $$"""{"current":"p","profiles":[{"name":"p","{{there}}":"{{Half}}","{{missing}}":""}]}""");

        Assert.Equal($"In profile 'p' of {_places.KooCliFile}, {there} is set but {missing} is not: a key needs both. Add {missing}, or take {there} away for the next place to be looked at.", await ErrorAsync());
    }

    [Theory]
    [InlineData("accessKeyId", "secretAccessKey")]
    [InlineData("secretAccessKey", "accessKeyId")]
    public async Task In_KooCLIs_single_sign_on(string there, string missing)
    {
        _places.Write(_places.KooCliFile, $$"""{"current":"p","profiles":[{"name":"p","mode":"SSO","ssoAuth":{"stsToken":{"{{there}}":"{{Half}}" } } }]}""");

        Assert.Equal($"In profile 'p' of {_places.KooCliFile}, {there} is set but {missing} is not: a key needs both. Add {missing}, or take {there} away for the next place to be looked at.", await ErrorAsync());
    }

    [Theory]
    [InlineData("access", "secret")]
    [InlineData("secret", "access")]
    public async Task In_the_metadata_services_answer(string there, string missing)
    {
        _places.Metadata = StubHandler.Always($$$"""{"credential":{"{{{there}}}":"{{{Half}}}","expires_at":"2026-01-01T06:00:00.000000Z"}}""");

        Assert.Equal($"In the metadata service's answer, {there} is set but {missing} is not: a key needs both. Add {missing}, or take {there} away for the next place to be looked at.", await ErrorAsync());
    }

    private async Task<string> ErrorAsync()
    {
        ArgumentException error = await Assert.ThrowsAsync<ArgumentException>(() => _places.FindAsync());
        Assert.DoesNotContain(Half, error.ToString(), StringComparison.Ordinal);
        return error.Message;
    }
}
