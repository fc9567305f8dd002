using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace Workspace.Authentication;

/// <summary>A profile of KooCLI (hcloud): the one named, or the current one.</summary>
internal sealed class KooCliSource : ICredentialSource
{
    private readonly string _path;
    private readonly string? _name;

    public KooCliSource(string path, string? name)
    {
        _path = path;
        _name = name;
    }

    public string Description => $"KooCLI's profile {_name ?? "(the current one)"} in {_path}";

    public Task<CredentialLookup> LookAsync(CancellationToken cancellationToken) => Task.FromResult(Look());

    private CredentialLookup Look()
    {
        if (!File.Exists(_path))
        {
            return CredentialLookup.Nothing("there is no such file");
        }

        KooCliConfig config = KooCliConfig.Read(_path);
        string? name = _name ?? config.Current;
        KooCliProfile? profile = config.Profiles?.FirstOrDefault(p => string.Equals(p.Name, name, StringComparison.OrdinalIgnoreCase));
        if (profile is null)
        {
            return CredentialLookup.Nothing(name is null ? "it names no current profile" : $"it has no profile '{name}'{Others(config)}");
        }

        string source = $"KooCLI ({profile.Name}, {_path})";
        string place = $"profile '{profile.Name}' of {_path}";
        KooCliKey? single = profile.SsoAuth?.StsToken;
        AccessKeyCredential? credential =
            new KeyText(profile.AccessKeyId, profile.SecretAccessKey, profile.SecurityToken).ToCredential(source, "accessKeyId", "secretAccessKey", place)
            ?? new KeyText(single?.AccessKeyId, single?.SecretAccessKey, single?.SecurityToken).ToCredential(source, "accessKeyId", "secretAccessKey", place);
        if (credential is null)
        {
            return CredentialLookup.Nothing($"profile '{profile.Name}' (mode {profile.Mode ?? "unknown"}) has no access key");
        }

        // Nothing in the file says whether its secrets are encrypted, but KooCLI encrypts them unless it is told not to.
        credential.RefusalHint =
            $"The key comes from KooCLI's {place}, which encrypts secrets by default: run 'hcloud configure set --cli-auth-encrypt=false' and then 'hcloud configure set --cli-profile={profile.Name} --cli-access-key=... --cli-secret-key=...' to make it readable, or give the key another way.";
        return new FoundCredential(credential) { Region = Filled(profile.Region), ProjectId = Filled(profile.ProjectId) };
    }

    private static string Others(KooCliConfig config) => config.Profiles is { Length: > 0 } profiles
        ? $", but {string.Join(", ", profiles.Select(p => $"'{p.Name}'"))}"
        : "";

    private static string? Filled(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
