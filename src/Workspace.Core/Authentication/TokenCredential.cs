using System;
using System.Collections.Generic;

namespace Workspace.Authentication;

/// <summary>An IAM token that somebody obtained already. It is valid for 24 hours from then.</summary>
public sealed class TokenCredential : Credential
{
    /// <summary>Takes a token; the credential disposes it, also where it refuses it.</summary>
    /// <param name="token">The token, as in the X-Subject-Token header of IAM's answer.</param>
    /// <param name="source">Where the token was found.</param>
    /// <exception cref="ArgumentException">The token is empty, or cannot be the value of a header.</exception>
    public TokenCredential(Secret token, string source)
        : base(source)
    {
        Token = token.Trim();
        try
        {
            HeaderText.Check(Token, nameof(Token));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public override string Identity => "a given token";

    internal Secret Token { get; }

    internal override IEnumerable<Secret> Secrets => [Token];

    /// <inheritdoc/>
    public override void Dispose() => Token.Dispose();
}
