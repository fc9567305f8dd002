using System;
using System.Collections.Generic;

namespace Workspace.Emulator.Iam;

/// <summary>The tokens that IAM gave out. A new one does not end the old ones.</summary>
internal sealed class IssuedTokens(int seed)
{
    private readonly Dictionary<string, IssuedToken> _tokens = new(StringComparer.Ordinal);

    public IssuedToken Issue(Project? project, DateTimeOffset now)
    {
        string value = "EMULATED-TOKEN-" + new SeededRandom(seed, "token", _tokens.Count).Hex(64);
        var token = new IssuedToken(value, project, now);
        _tokens.Add(value, token);
        return token;
    }

    public IssuedToken? Find(string value) => _tokens.TryGetValue(value, out IssuedToken? token) ? token : null;
}
