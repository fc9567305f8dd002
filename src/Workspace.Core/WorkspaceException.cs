using System;
using System.Collections.Generic;
using System.Globalization;
using System.Net;
using System.Text;
using Workspace.Authentication;

namespace Workspace;

/// <summary>A call of the service did not succeed: the service refused it, or no readable answer came.</summary>
public sealed class WorkspaceException : Exception
{
    private string? _missingAction;

    /// <summary>The code of a call that found no server, or lost it.</summary>
    public const string ConnectionFailed = "WsConnectionFailed";

    /// <summary>The code of a call to a server whose certificate this machine does not trust. Nothing was sent.</summary>
    public const string UntrustedCertificate = "WsUntrustedCertificate";

    /// <summary>The code of a call whose answer did not come in time.</summary>
    public const string Timeout = "WsTimeout";

    /// <summary>The code of a call over a connection that was closed.</summary>
    public const string Disconnected = "WsDisconnected";

    /// <summary>The code of an answer that is not what the service documents.</summary>
    public const string UnreadableAnswer = "WsUnreadableAnswer";

    /// <summary>The code of a write of which nobody knows whether it was carried out.</summary>
    public const string AmbiguousOutcome = "WsAmbiguousOutcome";

    /// <summary>The code of an action refused because one of its kind is running on the same target.</summary>
    public const string ResourceBusy = "WsResourceBusy";

    /// <summary>The code of a thing that the service does not have.</summary>
    public const string NotFound = "WsNotFound";

    /// <summary>The code of a capture whose image has a name that another image has.</summary>
    public const string ImageNameExists = "WsImageNameExists";

    /// <summary>A rollout was stopped before this pool's turn came.</summary>
    public const string NotStarted = "NotStarted";

    /// <summary>A job has ended, but the service does not show all of its sub-jobs.</summary>
    public const string HiddenSubJobs = "WsHiddenSubJobs";

    /// <summary>A rebuild has ended, but not all that it was to move has its image.</summary>
    public const string LeftBehind = "WsLeftBehind";

    /// <summary>The code of an answer whose pages cannot be read, because it has no list, or several.</summary>
    public const string NotAList = "WsNotAList";

    /// <summary>The code of a desktop that came to be in another state than was asked for.</summary>
    public const string WrongState = "WsWrongState";

    /// <summary>The code of an operation that the service has, but the emulator does not implement.</summary>
    public const string NotEmulated = "EMULATOR.0001";

    /// <summary>Describes a failure.</summary>
    /// <param name="code">The service's code, or one of this class's constants.</param>
    /// <param name="message">What happened, in a sentence.</param>
    /// <param name="innerException">What caused it.</param>
    public WorkspaceException(string code, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        Code = code;
    }

    /// <summary>The service's error code, such as WKS.00010032 or APIGW.0308; the HTTP status where it gave none.</summary>
    public string Code { get; }

    /// <summary>The HTTP status, or null when no answer came.</summary>
    public HttpStatusCode? StatusCode { get; internal set; }

    /// <summary>What to do about it where more is known than the code shows, as of a refused key, signature or token; or null.</summary>
    public string? Advice { get; internal set; }

    /// <summary>The service's details (error_detail), or null.</summary>
    public string? Detail { get; internal set; }

    /// <summary>Why access was refused, encoded: STS decode-authorization-message tells it in clear. Or null.</summary>
    public string? EncodedAuthorizationMessage { get; internal set; }

    /// <summary>The service's id of the request (X-Request-Id), which its support asks for, or null.</summary>
    public string? RequestId { get; internal set; }

    /// <summary>The HTTP method of the request, or null.</summary>
    public string? Method { get; internal set; }

    /// <summary>The path of the request, or null.</summary>
    public string? Path { get; internal set; }

    /// <summary>
    /// The IAM action that the caller may lack, such as workspace:desktopPools:rebuild: the one that the refusal names, else the one that
    /// the operation asks for. Null where access was not refused, was refused for another reason, or no action is documented.
    /// </summary>
    public string? MissingAction => _missingAction ??= StatusCode == HttpStatusCode.Forbidden && !IsOtherRefusal
        ? IamActions.Find(Method, Path, base.Message + " " + Detail)
        : null;

