using System.Management.Automation;
using Workspace.Jobs;

namespace Workspace.Commands;

/// <summary>An action that is not done where it seems done, or is being done, unless it is forced.</summary>
public abstract class ForcibleActionCommand : ActionCommand
{
    private protected ForcibleActionCommand()
    {
    }

    /// <summary>Do it although it seems done, or a job of the kind is running.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected sealed override ActionOptions Options => new() { Force = Force, RetryAmbiguous = RetryAmbiguous };
}
