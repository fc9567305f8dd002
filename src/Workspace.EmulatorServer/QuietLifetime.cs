using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Hosting;

namespace Workspace.EmulatorServer;

/// <summary>Leaves Ctrl+C to the program: a host started within another one must not take it away.</summary>
internal sealed class QuietLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
