namespace Workspace.Tests.Fuzz;

/// <summary>As whom a call is made.</summary>
internal enum FuzzIdentity
{
    /// <summary>With an access key and its security token.</summary>
    Key,

    /// <summary>With a token that was given.</summary>
    Token,

    /// <summary>As a user who logs on.</summary>
    Password,

    /// <summary>As the server that the client runs on.</summary>
    Metadata,
}
