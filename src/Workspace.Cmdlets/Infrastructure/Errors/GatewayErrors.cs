using System;
using System.Management.Automation;

namespace Workspace.Commands.Infrastructure.Errors;

/// <summary>The codes of the API gateway: APIGW.nnnn, which other stages of it spell APIG.nnnn.</summary>
internal static class GatewayErrors
{
    private const string Support = "Try again in some minutes; if it fails again, give the request id to the service's support.";

    public static ErrorAdvice? Find(WorkspaceException e)
    {
        string[] parts = e.Code.Split('.');
        return parts.Length == 2 && parts[0] is "APIGW" or "APIG" ? Find(parts[1], e) : null;
    }

    private static ErrorAdvice? Find(string number, WorkspaceException e) => number switch
    {
        "0101" => new(ErrorCategory.ObjectNotFound, "The region may not offer this operation: check -Region and -Endpoint of Connect-WsService."),
        "0103" or "0610" or "0613" => new(ErrorCategory.ResourceUnavailable, Support),
        "0104" or "0105" or "0106" => new(ErrorCategory.ResourceUnavailable, "The gateway is set up wrongly, and the request is not at fault: give the request id to the service's support."),
        "0201" when (int?)e.StatusCode is 413 or 414 or 494 => new(ErrorCategory.LimitsExceeded, "Send less at once: fewer ids, shorter texts."),
        "0201" when e.IsTransient => new(ErrorCategory.ResourceUnavailable, Support),
        "0201" or "0602" or "0607" => new(ErrorCategory.InvalidArgument, "The gateway cannot read the request: look at it with -Debug, and at any proxy in between."),
        "0301" => new(ErrorCategory.AuthenticationError, e.Advice ?? "Check the key or token and this machine's clock, then run Connect-WsService again."),
        "0303" or "0305" => new(ErrorCategory.AuthenticationError, "The endpoint wants an app's key, not an account's: check -Endpoint of Connect-WsService."),
        "0302" or "0304" or "0306" => new(ErrorCategory.PermissionDenied, "The gateway keeps this user from the API: ask the account's administrator."),
        "0307" => new(ErrorCategory.AuthenticationError, "The token has expired, or is of another region: run Connect-WsService again, for the region that the token is of."),
        "0308" => new(ErrorCategory.LimitsExceeded, "Wait a few seconds and run the command again, with fewer requests at once: Connect-WsService -ThrottleLimit."),
        "0310" => new(ErrorCategory.PermissionDenied, "The project is not available: check -ProjectId, and whether the account is in arrears."),
        "0401" or "0402" => new(ErrorCategory.PermissionDenied, "This machine's address is not allowed: ask the account's administrator to allow it, or use the proxy that is."),
        "0501" => new(ErrorCategory.LimitsExceeded, "The quota of calls is used up: ask the account's administrator."),
        "0502" => new(ErrorCategory.PermissionDenied, "The app is frozen: ask the account's administrator."),
        "0801" or "0802" => new(ErrorCategory.PermissionDenied, "The service, or this user, is not admitted in the region: connect to another one with Connect-WsService -Region."),
        _ when number.StartsWith("06", StringComparison.Ordinal) || number == "0705" => new(ErrorCategory.ResourceUnavailable, Support),
        _ => null,
    };
}
