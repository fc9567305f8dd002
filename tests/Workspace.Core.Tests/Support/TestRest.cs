using System;
using System.Net.Http;
using Workspace.Authentication;
using Workspace.Http;

namespace Workspace.Tests.Support;

/// <summary>The layer below the client: single requests of any shape, each made once unless told otherwise.</summary>
internal static class TestRest
{
    public static RestClient Over(HttpMessageHandler handler, Uri endpoint, string prefix = "", IAuthorizer? by = null, TimeSpan? timeout = null, int limit = 1, int retries = 0)
    {
        var clock = new ManualClock();
        var transport = new Transport(handler, null, limit, timeout ?? TimeSpan.FromSeconds(100), clock);
        return new RestClient(new AuthorizedSender(transport, by, null), endpoint, prefix, new Retry(new() { MaximumRetryCount = retries }, clock, () => 1), null);
    }
}
