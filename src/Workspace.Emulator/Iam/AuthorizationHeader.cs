using System;
using System.Linq;
using Workspace.Authentication;
using Workspace.Emulator.Http;

namespace Workspace.Emulator.Iam;

/// <summary>The parts of <c>SDK-HMAC-SHA256 Access=…, SignedHeaders=…, Signature=…</c>.</summary>
/// <param name="AccessKey">The access key.</param>
/// <param name="SignedHeaders">The headers that the signature covers.</param>
/// <param name="Signature">The signature.</param>
internal sealed record AuthorizationHeader(string AccessKey, string[] SignedHeaders, string Signature)
{
    public static AuthorizationHeader Parse(string header)
    {
        string prefix = SignedContent.Algorithm + " ";
        if (!header.StartsWith(prefix, StringComparison.Ordinal))
        {
            throw Malformed();
        }

        var parts = header.Substring(prefix.Length)
            .Split(',')
            .Select(p => p.Trim().Split(['='], 2))
            .Where(p => p.Length == 2)
            .ToLookup(p => p[0], p => p[1], StringComparer.Ordinal);
        return new AuthorizationHeader(
            parts["Access"].FirstOrDefault() ?? throw Malformed(),
            (parts["SignedHeaders"].FirstOrDefault() ?? throw Malformed()).Split(';'),
            parts["Signature"].FirstOrDefault() ?? throw Malformed());
    }

    private static GatewayRefusal Malformed() => GatewayRefusal.NotAuthenticated("authorization format incorrect");
}
