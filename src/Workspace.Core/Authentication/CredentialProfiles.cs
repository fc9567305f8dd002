using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Workspace.Authentication;

/// <summary>The profiles that <see cref="CredentialSearch.ProfileName"/> can name.</summary>
public static class CredentialProfiles
{
    /// <summary>Lists the profiles of the SDKs' credentials file and of KooCLI's, as far as there are such files. Nothing is sent.</summary>
    /// <param name="search">Where to look.</param>
    /// <returns>Each profile's name, with the file that it is in and the region that it names.</returns>
    /// <exception cref="ArgumentException">KooCLI's file is not JSON.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static IReadOnlyList<(string Name, string Description)> List(CredentialSearch search)
    {
        List<(string, string)> profiles = [];
        if (!search.IsKooCliFile && File.Exists(search.CredentialsFile))
        {
            profiles.AddRange(IniFile.Read(search.CredentialsFile).Select(section =>
                Describe(section.Key, search.CredentialsFile, section.Value.TryGetValue("region", out string? region) ? region : null)));
        }

        if ((search.IsKooCliFile || search.ProfilePath is null) && File.Exists(search.KooCliFile))
        {
            profiles.AddRange(from profile in KooCliConfig.Read(search.KooCliFile).Profiles ?? []
                              where !string.IsNullOrEmpty(profile.Name)
                              select Describe(profile.Name!, search.KooCliFile, profile.Region));
        }

        return profiles;
    }

    private static (string Name, string Description) Describe(string name, string file, string? region) =>
        (name, $"in {file}" + (string.IsNullOrWhiteSpace(region) ? "" : $", region {region}"));
}
