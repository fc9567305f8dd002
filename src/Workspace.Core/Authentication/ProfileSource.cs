using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace Workspace.Authentication;

/// <summary>The SDKs' credentials file: sections named by a type of credential, of which this client uses the one for projects (basic…).</summary>
internal sealed class ProfileSource : ICredentialSource
{
    private const string BasicPrefix = "basic";

    private readonly string _path;
    private readonly string? _name;
    private readonly bool _isAsked;

    /// <param name="path">The file.</param>
    /// <param name="name">The section; the first that begins with "basic" where it is null.</param>
    /// <param name="isAsked">Somebody named this profile: it must be there.</param>
    public ProfileSource(string path, string? name, bool isAsked)
    {
        _path = path;
        _name = name;
        _isAsked = isAsked;
    }

    public string Description => $"profile {_name ?? $"[{BasicPrefix}]"} in {_path}";

    public Task<CredentialLookup> LookAsync(CancellationToken cancellationToken) => Task.FromResult(Look());

    private CredentialLookup Look()
    {
        if (!File.Exists(_path))
        {
            return Missing("there is no such file");
        }

        IReadOnlyList<KeyValuePair<string, Dictionary<string, string>>> sections = KeyFile.Read(_path, IniFile.Read);
        KeyValuePair<string, Dictionary<string, string>> section = sections.FirstOrDefault(s => _name is null
            ? s.Key.StartsWith(BasicPrefix, StringComparison.OrdinalIgnoreCase)
            : s.Key.Equals(_name, StringComparison.OrdinalIgnoreCase));
        if (section.Key is null)
        {
            string others = sections.Count == 0 ? "" : $", but {string.Join(", ", sections.Select(s => $"[{s.Key}]"))}";
            return Missing(_name is null ? $"it has no section that begins with [{BasicPrefix}{others}" : $"it has no section [{_name}]{others}");
        }

        string? Value(string key) => section.Value.TryGetValue(key, out string? value) && value.Length > 0 ? value : null;
        AccessKeyCredential? credential = new KeyText(Value("ak"), Value("sk"), Value("security_token"))
            .ToCredential($"profile ({section.Key}, {_path})", "ak", "sk", $"section [{section.Key}] of {_path}");
        return credential is null
            ? Missing($"section [{section.Key}] has neither ak nor sk")
            : new FoundCredential(credential)
            {
                ProjectId = Value("project_id"),
                DomainId = Value("domain_id"),
                IamEndpoint = Value("iam_endpoint"),
                Region = Value("region"),
            };
    }

    private CredentialLookup Missing(string why) => _isAsked && _name is not null
        ? throw new ArgumentException($"Profile '{_name}' was not found in {_path}: {why}.")
        : CredentialLookup.Nothing(why);
}
