using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Images;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Images;

/// <summary>Waiting for the image of a capture, which nothing names but its name.</summary>
public sealed class ImageWaitTests
{
    private const string Old = """{"id":"old","name":"win11"}""";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_image_that_was_not_there_before_is_the_one()
    {
        var clock = new ManualClock();
        int asked = 0;
        StubHandler stub = StubHandler.By(_ => StubAnswer.Ok(++asked < 3
            ? $$"""{"total_count":1,"images":[{{Old}}]}"""
            : $$"""{"total_count":2,"images":[{{Old}},{"id":"new","name":"win11"}]}"""));
        using WorkspaceClient client = await TestClient.ConnectAsync(stub, options => options.Clock = clock);

        Image? image = await client.Images.WaitForAsync("win11", ["old"], TimeSpan.FromMinutes(10), Stop);

        Assert.Equal("new", image?.ImageId);
        Assert.Equal([2, 3], clock.Delays.Select(d => d.TotalSeconds));
    }

    [Fact]
    public async Task An_image_that_does_not_come_in_time_is_none()
    {
        var clock = new ManualClock();
        StubHandler stub = StubHandler.Always($$"""{"total_count":1,"images":[{{Old}}]}""");
        using WorkspaceClient client = await TestClient.ConnectAsync(stub, options => options.Clock = clock);

        Assert.Null(await client.Images.WaitForAsync("win11", ["old"], TimeSpan.FromSeconds(6), Stop));

        Assert.Equal([2, 3, 1], clock.Delays.Select(d => d.TotalSeconds));
        Assert.Equal(4, stub.Requests.Count);
    }

    [Fact]
    public async Task Cancelling_ends_the_wait()
    {
        using var user = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var clock = new ManualClock { OnDelay = user.Cancel };
        StubHandler stub = StubHandler.Always("""{"total_count":0,"images":[]}""");
        using WorkspaceClient client = await TestClient.ConnectAsync(stub, options => options.Clock = clock);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.Images.WaitForAsync("win11", [], TimeSpan.FromMinutes(10), user.Token));

        Assert.Single(stub.Requests);
    }
}
