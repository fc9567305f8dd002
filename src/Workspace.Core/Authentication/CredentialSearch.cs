using System;
using System.IO;
using System.Net.Http;
using Workspace.Http;

namespace Workspace.Authentication;

/// <summary>Where and how to look for a credential that is not given.</summary>
public sealed class CredentialSearch
{
    /// <summary>The profile to use; then only the files are looked at.</summary>
    public string? ProfileName { get; set; }

    /// <summary>The file with profiles: the SDKs' (ini), or KooCLI's where its name ends in .json.</summary>
    public string? ProfilePath { get; set; }

    /// <summary>Reads an environment variable.</summary>
    public Func<string, string?> Variable { get; set; } = Environment.GetEnvironmentVariable;

    /// <summary>The user's folder, in which the files are.</summary>
    public string Home { get; set; } = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

    /// <summary>What asks the metadata service; the platform's handler, without a proxy, where it is null.</summary>
    public HttpMessageHandler? MetadataHandler { get; set; }

    /// <summary>The clock that tells when temporary keys expire.</summary>
    public IClock Clock { get; set; } = SystemClock.Instance;

    /// <summary>The file that was named is KooCLI's.</summary>
    internal bool IsKooCliFile => ProfilePath?.EndsWith(".json", StringComparison.OrdinalIgnoreCase) == true;

    internal string CredentialsFile => ProfilePath
        ?? (Variable("HUAWEICLOUD_SDK_CREDENTIALS_FILE") is { Length: > 0 } path ? path : Path.Combine(Home, ".huaweicloud", "credentials"));

    internal string KooCliFile => ProfilePath ?? Path.Combine(Home, ".hcloud", "config.json");
}
