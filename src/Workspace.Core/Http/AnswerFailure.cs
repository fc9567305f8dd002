using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Workspace.Authentication;

namespace Workspace.Http;

/// <summary>Tells what an answer means that is no result. Whatever it quotes is short, on one line and without secrets.</summary>
internal static class AnswerFailure
{
    // Longer than any that the service sends; one that was cut could not be decoded.
    private const int LongestEncoded = 64 * 1024;
    private const int LongestPart = 200;
    private const int LongestList = 16_000;

    /// <summary>The service refused the request or failed at it.</summary>
    public static WorkspaceException Refused(ServiceRequest request, ServiceResponse response, ErrorBody error)
    {
        SecretMask mask = response.Mask;
        int status = (int)response.Status;
        string code = Shown(error.Code, mask, SecretMask.Name) ?? status.ToString(CultureInfo.InvariantCulture);
        FailedOperation[] failures = [.. error.Failures.Select(failure => Shown(failure, mask))];
        string message = (failures.Length == 0 ? Shown(RefusalAdvice.WithoutCanonicalRequest(error.Message), mask, SecretMask.Sentence) : List(failures))
            ?? (status is >= 300 and <= 399 ? $"The service redirects to {Shown(response.Header("Location"), mask, SecretMask.Excerpt)}. Redirects are not followed, because they could carry credentials to another host." : null)
            ?? (status == 407 ? TransportFailure.ProxyLogon : null)
            ?? Excerpt(response)
            ?? $"The service answered with HTTP status {status} and no text.";
        string? advice = RefusalAdvice.For(response.Status, error.Code, error.Message);
        string? first = response.Hint ?? advice;
        return new WorkspaceException(code, first is null ? message : $"{first} The service reports: {message}")
        {
            Advice = advice,
            StatusCode = response.Status,
            Detail = Shown(error.Detail, mask, SecretMask.Sentence),
            EncodedAuthorizationMessage = error.EncodedAuthorizationMessage is { Length: <= LongestEncoded } encoded ? mask.Hide(encoded) : null,
            RequestId = mask.ShowId(response.RequestId ?? error.RequestId),
            Method = request.Method.Method,
            Path = request.Path,
            Failures = failures,
            RetryAfter = response.RetryAfter,
            IsOutcomeUnknown = request.IsWrite && MayHaveBeenCarriedOut(status) && !WorkspaceException.MeansThrottled(response.Status, code),
        };
    }

    /// <summary>The answer is called a success, and is not what the service documents. Of a write nobody knows then what became of it.</summary>
    /// <param name="request">The request.</param>
    /// <param name="response">The answer.</param>
    /// <param name="why">What is wrong with it, as the end of a sentence.</param>
    public static WorkspaceException Unreadable(ServiceRequest request, ServiceResponse response, string why)
    {
        // What the reader of JSON says quotes the response.
        string reason = response.Mask.Show(SecretMembers.Mask(why), LongestPart).TrimEnd('.');
        string? excerpt = request.IsConfidential ? null : Excerpt(response);
        return new WorkspaceException(WorkspaceException.UnreadableAnswer, $"The service's answer could not be read: {reason}. It is {Kind(response)}{(excerpt is null ? "." : ": " + excerpt)}")
        {
            StatusCode = response.Status,
            RequestId = response.Mask.ShowId(response.RequestId),
            Method = request.Method.Method,
            Path = request.Path,
            IsOutcomeUnknown = request.IsWrite,
        };
    }

    // 303 and 304 are responses to what was processed; after 408 a proxy's request may have been processed behind it. 501 says that nobody can process it.
    private static bool MayHaveBeenCarriedOut(int status) => status is 303 or 304 or 408 or (>= 500 and not 501);

    private static string Kind(ServiceResponse response)
    {
        string type = Shown(response.Header("Content-Type"), response.Mask, SecretMask.Name) ?? "of no named type";
        string encoding = Shown(response.Header("Content-Encoding"), response.Mask, SecretMask.Name) is { } name ? $" in {name}" : "";
        return $"{type}{encoding}, {response.Body.Length} bytes";
    }

    private static string? Excerpt(ServiceResponse response)
    {
        // A character of UTF-8 has four bytes at most; blanks at the beginning are passed over.
        return Shown(SecretMembers.Mask(response.Body.Utf8(16 * SecretMask.Excerpt)), response.Mask, SecretMask.Excerpt);
    }

    private static string List(IEnumerable<FailedOperation> failures)
    {
        string each = string.Join("; ", failures.Select(f => $"{f.DesktopName ?? f.DesktopId}: {f.ErrorMessage} ({f.ErrorCode})"));
        return $"The service refused a part of the call: {(each.Length > LongestList ? each.Substring(0, LongestList) + "…" : each)}.";
    }

    private static FailedOperation Shown(FailedOperation failure, SecretMask mask) => new()
    {
        DesktopId = Shown(failure.DesktopId, mask, SecretMask.Name),
        DesktopName = Shown(failure.DesktopName, mask, SecretMask.Name),
        ErrorCode = Shown(failure.ErrorCode, mask, SecretMask.Name),
        ErrorMessage = Shown(failure.ErrorMessage, mask, LongestPart),
    };

    // A text of nothing but blanks is none.
    private static string? Shown(string? text, SecretMask mask, int longest) =>
        text is not null && mask.Show(text, longest) is { Length: > 0 } shown ? shown : null;
}
