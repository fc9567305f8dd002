using System.Management.Automation;

namespace Workspace.Commands.Infrastructure.Errors;

/// <summary>What kind of error it is, and what to do about it.</summary>
/// <param name="Category">The kind.</param>
/// <param name="Action">What to do, in a sentence or two.</param>
internal sealed record ErrorAdvice(ErrorCategory Category, string Action)
{
    public static ErrorAdvice For(WorkspaceException e)
    {
        ErrorAdvice? own = ClientErrors.Find(e);
        ErrorAdvice advice = (own is null || e.Advice is null ? own : own with { Action = e.Advice }) ?? GatewayErrors.Find(e) ?? ServiceErrors.Find(e) ?? StatusErrors.Find(e);
        string action = e.MissingAction is { } missing ? StatusErrors.AskFor(missing, e.EncodedAuthorizationMessage is not null) : advice.Action;
        return advice with { Action = e.NextCommand is { } command ? $"{action} Run: {command}" : action };
    }
}
