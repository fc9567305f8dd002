using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Desktops;
using Workspace.Images;
using Workspace.Jobs;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Jobs;

/// <summary>A wait ends with its own time although the service does not respond, and polls once more at its end.</summary>
public sealed class SilentServiceTests
{
    // Of the wait, 50 milliseconds are left when the request is sent that gets no response.
    private static readonly TimeSpan _left = TimeSpan.FromMilliseconds(50);

    private readonly ManualClock _clock = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Job_is_read_again_when_the_time_is_up()
    {
        const string Running = """{"status":"RUNNING","sub_jobs_total":1,"sub_jobs":[{"id":"s1","status":"RUNNING"}]}""";
        StubHandler stub = SilentOnSecond(Running, Running);
        using WorkspaceClient client = await ConnectAsync(stub);

        JobUpdate last = await client.Jobs.WatchAsync([new("j1")], new() { Timeout = TimeSpan.FromSeconds(2) + _left }, Stop).LastAsync(Stop).AsTask().InTime();

        Assert.Equal((WorkspaceException.Timeout, "Running"), (last.Error?.Code, last.Job?.Status));
        Assert.Equal(3, stub.Requests.Count);
    }

    [Fact]
    public async Task Image_is_searched_again_when_the_time_is_up()
    {
        StubHandler stub = SilentOnSecond("""{"images":[],"total_count":0}""", """{"images":[{"id":"i1","name":"new"}],"total_count":1}""");
        using WorkspaceClient client = await ConnectAsync(stub);

        Image? image = await client.Images.WaitForAsync("new", [], TimeSpan.FromSeconds(2) + _left, Stop).InTime();

        Assert.Equal("i1", image?.ImageId);
        Assert.Equal(3, stub.Requests.Count);
    }

    [Fact]
    public async Task Desktop_is_read_again_when_the_time_is_up()
    {
        const string Active = """{"desktop":{"desktop_id":"d1","computer_name":"PC-1","status":"ACTIVE"}}""";
        StubHandler stub = SilentOnSecond(Active, Active);
        using WorkspaceClient client = await ConnectAsync(stub);

        DesktopUpdate last = await client.Desktops.WatchAsync(["d1"], PowerAction.Stop, TimeSpan.FromSeconds(20) + _left, Stop).LastAsync(Stop).AsTask().InTime();

        Assert.Equal((WorkspaceException.Timeout, "ACTIVE"), (last.Error?.Code, last.Desktop?.Status));
        Assert.Equal(3, stub.Requests.Count);
    }

    private static StubHandler SilentOnSecond(string first, string third)
    {
        int requests = 0;
        return new(async (_, token) =>
        {
            int number = Interlocked.Increment(ref requests);
            if (number == 2)
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, token);
            }

            return StubAnswer.Ok(number == 1 ? first : third);
        });
    }

    private Task<WorkspaceClient> ConnectAsync(StubHandler stub) => TestClient.ConnectAsync(stub, options =>
    {
        options.Clock = _clock;
        options.Timeout = TimeSpan.FromMinutes(10);
    });
}
