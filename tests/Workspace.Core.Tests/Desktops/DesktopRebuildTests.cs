using System;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Desktops;
using Workspace.Pools;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Desktops;

/// <summary>The rebuild of single desktops as it goes over the wire, and what is refused before.</summary>
public sealed class DesktopRebuildTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    // The members of the service's example of BatchRebuildDesktopsSystemDisk, with those that came after it.
    [Fact]
    public async Task All_that_can_be_said_is_sent_in_the_services_words()
    {
        StubHandler stub = StubHandler.Always("""{"job_id":"string"}""");
        using WorkspaceClient client = await TestClient.ConnectAsync(stub, options => options.Credential = TestClient.Token());

        string job = await client.Desktops.RebuildAsync(
            new()
            {
                DesktopIds = ["string"],
                ImageType = "private",
                ImageId = "string",
                OSType = "string",
                DelayMinutes = 2147483647,
                Message = "string",
                OrderId = "string",
                EnterpriseProjectId = "0",
                HandleType = RebuildScope.ForExpandAndIdle,
                EncryptType = DiskEncryption.Encrypted,
                KmsKeyId = "k1",
            },
            Stop);

        RecordedRequest sent = Assert.Single(stub.Requests);
        Assert.Equal(("POST", $"/v2/{TestClient.ProjectId}/desktops/rebuild", "application/json"), (sent.Method, sent.Target, sent.Header("Content-Type")));
        Assert.Equal(
            """{"desktop_ids":["string"],"image_type":"private","image_id":"string","os_type":"string","delay_time":2147483647,"message":"string","order_id":"string","enterprise_project_id":"0","handle_type":"FOR_EXPAND_AND_IDLE","encrypt_type":"ENCRYPTED","kms_id":"k1"}""",
            sent.Body);
        Assert.Equal("string", job);
    }

    [Fact]
    public async Task What_is_not_given_is_not_sent()
    {
        StubHandler stub = StubHandler.Always("""{"job_id":"j1"}""");
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        await client.Desktops.RebuildAsync(new() { DesktopIds = ["d1"], ImageId = "i1", ImageType = "gold", DelayMinutes = 0 }, Stop);

        Assert.Equal("""{"desktop_ids":["d1"],"image_type":"gold","image_id":"i1","delay_time":0}""", Assert.Single(stub.Requests).Body);
    }

    // Its answer of success has room for an error.
    [Fact]
    public async Task A_success_that_is_an_error_is_one()
    {
        using WorkspaceClient client = await TestClient.ConnectAsync(StubHandler.Always("""{"job_id":"j1","error_code":"WKS.00010032","error_msg":"denied","error_detail":"it is being migrated"}"""));

        WorkspaceException error = await Assert.ThrowsAsync<WorkspaceException>(() => client.Desktops.RebuildAsync(Minimal(), Stop));

        Assert.Equal("WKS.00010032", error.Code);
        Assert.Contains("it is being migrated", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Values_out_of_their_limits_are_not_sent()
    {
        await RefusedAsync(With(r => r.DelayMinutes = -1), "DelayMinutes -1", "0 to 2147483647 minutes");
        await RefusedAsync(With(r => r.Message = new string('m', 401)), "401", "400");
        await RefusedAsync(With(r => r.ImageId = ""), "ImageId");
        await RefusedAsync(With(r => r.ImageType = null), "ImageType", "gold, private or market");
        await RefusedAsync(With(r => r.EncryptType = DiskEncryption.Encrypted), "KmsKeyId");
        await RefusedAsync(With(r => r.EnterpriseProjectId = new string('e', 37)), "37", "36");
        await RefusedAsync(With(r => r.DesktopIds = null), "DesktopIds", "never mean everything");
    }

    [Fact]
    public async Task The_limits_themselves_are_sent()
    {
        StubHandler stub = StubHandler.Always("""{"job_id":"j1"}""");
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        await client.Desktops.RebuildAsync(
            With(r =>
            {
                r.DelayMinutes = int.MaxValue;
                r.Message = new string('m', 400);
                r.EnterpriseProjectId = new string('e', 36);
                r.ImageId = new string('i', 255);
            }),
            Stop);

        Assert.Single(stub.Requests);
    }

    private static DesktopRebuild Minimal() => new() { DesktopIds = ["d1"], ImageId = "i1", ImageType = "gold" };

    private static DesktopRebuild With(Action<DesktopRebuild> change)
    {
        DesktopRebuild rebuild = Minimal();
        change(rebuild);
        return rebuild;
    }

    private static async Task RefusedAsync(DesktopRebuild rebuild, params string[] named)
    {
        StubHandler stub = StubHandler.InTurn();
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        ArgumentException refused = await Assert.ThrowsAnyAsync<ArgumentException>(() => client.Desktops.RebuildAsync(rebuild, Stop));

        Assert.All(named, word => Assert.Contains(word, refused.Message, StringComparison.Ordinal));
        Assert.Empty(stub.Requests);
    }
}
