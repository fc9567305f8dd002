using System.Globalization;
using System.Text.Json.Nodes;
using Workspace.Emulator.Http;

namespace Workspace.Emulator.Iam;

/// <summary>An error of IAM: its code is the HTTP status, and a number.</summary>
internal sealed class IamRefusal(int status, string title, string message)
    : Refusal(status, status.ToString(CultureInfo.InvariantCulture), message)
{
    public override JsonObject ToBody(string requestId) => new()
    {
        ["error"] = new JsonObject { ["code"] = Status, ["message"] = Message, ["title"] = title },
    };

    public static IamRefusal BadRequest(string message) => new(400, "Bad Request", message);

    public static IamRefusal WrongPassword() => new(401, "Unauthorized", "The username or password is wrong.");

    public static IamRefusal Forbidden() => new(403, "Forbidden", "You are not authorized to perform the requested action.");

    public static IamRefusal NotFound(string message) => new(404, "Not Found", message);
}
