using System;
using System.Net;
using System.Net.Http;
using Workspace.Authentication;
using Workspace.Http;

namespace Workspace;

/// <summary>What a connection needs to know.</summary>
public sealed class WorkspaceClientOptions
{
    /// <summary>The region, for example ap-southeast-3. It names the hosts and the project.</summary>
    public string? Region { get; set; }

    /// <summary>The project's id; found from the region where it is null.</summary>
    public string? ProjectId { get; set; }

    /// <summary>The project's name; the region's own project where it is null. Sub-projects are named region_suffix.</summary>
    public string? ProjectName { get; set; }

    /// <summary>The account's id (domain id), which IAM is told when the project is looked up with an access key; null leaves it out.</summary>
    public string? DomainId { get; set; }

    /// <summary>The service's address; the region's where it is null. Plain http is taken for loopback only.</summary>
    public Uri? Endpoint { get; set; }

    /// <summary>IAM's address; the region's where it is null. Plain http is taken for loopback only.</summary>
    public Uri? IamEndpoint { get; set; }

    /// <summary>Who connects. The client disposes it; where connecting fails, it is disposed at once.</summary>
    public Credential? Credential { get; set; }

    /// <summary>How long one attempt of one request may take: 100 seconds.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(100);

    /// <summary>How often and how long a request is tried.</summary>
    public RetrySettings Retry { get; set; } = new();

    /// <summary>How many requests of the connection run at a time: 16.</summary>
    public int ThrottleLimit { get; set; } = 16;

    /// <summary>What sends the messages; the platform's handler where it is null. The client disposes it.</summary>
    public HttpMessageHandler? Handler { get; set; }

    /// <summary>The proxy to use; the system's where it is null.</summary>
    public Uri? Proxy { get; set; }

    /// <summary>Who logs on to the proxy, or null.</summary>
    public NetworkCredential? ProxyCredential { get; set; }

    /// <summary>Log on to the proxy as the current user.</summary>
    public bool ProxyUseDefaultCredentials { get; set; }

    /// <summary>Use no proxy, not even the system's.</summary>
    public bool NoProxy { get; set; }

    /// <summary>Reads an environment variable; some override endpoints.</summary>
    public Func<string, string?> Variable { get; set; } = Environment.GetEnvironmentVariable;

    /// <summary>The clock that dates signatures and paces waits.</summary>
    public IClock Clock { get; set; } = SystemClock.Instance;

    /// <summary>Numbers from 0 to 1 that spread the waits between attempts.</summary>
    internal Func<double> Random { get; set; } = new Jitter().Next;
}
