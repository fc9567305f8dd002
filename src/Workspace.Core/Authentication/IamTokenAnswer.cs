using System;

namespace Workspace.Authentication;

/// <summary>The body of IAM's answer to a logon; the token itself is in a header.</summary>
internal sealed class IamTokenAnswer
{
    public TokenFacts? Token { get; set; }

    internal sealed class TokenFacts
    {
        public DateTime? ExpiresAt { get; set; }

        public IamProject? Project { get; set; }
    }
}
