using System.Text.Json.Nodes;
using Workspace.Rest;

namespace Workspace.Emulator.Http;

/// <summary>What only the emulator refuses: an operation of the service that it does not implement. It must not look like a wrong id or path.</summary>
internal sealed class EmulatorRefusal(ServiceOperation operation)
    : Refusal(501, WorkspaceException.NotEmulated, $"The emulator does not implement {operation} ({operation.Method} {operation.Path}).")
{
    public override JsonObject ToBody(string requestId) => new()
    {
        ["error_code"] = Code,
        ["error_msg"] = Message,
    };
}
