using Workspace.Http;

namespace Workspace.Commands.Infrastructure.Completion;

/// <summary>Hears nothing: while a line is completed there is no stream to write to.</summary>
internal sealed class SilentObserver : IClientObserver
{
    private SilentObserver()
    {
    }

    public static SilentObserver Instance { get; } = new();

    public bool WantsBodies => false;

    public void Completed(RequestTrace trace)
    {
    }

    public void Warn(string message)
    {
    }
}
