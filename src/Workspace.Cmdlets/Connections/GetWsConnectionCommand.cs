using System.Management.Automation;
using Workspace.Commands.Infrastructure;

namespace Workspace.Commands;

/// <summary>Shows the current connection of the runspace. Without one it shows nothing.</summary>
[Cmdlet(VerbsCommon.Get, "WsConnection")]
[OutputType(typeof(WsConnection))]
public sealed class GetWsConnectionCommand : PSCmdlet
{
    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (ConnectionStore.Current is { } connection)
        {
            WriteObject(connection);
        }
    }
}
