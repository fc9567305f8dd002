using System;
using System.Net;

namespace Workspace.Http;

/// <summary>The proxy that the user names, for every address. .NET Framework's own WebProxy leaves out those of this machine.</summary>
internal sealed class GivenProxy(Uri address, ICredentials? credentials) : IWebProxy
{
    public ICredentials? Credentials { get; set; } = credentials;

    public Uri GetProxy(Uri destination) => address;

    public bool IsBypassed(Uri host) => false;
}
