using System.Management.Automation;

namespace Workspace.Commands.Infrastructure.Errors;

/// <summary>The errors that the client finds itself.</summary>
internal static class ClientErrors
{
    public static ErrorAdvice? Find(WorkspaceException e) => e.Code switch
    {
        WorkspaceException.NotFound => new(ErrorCategory.ObjectNotFound, "Check the id, the region and the project: Get-WsConnection shows where you are."),
        WorkspaceException.ResourceBusy => new(ErrorCategory.ResourceBusy, "Wait until the running job has ended, or use -Force."),
        WorkspaceException.Timeout => new(ErrorCategory.OperationTimeout, "Run the command again, or give it more time: Connect-WsService -TimeoutSec and -RetryTimeoutSec."),
        WorkspaceException.ConnectionFailed => new(ErrorCategory.ConnectionError, "Check the region, the endpoint and the network (name resolution, proxy, firewall)."),
        WorkspaceException.Disconnected => new(ErrorCategory.ConnectionError, "Run Connect-WsService again."),
        WorkspaceException.AmbiguousOutcome => new(ErrorCategory.OperationTimeout, "Look whether it was carried out before you run the command again; -RetryAmbiguous sends it again all the same."),
        WorkspaceException.UnreadableAnswer => new(ErrorCategory.InvalidData, "Run the command again; if it fails again, look whether a proxy or gateway answers in place of the service: -Verbose and -Debug show what came."),
        WorkspaceException.UntrustedCertificate => new(ErrorCategory.SecurityError, "Find out who answers at this address, and whether this machine should trust it."),
        WorkspaceException.NotAList => new(ErrorCategory.InvalidOperation, "Run the command without -All: the answer is written as it is."),
        WorkspaceException.LeftBehind => new(ErrorCategory.InvalidResult, "Rebuild what was left: Get-WsPoolDesktop -Inconsistent Image, piped to Invoke-WsPoolRebuild."),
        WorkspaceException.ImageNameExists => new(ErrorCategory.ResourceExists, "Choose a name that no private image has: Get-WsImage -Type private."),
        WorkspaceException.NotStarted => new(ErrorCategory.OperationStopped, "Mend what failed and run the command again."),
        WorkspaceException.WrongState => new(ErrorCategory.InvalidResult, "Look at it in the console: the service could not bring it into the state that was asked for."),
        _ => null,
    };
}
