using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Emulator;

namespace Workspace.Tests.Fuzz;

/// <summary>A healthy service and its IAM, and the metadata service of a server, which hands out the tenant's key.</summary>
internal sealed class FuzzService(EmulatedTenant tenant) : DelegatingHandler(new EmulatorHandler(tenant))
{
    public const string SessionToken = "session-5kd82jdm9w0aq";
    public const string SecurityToken = "IQoJb3JpZ2luX2VjEJ+/wQaCXVzLWVhc3QtMSJHMEUCIQDp==";

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        request.RequestUri!.Host == "169.254.169.254" ? Task.FromResult(Metadata(request.Method)) : base.SendAsync(request, cancellationToken);

    private HttpResponseMessage Metadata(HttpMethod method) => new()
    {
        Content = method == HttpMethod.Put
            ? new StringContent(SessionToken)
            : new StringContent(
                $$$"""{"credential":{"access":"{{{tenant.AccessKey}}}","secret":"{{{tenant.SecretKey}}}","securitytoken":"{{{SecurityToken}}}","expires_at":"2026-01-01T06:00:00.000000Z"}}""",
                Encoding.UTF8,
                "application/json"),
    };
}
