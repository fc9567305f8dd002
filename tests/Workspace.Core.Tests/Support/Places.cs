using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Http;
using System.Threading.Tasks;
using Workspace.Authentication;
using Xunit;

namespace Workspace.Tests.Support;

/// <summary>The places where a credential may be, on a machine of the test's own: variables, a user's folder with real files, a metadata service.</summary>
internal sealed class Places : IDisposable
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("workspace-tests-");

    public Dictionary<string, string?> Variables { get; } = [];

    public ManualClock Clock { get; } = new();

    /// <summary>The metadata service; without it nobody answers.</summary>
    public HttpMessageHandler Metadata { get; set; } = StubHandler.Throwing(new HttpRequestException("No route to host"));

    public string ProfileFile => Path.Combine(_home.FullName, ".huaweicloud", "credentials");

    public string KooCliFile => Path.Combine(_home.FullName, ".hcloud", "config.json");

    /// <summary>A file's full path in the user's folder.</summary>
    public string At(string name) => Path.Combine(_home.FullName, name);

    /// <summary>Writes a file in the user's folder.</summary>
    public string Write(string name, string text)
    {
        string path = At(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public CredentialChain Chain(string? profileName = null, string? profilePath = null) => new(Search(profileName, profilePath));

    public CredentialSearch Search(string? profileName = null, string? profilePath = null) => new()
    {
        ProfileName = profileName,
        ProfilePath = profilePath,
        Variable = name => Variables.GetValueOrDefault(name),
        Home = _home.FullName,
        MetadataHandler = Metadata,
        Clock = Clock,
    };

    public Task<FoundCredential> FindAsync(string? profileName = null, string? profilePath = null, Action<string>? report = null) =>
        Chain(profileName, profilePath).FindAsync(report, TestContext.Current.CancellationToken);

    public void Dispose() => _home.Delete(recursive: true);
}
