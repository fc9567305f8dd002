using System;
using System.Linq;

namespace Workspace.Authentication;

/// <summary>The places where a credential is looked for when none is given, in their order.</summary>
public sealed class CredentialChain
{
    /// <summary>The variable that names the region where -Region does not.</summary>
    public const string RegionVariable = "HW_REGION_NAME";

    private readonly ICredentialSource[] _sources;
    private readonly Func<string, string?> _variable;

    /// <summary>The chain over an environment.</summary>
    /// <param name="variable">Reads an environment variable; the process's own where it is null.</param>
    public CredentialChain(Func<string, string?>? variable = null)
    {
        _variable = variable ?? Environment.GetEnvironmentVariable;
        _sources = [new EnvironmentSource(_variable)];
    }

    /// <summary>The region that the environment names, or null.</summary>
    public string? Region => _variable(RegionVariable) is { Length: > 0 } region ? region : null;

    /// <summary>The first credential found.</summary>
    /// <returns>The credential.</returns>
    /// <exception cref="ArgumentException">A place has one half of a key.</exception>
    /// <exception cref="CredentialNotFoundException">No place has a credential; the message lists them.</exception>
    public FoundCredential Find() =>
        _sources.Select(source => source.Find()).FirstOrDefault(found => found is not null)
        ?? throw new CredentialNotFoundException(_sources.Select(source => source.Description));
}
