using System;
using System.Management.Automation;
using System.Net;
using Workspace.Authentication;

namespace Workspace.Commands.Shell;

/// <summary>Makes error records: a stable id, a category, what to do about it.</summary>
internal static class ErrorRecords
{
    /// <summary>The id of input that was refused before anything was sent.</summary>
    public const string InvalidInput = "WsInvalidInput";

    public static ErrorRecord ToErrorRecord(this Exception exception, object? target)
    {
        (string id, ErrorCategory category, string? action) = exception switch
        {
            WorkspaceException e => (e.Code, Category(e), Action(e)),
            CredentialNotFoundException => ("WsNoCredentials", ErrorCategory.AuthenticationError, "Run Connect-WsService with an access key, a credential or a token, or fill one of the places that the message lists."),
            NotConnectedException => ("WsNotConnected", ErrorCategory.ConnectionError, "Run Connect-WsService, or pass a connection with -Connection."),
            ArgumentException => (InvalidInput, ErrorCategory.InvalidArgument, "Correct the value and run the command again; nothing was sent."),
            _ => ("WsUnexpected", ErrorCategory.NotSpecified, null),
        };
        return exception.ToErrorRecord(id, category, target, action);
    }

    public static ErrorRecord ToErrorRecord(this Exception exception, string id, ErrorCategory category, object? target, string? action) =>
        new(exception, id, category, target)
        {
            ErrorDetails = new ErrorDetails(exception.Message) { RecommendedAction = action ?? "" },
        };

    /// <summary>A named thing that the service does not have.</summary>
    public static ErrorRecord NotFound(string kind, string name, string action) =>
        new WorkspaceException(WorkspaceException.NotFound, $"There is no {kind} '{name}' in this project.")
            .ToErrorRecord(WorkspaceException.NotFound, ErrorCategory.ObjectNotFound, name, action);

    private static ErrorCategory Category(WorkspaceException e) => e switch
    {
        { Code: WorkspaceException.NotFound } => ErrorCategory.ObjectNotFound,
        { Code: WorkspaceException.ResourceBusy } => ErrorCategory.ResourceBusy,
        { Code: WorkspaceException.Timeout } => ErrorCategory.OperationTimeout,
        { Code: WorkspaceException.ConnectionFailed } => ErrorCategory.ConnectionError,
        { Code: WorkspaceException.UntrustedCertificate } => ErrorCategory.SecurityError,
        { Code: WorkspaceException.AmbiguousOutcome } => ErrorCategory.OperationTimeout,
        { Code: WorkspaceException.UnreadableAnswer } => ErrorCategory.InvalidData,
        { Code: WorkspaceException.NotAList } => ErrorCategory.InvalidOperation,
        { StatusCode: null } => ErrorCategory.InvalidResult,
        { StatusCode: HttpStatusCode.Unauthorized } => ErrorCategory.AuthenticationError,
        { StatusCode: HttpStatusCode.ProxyAuthenticationRequired } => ErrorCategory.ConnectionError,
        { StatusCode: HttpStatusCode.Forbidden } => ErrorCategory.PermissionDenied,
        { StatusCode: HttpStatusCode.NotFound } => ErrorCategory.ObjectNotFound,
        { StatusCode: HttpStatusCode.Conflict } => ErrorCategory.ResourceBusy,
        { StatusCode: HttpStatusCode.BadRequest } => IsMissingPool(e) ? ErrorCategory.ObjectNotFound : ErrorCategory.InvalidArgument,
        { StatusCode: (HttpStatusCode)429 } => ErrorCategory.LimitsExceeded,
        { IsTransient: true } => ErrorCategory.ResourceUnavailable,
        _ => ErrorCategory.InvalidResult,
    };

    private static string Action(WorkspaceException e) => Category(e) switch
    {
        ErrorCategory.AuthenticationError => "Check the key or token and the machine's clock, then run Connect-WsService again.",
        ErrorCategory.ConnectionError => "Check the region, the endpoint and the network (name resolution, proxy, firewall).",
        ErrorCategory.InvalidArgument => "Correct the value that the message names.",
        ErrorCategory.InvalidOperation => "Run the command without -All: the answer is written as it is.",
        ErrorCategory.LimitsExceeded => "Wait a few seconds and run the command again, with fewer requests at once.",
        ErrorCategory.ObjectNotFound => "Check the id, the region and the project: Get-WsConnection shows where you are.",
        ErrorCategory.OperationTimeout => "Look at the service whether it was carried out before you run the command again: Get-WsJob lists jobs.",
        ErrorCategory.PermissionDenied => "Ask for the permission; STS decode-authorization-message explains the EncodedAuthorizationMessage of the exception.",
        ErrorCategory.SecurityError => "Find out who answers at this address, and whether this machine should trust it.",
        ErrorCategory.ResourceBusy => "Wait until the running job has ended: Get-WsJob shows it (for a pool with -PoolId), Wait-WsJob waits for it.",
        _ => "Run the command again; if it fails again, give the request id to the service's support.",
    };

    // The service answers an unknown pool so.
    private static bool IsMissingPool(WorkspaceException e) =>
        e.Code == "WKS.0001" && e.Path?.Contains("/desktop-pools/") == true;
}
