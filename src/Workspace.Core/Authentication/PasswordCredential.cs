using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;

namespace Workspace.Authentication;

/// <summary>An IAM user's name and password: a token is obtained with it (POST /v3/auth/tokens).</summary>
public sealed class PasswordCredential : Credential
{
    // An old token is not wiped before the end: a request may be about to send it.
    private readonly ConcurrentQueue<Secret> _tokens = new();

    /// <summary>Takes a user; the credential disposes the password.</summary>
    /// <param name="userName">The IAM user's name.</param>
    /// <param name="password">The IAM user's password.</param>
    /// <param name="domainName">The account's name, in which the user is.</param>
    /// <param name="source">Where the user was found.</param>
    public PasswordCredential(string userName, Secret password, string domainName, string source)
        : base(source)
    {
        UserName = userName;
        Password = password;
        DomainName = domainName;
    }

    /// <inheritdoc/>
    public override string Identity => $"{DomainName}/{UserName}";

    internal string UserName { get; }

    internal Secret Password { get; }

    internal string DomainName { get; }

    // The queue is gone over as it is, never copied by its count: a token may be added meanwhile.
    internal override IEnumerable<Secret> Secrets => _tokens.Prepend(Password);

    /// <inheritdoc/>
    public override void Dispose()
    {
        Password.Dispose();
        ForgetTokens();
    }

    /// <summary>A token was obtained: it is as secret as the password.</summary>
    internal void Keep(Secret token) => _tokens.Enqueue(token);

    /// <summary>Wipes the tokens.</summary>
    internal void ForgetTokens()
    {
        foreach (Secret token in _tokens)
        {
            token.Dispose();
        }
    }
}
