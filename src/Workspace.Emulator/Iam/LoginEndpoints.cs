using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using Workspace.Emulator.Http;

namespace Workspace.Emulator.Iam;

/// <summary>POST /v3/auth/tokens: a token for a password.</summary>
internal sealed class LoginEndpoints(TenantState state, IamCredentials credentials, IssuedTokens tokens) : IEndpoints
{
    public IEnumerable<Route> Routes => [new("POST", "/v3/auth/tokens", LogIn) { Anonymous = true }];

    private Answer LogIn(Call call)
    {
        LoginRequest login = LoginRequest.Parse(call.Request.Body);
        if (!credentials.Match(login.DomainName, login.UserName, login.Password))
        {
            throw IamRefusal.WrongPassword();
        }

        IssuedToken token = tokens.Issue(FindProject(login), call.Now);
        var body = new JsonObject
        {
            ["expires_at"] = Micro(token.ExpiresAt),
            ["issued_at"] = Micro(token.IssuedAt),
            ["methods"] = new JsonArray("password"),
            ["user"] = new JsonObject
            {
                ["id"] = credentials.UserId,
                ["name"] = credentials.UserName,
                ["domain"] = Domain(),
                ["password_expires_at"] = string.Empty,
            },
            ["roles"] = new JsonArray(new JsonObject { ["id"] = "0", ["name"] = "te_admin" }),
        };
        if (token.Project is { } project)
        {
            body["project"] = new JsonObject { ["id"] = project.Id, ["name"] = project.Name, ["domain"] = Domain() };
        }

        if (call.Query.Text("nocatalog") is null)
        {
            body["catalog"] = new JsonArray();
        }

        return new Answer(new JsonObject { ["token"] = body }, 201) { Headers = { ["X-Subject-Token"] = token.Value } };
    }

    // Without a project the token is for the account: good for IAM, not for the service.
    private Project? FindProject(LoginRequest login)
    {
        if (login.ProjectId is null && login.ProjectName is null)
        {
            return null;
        }

        return Project.Of(state).FirstOrDefault(p => login.ProjectId is null ? p.Name == login.ProjectName : p.Id == login.ProjectId)
            ?? throw IamRefusal.NotFound($"Could not find project: {login.ProjectId ?? login.ProjectName}.");
    }

    private JsonObject Domain() => new() { ["id"] = credentials.DomainId, ["name"] = credentials.DomainName };

    private static string Micro(DateTimeOffset time) => Times.Spell(time, "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'");
}
