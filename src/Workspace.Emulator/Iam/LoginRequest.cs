using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace Workspace.Emulator.Iam;

/// <summary>What a login asks for.</summary>
/// <param name="DomainName">The account.</param>
/// <param name="UserName">The user.</param>
/// <param name="Password">The user's password.</param>
/// <param name="ProjectName">The project by its name, if the token is for one.</param>
/// <param name="ProjectId">The project by its identifier, if the token is for one.</param>
internal sealed record LoginRequest(string? DomainName, string? UserName, string? Password, string? ProjectName, string? ProjectId)
{
    public static LoginRequest Parse(byte[] body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            JsonElement auth = document.RootElement.GetProperty("auth");
            JsonElement identity = auth.GetProperty("identity");
            if (!identity.GetProperty("methods").EnumerateArray().Any(m => m.ValueEquals("password")))
            {
                throw IamRefusal.BadRequest("The identity method must be password.");
            }

            JsonElement user = identity.GetProperty("password").GetProperty("user");
            JsonElement? project = Member(Member(auth, "scope"), "project");
            return new LoginRequest(
                Text(Member(user, "domain"), "name"),
                Text(user, "name"),
                Text(user, "password"),
                Text(project, "name"),
                Text(project, "id"));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw IamRefusal.BadRequest("The request body is invalid.");
        }
    }

    private static JsonElement? Member(JsonElement? element, string name) =>
        element is { } parent && parent.TryGetProperty(name, out JsonElement value) ? value : null;

    private static string? Text(JsonElement? element, string name) => Member(element, name)?.GetString();
}
