using System.Management.Automation;

namespace Workspace.Commands.Infrastructure.Errors;

/// <summary>What an HTTP status means where the code says nothing more.</summary>
internal static class StatusErrors
{
    private const string Later = "Run the command again; if it fails again, give the request id to the service's support.";
    private const string Decode = "STS decode-authorization-message explains the EncodedAuthorizationMessage of the exception.";

    public static ErrorAdvice Find(WorkspaceException e) => (int?)e.StatusCode switch
    {
        null or (>= 200 and <= 299) => new(ErrorCategory.InvalidResult, Later),
        >= 300 and <= 399 => new(ErrorCategory.ConnectionError, "Redirects are not followed: check -Endpoint of Connect-WsService, and any proxy in between."),
        401 => new(ErrorCategory.AuthenticationError, "Check the key or token and this machine's clock, then run Connect-WsService again."),
        403 => new(ErrorCategory.PermissionDenied, e.EncodedAuthorizationMessage is null ? "Ask the account's administrator for the permission." : "Ask the account's administrator for the permission. " + Decode),
        404 or 410 => new(ErrorCategory.ObjectNotFound, "Check the id, the region and the project: Get-WsConnection shows where you are."),
        405 => new(ErrorCategory.InvalidOperation, "The region's service may be older than this operation: try another region, or ask the service's support."),
        407 => new(ErrorCategory.AuthenticationError, "Run Connect-WsService with -ProxyCredential or -ProxyUseDefaultCredentials."),
        408 => new(ErrorCategory.OperationTimeout, Later),
        409 or 423 => ConflictErrors.Find(e),
        412 => new(ErrorCategory.InvalidOperation, "It is not in a state for this: look at its Status and TaskStatus."),
        413 or 414 or 431 or 494 => new(ErrorCategory.LimitsExceeded, "Send less at once: fewer ids, shorter texts."),
        429 => new(ErrorCategory.LimitsExceeded, "Wait a few seconds and run the command again, with fewer requests at once: Connect-WsService -ThrottleLimit."),
        >= 400 and <= 499 => new(ErrorCategory.InvalidArgument, "Correct the value that the message names."),
        501 => new(ErrorCategory.NotImplemented, "The region's service does not have this operation: try another region."),
        504 => new(ErrorCategory.OperationTimeout, Later),
        _ => new(ErrorCategory.ResourceUnavailable, Later),
    };

    /// <summary>What to do where an IAM action is missing.</summary>
    public static string AskFor(string action, bool isEncoded) =>
        $"Ask the account's administrator for the IAM action {action}." + (isEncoded ? " " + Decode : "");
}
