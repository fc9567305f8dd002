using System.Management.Automation;

namespace Workspace.Commands.Infrastructure.Errors;

/// <summary>What to do about a conflict: an action under way ends by itself, and a state that does not allow the action does not.</summary>
internal static class ConflictErrors
{
    private const string Wait = "Get-WsJob shows jobs (for a pool with -PoolId), Wait-WsJob waits for them.";

    public static ErrorAdvice Find(WorkspaceException e) =>
        e.RunningTask is { } task ? new(ErrorCategory.ResourceBusy, $"{task} is under way: wait until it has ended. {Wait}")
        : e.StateConflict is { } conflict ? new(ErrorCategory.InvalidOperation, conflict)
        : new(ErrorCategory.ResourceBusy, $"Either another action is under way, or the state does not allow this one: Status and TaskStatus tell, which Get-WsDesktop and Get-WsPool show. {Wait}");
}
