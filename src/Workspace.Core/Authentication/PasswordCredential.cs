namespace Workspace.Authentication;

/// <summary>An IAM user's name and password: a token is obtained with it (POST /v3/auth/tokens).</summary>
public sealed class PasswordCredential : Credential
{
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

    /// <inheritdoc/>
    public override void Dispose() => Password.Dispose();
}
