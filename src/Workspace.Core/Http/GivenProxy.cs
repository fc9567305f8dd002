using System;
using System.Net;

namespace Workspace.Http;

/// <summary>The proxy that the user names, for every address. .NET Framework's own WebProxy leaves out those of this machine.</summary>
internal sealed class GivenProxy : IWebProxy
{
    // Without a logon in it: the platform quotes the address in its errors.
    private readonly Uri _address;

    public GivenProxy(Uri address, ICredentials? credentials)
    {
        _address = address.UserInfo.Length == 0 ? address : new UriBuilder(address) { UserName = "", Password = "" }.Uri;
        Credentials = credentials ?? Logon(address.UserInfo);
    }

    public ICredentials? Credentials { get; set; }

    public Uri GetProxy(Uri destination) => _address;

    public bool IsBypassed(Uri host) => false;

    private static NetworkCredential? Logon(string user)
    {
        if (user.Length == 0)
        {
            return null;
        }

        string[] parts = user.Split([':'], 2);
        return new(Uri.UnescapeDataString(parts[0]), Uri.UnescapeDataString(parts.Length == 2 ? parts[1] : ""));
    }
}
