using System.Text.Json.Nodes;
using Workspace.Emulator.Faults;

namespace Workspace.Emulator.Http;

/// <summary>An error of the API gateway, before a request reaches the service.</summary>
internal sealed class GatewayRefusal(int status, string code, string message) : Refusal(status, code, message)
{
    public override JsonObject ToBody(string requestId) => new()
    {
        ["error_msg"] = Message,
        ["error_code"] = Code,
        ["request_id"] = requestId,
    };

    public static GatewayRefusal NotPublished() =>
        new(404, "APIGW.0101", "The API does not exist or has not been published in the environment");

    public static GatewayRefusal BodyTooLarge() => new(413, "APIGW.0201", "Request entity too large");

    public static GatewayRefusal NotAuthenticated(string reason) =>
        new(401, "APIGW.0301", "Incorrect IAM authentication information: " + reason);

    public static GatewayRefusal TokenMustBeUpdated() => new(401, "APIGW.0307", "The token must be updated");

    public static GatewayRefusal Throttled(int limit, string window) => new(429, "APIGW.0308", FaultEffect.ThrottleText(limit, window));

    public static GatewayRefusal ProjectUnavailable() => new(403, "APIGW.0310", "The project is unavailable");
}
