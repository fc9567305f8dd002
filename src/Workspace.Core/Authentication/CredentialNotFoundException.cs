using System;
using System.Collections.Generic;

namespace Workspace.Authentication;

/// <summary>No credential was given, and none was found anywhere.</summary>
public sealed class CredentialNotFoundException : Exception
{
    internal CredentialNotFoundException(IEnumerable<string> places)
        : base("No credentials were found. Looked at: the parameters (-AccessKey and -SecretKey, -Credential, -Token); " + string.Join("; ", places) + ". Give one of the parameters, or fill one of these places: about_Workspace_Authentication tells how.")
    {
    }
}
