using System;
using Workspace.Authentication;
using Workspace.Http;
using Workspace.Jobs;

namespace Workspace;

/// <summary>What all copies of a client share.</summary>
internal sealed class ConnectionState(
    string? region,
    string projectId,
    Uri endpoint,
    Credential credential,
    IClock clock,
    TimeSpan lookWindow,
    AuthorizedSender sender) : IDisposable
{
    public string? Region => region;

    public string ProjectId => projectId;

    public Uri Endpoint => endpoint;

    public Credential Credential => credential;

    public IClock Clock => clock;

    /// <summary>How long the job of an action whose answer was lost is looked for.</summary>
    public TimeSpan LookWindow => lookWindow;

    public OwnJobs OwnJobs { get; } = new();

    public void Dispose()
    {
        sender.Dispose();
        credential.Dispose();
    }
}
