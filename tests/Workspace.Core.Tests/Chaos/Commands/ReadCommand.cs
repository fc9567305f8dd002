using System.Threading;
using System.Threading.Tasks;

namespace Workspace.Tests.Chaos.Commands;

/// <summary>A command that only reads something: its list, or an error.</summary>
internal abstract class ReadCommand(int number, CommandSettings settings) : ChaosCommand(number, settings)
{
    /// <summary>The list, or null where it is an error.</summary>
    public ListReading? Reading { get; private protected set; }

    private protected sealed override async Task DoAsync(WorkspaceClient client, CancellationToken stop)
    {
        try
        {
            Reading = await ReadAsync(client, stop);
        }
        catch (WorkspaceException failure)
        {
            Report.Fail(failure, null);
        }
    }

    private protected abstract Task<ListReading?> ReadAsync(WorkspaceClient client, CancellationToken stop);
}
