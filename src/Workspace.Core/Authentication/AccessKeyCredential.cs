using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Workspace.Authentication;

/// <summary>An access key (AK/SK), permanent or temporary: every request is signed with it.</summary>
public sealed class AccessKeyCredential : Credential, IAccessKeySource
{
    /// <summary>Takes a key; the credential disposes the secrets, also where it refuses them.</summary>
    /// <param name="accessKey">The access key id. It is a name, not a secret.</param>
    /// <param name="secretKey">The secret access key.</param>
    /// <param name="securityToken">The security token of a temporary key, or null.</param>
    /// <param name="source">Where the key was found.</param>
    /// <exception cref="ArgumentException">A part is empty, or cannot be the value of a header.</exception>
    public AccessKeyCredential(string accessKey, Secret secretKey, Secret? securityToken, string source)
        : base(source)
    {
        SecretKey = secretKey.Trim().WithoutText();
        SecurityToken = securityToken?.Trim();
        try
        {
            AccessKey = HeaderText.Check(accessKey?.Trim(), nameof(AccessKey));
            HeaderText.Check(SecurityToken, nameof(SecurityToken));
            if (SecretKey.IsEmpty)
            {
                throw new ArgumentException($"{nameof(SecretKey)} is empty.");
            }
        }
        catch
        {
            Dispose();
            throw;
        }

        Identity = $"access key {AccessKey}";
    }

    /// <summary>The access key id. It is a name, not a secret, and travels with every request.</summary>
    public override string Identity { get; }

    internal string AccessKey { get; }

    internal Secret SecretKey { get; }

    internal Secret? SecurityToken { get; }

    internal override IEnumerable<Secret> Secrets => SecurityToken is null ? [SecretKey] : [SecretKey, SecurityToken];

    /// <inheritdoc/>
    public override void Dispose()
    {
        SecretKey.Dispose();
        SecurityToken?.Dispose();
    }

    Task<AccessKeyCredential> IAccessKeySource.GetKeyAsync(CancellationToken cancellationToken) => Task.FromResult(this);
}
