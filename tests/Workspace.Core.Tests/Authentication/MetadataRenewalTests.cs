using System;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Authentication;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Authentication;

/// <summary>Temporary keys of the metadata service end after hours; a connection outlives them.</summary>
public sealed class MetadataRenewalTests : IDisposable
{
    private readonly Places _places = new();
    private readonly MetadataStub _metadata;
    private readonly StubHandler _service = StubHandler.Always("""{"total_count":0,"desktops":[]}""");

    public MetadataRenewalTests()
    {
        _metadata = new MetadataStub(_places.Clock);
        _places.Metadata = _metadata.Handler;
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _places.Dispose();

    [Fact]
    public async Task Requests_are_signed_with_the_temporary_key_and_carry_its_token()
    {
        using WorkspaceClient client = await ConnectAsync();

        await client.Desktops.ListSummaries().CountAsync(Stop);

        RecordedRequest sent = Assert.Single(_service.Requests);
        Assert.StartsWith("SDK-HMAC-SHA256 Access=METADATA-1,", sent.Header("Authorization"), StringComparison.Ordinal);
        Assert.Equal("metadata-token-1", sent.Header("X-Security-Token"));
    }

    [Theory]
    [InlineData(41, 1)]
    [InlineData(39, 2)]
    [InlineData(-60, 2)]
    public async Task A_key_is_renewed_with_forty_minutes_left(int minutesLeft, int key)
    {
        using WorkspaceClient client = await ConnectAsync();

        _places.Clock.Advance(_metadata.KeyLife - TimeSpan.FromMinutes(minutesLeft));
        await client.Desktops.ListSummaries().CountAsync(Stop);
        await client.Desktops.ListSummaries().CountAsync(Stop);

        Assert.All(_service.Requests, request => Assert.Equal($"metadata-token-{key}", request.Header("X-Security-Token")));
        Assert.Equal($"temporary access key METADATA-{key}", client.Credential.Identity);
        Assert.Equal(key, _metadata.KeyRequests.Length);
        Assert.Single(_metadata.TokenRequests);
    }

    [Fact]
    public async Task Parallel_requests_share_one_renewal()
    {
        using WorkspaceClient client = await ConnectAsync();
        _places.Clock.Advance(_metadata.KeyLife);

        await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Task.Run(() => client.Desktops.ListSummaries().CountAsync(Stop).AsTask(), Stop)));

        Assert.Equal(2, _metadata.KeyRequests.Length);
        Assert.Equal(40, _service.Requests.Count);
        Assert.All(_service.Requests, request => Assert.Equal("metadata-token-2", request.Header("X-Security-Token")));
    }

    [Fact]
    public async Task A_failed_renewal_keeps_the_old_key_while_it_is_valid_and_is_tried_again()
    {
        using WorkspaceClient client = await ConnectAsync();
        _metadata.Answer = _ => StubAnswer.Empty(HttpStatusCode.InternalServerError);

        _places.Clock.Advance(_metadata.KeyLife - TimeSpan.FromMinutes(1));
        await client.Desktops.ListSummaries().CountAsync(Stop);
        Assert.Equal("metadata-token-1", _service.Requests[0].Header("X-Security-Token"));

        _metadata.Answer = null;
        await client.Desktops.ListSummaries().CountAsync(Stop);
        Assert.Equal("metadata-token-1", _service.Requests[1].Header("X-Security-Token"));
        Assert.Equal(2, _metadata.KeyRequests.Length);

        _places.Clock.Advance(TimeSpan.FromSeconds(5));
        await client.Desktops.ListSummaries().CountAsync(Stop);
        Assert.Equal("metadata-token-2", _service.Requests[2].Header("X-Security-Token"));
    }

    [Fact]
    public async Task A_renewal_that_hangs_delays_no_request_while_the_key_is_valid()
    {
        var hang = new TaskCompletionSource();
        int asked = 0;
        using var held = new HeldHandler(_metadata.Handler, request => request.Method == HttpMethod.Get && ++asked > 1 ? hang.Task : Task.CompletedTask);
        _places.Metadata = held;
        using WorkspaceClient client = await ConnectAsync();

        _places.Clock.Advance(_metadata.KeyLife - TimeSpan.FromMinutes(1));
        for (int i = 0; i < 3; i++)
        {
            await client.Desktops.ListSummaries().CountAsync(Stop).AsTask().WaitAsync(TimeSpan.FromSeconds(20), Stop);
        }

        Assert.All(_service.Requests, request => Assert.Equal("metadata-token-1", request.Header("X-Security-Token")));
        Assert.Equal(2, asked);

        _places.Clock.Advance(TimeSpan.FromMinutes(1));
        ValueTask<int> call = client.Desktops.ListSummaries().CountAsync(Stop);
        hang.SetResult();
        await call;
        Assert.Equal("metadata-token-2", _service.Requests[3].Header("X-Security-Token"));
        Assert.Equal(2, _metadata.KeyRequests.Length);
    }

    [Fact]
    public async Task An_expired_key_that_cannot_be_renewed_is_not_sent()
    {
        using WorkspaceClient client = await ConnectAsync();
        _metadata.Answer = _ => StubAnswer.Empty(HttpStatusCode.InternalServerError);
        _places.Clock.Advance(_metadata.KeyLife);

        WorkspaceException failure = await Assert.ThrowsAsync<WorkspaceException>(() => client.Desktops.ListSummaries().CountAsync(Stop).AsTask());

        Assert.Equal("WsNoMetadataKey", failure.Code);
        Assert.Contains("HTTP 500", failure.Message, StringComparison.Ordinal);
        Assert.Empty(_service.Requests);
    }

    [Fact]
    public async Task A_key_without_an_end_is_kept()
    {
        _metadata.Answer = _ => StubAnswer.Ok("""{"credential":{"access":"FOREVER","secret":"s","securitytoken":"t"}}""");
        using WorkspaceClient client = await ConnectAsync();

        _places.Clock.Advance(TimeSpan.FromDays(2));
        await client.Desktops.ListSummaries().CountAsync(Stop);

        Assert.Single(_metadata.KeyRequests);
    }

    [Fact]
    public async Task Closing_wipes_every_key_that_there_was()
    {
        var credential = (MetadataCredential)(await _places.FindAsync()).Credential;
        AccessKeyCredential first = await credential.GetKeyAsync(Stop);
        _places.Clock.Advance(_metadata.KeyLife);
        AccessKeyCredential second = await credential.GetKeyAsync(Stop);
        Assert.Equal("metadata-secret-1", first.SecretKey.Use(System.Text.Encoding.UTF8.GetString));

        credential.Dispose();

        Assert.All([first.SecretKey, first.SecurityToken!, second.SecretKey, second.SecurityToken!], secret => Assert.Throws<ObjectDisposedException>(secret.Reveal));
    }

    private async Task<WorkspaceClient> ConnectAsync()
    {
        FoundCredential found = await _places.FindAsync();
        return await TestClient.ConnectAsync(_service, options => (options.Credential, options.Clock) = (found.Credential, _places.Clock));
    }
}
