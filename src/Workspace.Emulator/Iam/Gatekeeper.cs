using System;
using System.Collections.Generic;
using Workspace.Emulator.Http;

namespace Workspace.Emulator.Iam;

/// <summary>Lets in who has a valid token or signature, and only to the tenant's own project.</summary>
internal sealed class Gatekeeper(TenantState state, IamCredentials credentials, IssuedTokens tokens)
{
    private readonly SignatureCheck _signatures = new(credentials);

    public void Admit(EmulatorRequest request, Route route, Dictionary<string, string> values, DateTimeOffset now)
    {
        if (route.Anonymous)
        {
            return;
        }

        IssuedToken? token = Authenticate(request, now);
        request.IsAuthenticated = true;
        if (!values.TryGetValue("project_id", out string? project))
        {
            return;
        }

        if (project != state.ProjectId || (request.Header("X-Project-Id") is { } named && named != project))
        {
            throw GatewayRefusal.ProjectUnavailable();
        }

        // A token is for one project, or for none.
        if (token is not null && token.Project?.Id != project)
        {
            throw GatewayRefusal.TokenMustBeUpdated();
        }

        if (state.Quirks.ServiceNotSubscribed && !route.WithoutSubscription)
        {
            throw ServiceRefusal.NotSubscribed();
        }
    }

    private IssuedToken? Authenticate(EmulatorRequest request, DateTimeOffset now)
    {
        if (request.Header("X-Auth-Token") is { } value)
        {
            IssuedToken token = tokens.Find(value) ?? throw GatewayRefusal.NotAuthenticated("decrypt token fail");
            return now < token.ExpiresAt ? token : throw GatewayRefusal.TokenMustBeUpdated();
        }

        string authorization = request.Header("Authorization") ?? throw GatewayRefusal.NotAuthenticated("x-auth-token not found");
        _signatures.Verify(request, authorization, now);
        return null;
    }
}
