using System.Text.Json.Nodes;

namespace Workspace.Emulator.Http;

/// <summary>An error of the Workspace service. Only codes that are known from the real one are used.</summary>
internal sealed class ServiceRefusal(int status, string code, string message) : Refusal(status, code, message)
{
    public override JsonObject ToBody(string requestId) => new()
    {
        ["error_code"] = Code,
        ["error_msg"] = Message,
    };

    public static ServiceRefusal BadRequest(string message) => new(400, "WKS.0001", message);

    public static ServiceRefusal NotFound(string message) => new(404, "WKS.0202", message);

    public static ServiceRefusal Conflict(string message) => new(409, "WKS.00010032", "Operation conflict: " + message);

    public static ServiceRefusal NotSubscribed() => new(403, "WKS.00010099", "The Workspace service is disabled or not subscribed to.");
}