    /// <summary>The command that tells more, as it can be typed, or null.</summary>
    public string? NextCommand { get; internal set; }

    /// <summary>The task that the desktop or the pool of a conflict is busy with, such as powering-off; null where there is none, or it is not known.</summary>
    public string? RunningTask { get; internal set; }

    /// <summary>Why the state of the desktop or the pool of a conflict does not allow the action, in sentences; null where it does, or it is not known.</summary>
    public string? StateConflict { get; internal set; }

    /// <summary>The service refused the action because another is under way, or because of the state of what it works on.</summary>
    public bool IsConflict => Code == "WKS.00010032" || StatusCode == HttpStatusCode.Conflict;

    /// <summary>What failed, one by one, where the service accepted a part of the call (failed_operation_list).</summary>
    public IReadOnlyList<FailedOperation> Failures { get; internal set; } = [];

    /// <summary>The request may have been carried out although it failed: only a look at the service tells.</summary>
    public bool IsOutcomeUnknown { get; internal set; }

    /// <summary>The request did not reach the service, and may another time: no name, no connection, no encryption.</summary>
    internal bool WasNeverSent { get; set; }

    /// <summary>How long the service asks to wait (Retry-After), or null.</summary>
    public TimeSpan? RetryAfter { get; internal set; }

    /// <summary>The gateway refused the request for its rate, before anything was processed.</summary>
    public bool IsThrottled => MeansThrottled(StatusCode, Code);

    /// <summary>The call may well succeed when it is made again: no answer or an unreadable one, throttled, or a fault of the service.</summary>
    public bool IsTransient => Code is ConnectionFailed or Timeout or UnreadableAnswer || IsThrottled || (StatusCode is { } status && (status == HttpStatusCode.RequestTimeout || ((int)status >= 500 && status != HttpStatusCode.NotImplemented)));

    /// <summary>Every further call of the connection would fail as well: wrong key, region, project or endpoint.</summary>
    public bool ConcernsConnection =>
        Code is ConnectionFailed or UntrustedCertificate or Disconnected
        || StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.ProxyAuthenticationRequired
        || Code is "WKS.00010099"
        || (Code.StartsWith("API", StringComparison.Ordinal) && (Code.EndsWith(".0101", StringComparison.Ordinal) || Code.EndsWith(".0310", StringComparison.Ordinal)));

    // Refused by the gateway, for a project without the service, and for what a quota or a built-in group does not allow.
    private bool IsOtherRefusal =>
        Code.StartsWith("API", StringComparison.Ordinal) || Code is "WKS.00010099" or "WKS.00081102" or "WKS.00081105";

    internal static bool MeansThrottled(HttpStatusCode? status, string? code) =>
        status == (HttpStatusCode)429 || code is "APIGW.0308" or "APIG.0308";

    /// <summary>What the service or the client says, without the facts of the request, which differ each time.</summary>
    internal string Text => $"{base.Message} {Detail}";

    /// <inheritdoc/>
    public override string Message
    {
        get
        {
            var text = new StringBuilder(base.Message);
            if (!string.IsNullOrEmpty(Detail) && Detail != base.Message)
            {
                text.Append(' ').Append(Detail);
            }

            if (MissingAction is { } action)
            {
                text.Append(text[text.Length - 1] is '.' ? " " : ". ").Append("It takes the IAM action ").Append(action).Append('.');
            }

            List<string> facts = [];
            if (StatusCode is { } status)
            {
                facts.Add($"HTTP {(int)status}");
                if (Code != ((int)status).ToString(CultureInfo.InvariantCulture))
                {
                    facts.Add(Code);
                }
            }

            if (Method is not null)
            {
                facts.Add($"{Method} {Path}");
            }

            if (RequestId is not null)
            {
                facts.Add($"request id {RequestId}");
            }

            return PrintableText.Escape(facts.Count == 0 ? text.ToString() : text.Append(" (").Append(string.Join(", ", facts)).Append(')').ToString());
        }
    }
}
