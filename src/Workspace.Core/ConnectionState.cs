using System;
using Workspace.Authentication;
using Workspace.Http;

namespace Workspace;

/// <summary>What all copies of a client share.</summary>
internal sealed class ConnectionState(
    string? region,
    string projectId,
    Uri endpoint,
    Credential credential,
    IClock clock,
    Transport transport,
    IAuthorizer authorizer) : IDisposable
{
    public string? Region => region;

    public string ProjectId => projectId;

    public Uri Endpoint => endpoint;

    public Credential Credential => credential;

    public IClock Clock => clock;

    public void Dispose()
    {
        transport.Dispose();
        (authorizer as IDisposable)?.Dispose();
        credential.Dispose();
    }
}
