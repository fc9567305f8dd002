using System;
using System.Net.Http;
using System.Threading.Tasks;
using Workspace.Authentication;
using Workspace.Http;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Economy;

/// <summary>What the signature of a request costs, without a clock.</summary>
public sealed class SigningEconomyTests
{
    private const int Most = 4096;

    [Fact]
    public async Task It_allocates_no_more_than_4_KB()
    {
        using AccessKeyCredential key = TestClient.Key();
        var signer = new RequestSigner(key, new ManualClock(), TestClient.ProjectId);
        await AllocateAsync(signer);

        Assert.InRange(await AllocateAsync(signer), 1, Most);
    }

    private static async Task<long> AllocateAsync(RequestSigner signer)
    {
        var list = new ServiceRequest(HttpMethod.Get, TestClient.Prefix + "/desktops/detail", new Query().Add("status", "ACTIVE").WithPage(499, 500));
        using var message = new HttpRequestMessage(HttpMethod.Get, new Uri("https://workspace.ap-southeast-3.myhuaweicloud.com" + list.Target));
        long before = GC.GetAllocatedBytesForCurrentThread();
        await signer.AuthorizeAsync(message, list, TestContext.Current.CancellationToken);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
