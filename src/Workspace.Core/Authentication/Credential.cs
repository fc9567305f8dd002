using System;
using System.Collections.Generic;

namespace Workspace.Authentication;

/// <summary>Who calls the service, and with which secret.</summary>
public abstract class Credential : IDisposable
{
    private protected Credential(string source) => Source = source;

    /// <summary>Where the credential was found, for example "parameters" or "environment (HUAWEICLOUD_SDK_AK)".</summary>
    public string Source { get; }

    /// <summary>Whom it stands for, without any secret.</summary>
    public abstract string Identity { get; }

    /// <summary>What must never be shown, as far as it is known by now.</summary>
    internal abstract IEnumerable<Secret> Secrets { get; }

    /// <summary>What the user should know when the service refuses the credential, or null.</summary>
    internal string? RefusalHint { get; set; }

    /// <inheritdoc/>
    public override string ToString() => Identity;

    /// <summary>Wipes the secrets.</summary>
    public abstract void Dispose();
}
