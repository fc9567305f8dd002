using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Workspace.Authentication;
using Workspace.Emulator.Http;

namespace Workspace.Emulator.Iam;

/// <summary>Checks a request's signature over exactly the headers that it declares.</summary>
internal sealed class SignatureCheck(IamCredentials credentials)
{
    // What the SDKs sign instead of the hash of a body that is not JSON.
    private const string UnsignedBody = "UNSIGNED-PAYLOAD";

    private static readonly TimeSpan _skew = TimeSpan.FromMinutes(15);

    private readonly byte[] _secretKey = Encoding.UTF8.GetBytes(credentials.SecretKey);
    private readonly AccessKeyLock _lock = new();

    public void Verify(EmulatorRequest request, string authorization, DateTimeOffset now)
    {
        AuthorizationHeader header = AuthorizationHeader.Parse(authorization);
        if (header.AccessKey != credentials.AccessKey)
        {
            throw GatewayRefusal.NotAuthenticated($"Get secretKey failed,ak:{header.AccessKey},err:ak not exist");
        }

        if (_lock.IsLocked(now))
        {
            throw GatewayRefusal.NotAuthenticated("AK access failed to reach the limit,forbidden");
        }

        if (FindFault(request, header, now) is { } fault)
        {
            _lock.CountFailure(now);
            throw GatewayRefusal.NotAuthenticated(fault);
        }

        _lock.CountSuccess();
    }

    private string? FindFault(EmulatorRequest request, AuthorizationHeader header, DateTimeOffset now)
    {
        foreach (string mandatory in (string[])["host", "x-sdk-date"])
        {
            if (!header.SignedHeaders.Contains(mandatory, StringComparer.OrdinalIgnoreCase))
            {
                return $"verify aksk signature fail,signed headers miss {mandatory}";
            }
        }

        if (header.SignedHeaders.FirstOrDefault(h => request.Header(h) is null) is { } missing)
        {
            return $"verify aksk signature fail,signed header {missing} not found";
        }

        string date = request.Header("X-Sdk-Date")!;
        if (!SignedContent.TryParseDate(date, out DateTimeOffset signedAt))
        {
            return $"calc aksk signature fail:signature time format incorrect,signature time:{date}";
        }

        if ((now - signedAt).Duration() > _skew)
        {
            return $"calc aksk signature fail:signature expired, signature time:{date},server time:{SignedContent.FormatDate(now)}";
        }

        KeyValuePair<string, string>[] headers = [.. header.SignedHeaders.Select(h => new KeyValuePair<string, string>(h, request.Header(h)!))];
        string? bodyHash = request.Body.Length > 0 && request.Header("X-Sdk-Content-Sha256") == UnsignedBody ? UnsignedBody : null;

        // The vendor's SDKs sort names and values, but the Java SDK sorts names only. The real gateway takes both, and the query as received.
        SignedContent sorted = Content(SignedContent.CanonicalQuery(request.Query));
        return IsSigned(sorted) || IsSigned(Content(SortedByName(request.QueryString))) || IsSigned(Content(request.QueryString))
            ? null

            // The real service quotes its own canonical request too; nothing helps more in finding what was signed differently.
            : $"verify aksk signature fail,canonicalRequest:{sorted.CanonicalRequest.Replace('\n', '|')}";

        bool IsSigned(SignedContent content) => content.Sign(_secretKey, date) == header.Signature;

        SignedContent Content(string query) => new(request.Method, request.Path, query, headers, request.Body, bodyHash);
    }

    // Sorting is stable: equal names keep their order.
    private static string SortedByName(string query) => string.Join("&", query.Split('&').OrderBy(pair => pair.Split('=')[0], StringComparer.Ordinal));
}
