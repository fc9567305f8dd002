using System;
using Workspace.Http;

namespace Workspace.Authentication;

/// <summary>Reads why a request was answered with 401.</summary>
internal static class RefusalText
{
    /// <summary>The token expired, or was made invalid by a change of the user.</summary>
    public static bool SaysTokenIsOld(ServiceResponse refusal)
    {
        ErrorBody body = ErrorBody.Read(refusal.Body);
        return body.Code?.EndsWith(".0307", StringComparison.Ordinal) == true || Contains(body.Message, "token must be updated");
    }

    /// <summary>The signature's date is too far from the server's time.</summary>
    public static bool SaysSignatureExpired(ServiceResponse refusal) =>
        Contains(ErrorBody.Read(refusal.Body).Message, "signature expired");

    private static bool Contains(string? text, string part) => text?.IndexOf(part, StringComparison.OrdinalIgnoreCase) >= 0;
}
