using System;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Http;

/// <summary>How long the service asks to wait.</summary>
public sealed class RetryAfterTests
{
    private readonly ManualClock _clock = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    // The test's clock stands at 2026-01-01 00:00:00.
    [Theory]
    [InlineData(503, "7", null, 7)]
    [InlineData(429, "7", null, 7)]
    [InlineData(429, "90", null, 90)]
    [InlineData(503, "Thu, 01 Jan 2026 00:00:11 GMT", null, 11)]
    [InlineData(429, "Thu, 01 Jan 2026 00:00:11 GMT", null, 11)]
    [InlineData(503, "Mon, 02 Mar 2037 06:00:09 GMT", "Mon, 02 Mar 2037 06:00:00 GMT", 9)]
    [InlineData(503, "0", null, 0.5)]
    [InlineData(503, "Thu, 01 Jan 2015 00:00:00 GMT", null, 0.5)]
    public async Task It_is_honoured_as_seconds_and_as_a_date_of_the_services_clock(int status, string after, string? date, double expected)
    {
        StubAnswer refusal = StubAnswer.Empty((HttpStatusCode)status).With("Retry-After", after);
        refusal = date is null ? refusal : refusal.With("Date", date);
        using WorkspaceClient client = await ConnectAsync(StubHandler.InTurn(refusal, StubAnswer.Ok("{}")));

        await client.Desktops.GetSysprepAsync("d1", Stop);

        Assert.Equal([expected], _clock.Delays.Select(d => d.TotalSeconds));
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task A_wait_beyond_the_deadline_is_not_begun(int status)
    {
        StubHandler stub = StubHandler.Always(StubAnswer.Empty((HttpStatusCode)status).With("Retry-After", "300"));
        using WorkspaceClient client = await ConnectAsync(stub);

        WorkspaceException error = await Assert.ThrowsAsync<WorkspaceException>(() => client.Desktops.GetSysprepAsync("d1", Stop));

        Assert.Equal(TimeSpan.FromSeconds(300), error.RetryAfter);
        Assert.Single(stub.Requests);
        Assert.Empty(_clock.Delays);
    }

    private Task<WorkspaceClient> ConnectAsync(StubHandler stub) => TestClient.ConnectAsync(stub, options =>
    {
        options.Clock = _clock;
        options.Retry = new() { MaximumRetryCount = 1 };
        options.Random = () => 0.5;
    });
}
