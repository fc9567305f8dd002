using System.Management.Automation;
using Workspace.Commands.Infrastructure;

namespace Workspace.Commands;

/// <summary>Ends a connection and wipes its secrets.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "WsService")]
public sealed class DisconnectWsServiceCommand : PSCmdlet
{
    /// <summary>The connection to end. The default is the current one of the runspace.</summary>
    [Parameter(ValueFromPipeline = true)]
    [ValidateNotNull]
    public WsConnection? Connection { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        WsConnection? connection = Connection ?? ConnectionStore.Current;
        if (connection is null)
        {
            WriteVerbose("There is no connection in this runspace.");
            return;
        }

        connection.Close();
        if (ReferenceEquals(connection, ConnectionStore.Current))
        {
            ConnectionStore.Current = null;
        }
    }
}
