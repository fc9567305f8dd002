using System.Text.Json.Nodes;
using Workspace.Rest;

namespace Workspace.Emulator.Http;

/// <summary>What only the emulator refuses: an operation that the service has, and it has not. It must not look like a wrong path.</summary>
internal sealed class EmulatorRefusal(ServiceOperation operation)
    : Refusal(404, "EMULATOR.0001", $"{operation} ({operation.Method} {operation.Path}) is an operation of the service that its emulator does not have.")
{
    public override JsonObject ToBody(string requestId) => new()
    {
        ["error_code"] = Code,
        ["error_msg"] = Message,
    };
}
