using System;
using System.Net;

namespace Workspace.Authentication;

/// <summary>What to do about a key, signature or token that the gateway refused (APIGW.0301), and what to quote of its words.</summary>
internal static class RefusalAdvice
{
    private const string Code = ".0301";
    private const string CanonicalRequest = "canonicalRequest";

    /// <summary>What to do, or null where the response is none of these refusals.</summary>
    public static string? For(HttpStatusCode status, string? code, string? message) =>
        status != HttpStatusCode.Unauthorized || code?.EndsWith(Code, StringComparison.Ordinal) != true ? null
        : Says(message, "signature expired") ? "Set this machine's clock: it may be 15 minutes off at most. Then run Connect-WsService again."
        : Says(message, "reach the limit") ? "The key is locked after too many failures in a row: wait 5 minutes, then run Connect-WsService with the right secret key."
        : Says(message, "not exist") ? "The access key does not exist, or not on this site (China or international): check -AccessKey of Connect-WsService."
        : Says(message, "signature fail") ? "The secret key does not belong to the access key: run Connect-WsService with the right -SecretKey."
        : Says(message, "token") ? "The token is not valid here: run Connect-WsService again, for the region that the token is of."
        : "Check the key or token and this machine's clock, then run Connect-WsService again.";

    /// <summary>The service's words without the request that it could not verify: that is for who looks into signatures, and goes to the trace.</summary>
    public static string? WithoutCanonicalRequest(string? message) =>
        message?.IndexOf(CanonicalRequest, StringComparison.OrdinalIgnoreCase) is > 0 and int at
            ? message.Substring(0, at).TrimEnd(' ', ',', ';', ':', '.')
            : message;

    private static bool Says(string? message, string words) => message?.IndexOf(words, StringComparison.OrdinalIgnoreCase) >= 0;
}
