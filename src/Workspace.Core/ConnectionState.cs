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
    AuthorizedSender sender) : IDisposable
{
    public string? Region => region;

    public string ProjectId => projectId;

    public Uri Endpoint => endpoint;

    public Credential Credential => credential;

    public IClock Clock => clock;

    public void Dispose()
    {
        sender.Dispose();
        credential.Dispose();
    }
}
