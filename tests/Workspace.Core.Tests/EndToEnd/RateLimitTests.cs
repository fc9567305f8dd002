using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Emulator;
using Workspace.Emulator.Faults;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.EndToEnd;

/// <summary>A crowd of requests against the emulated gateway's own limit.</summary>
public sealed class RateLimitTests
{
    private readonly CrowdClock _clock = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(10, false, 64, 54)]
    [InlineData(1, false, 64, 63)]
    [InlineData(50, false, 64, 14)]
    [InlineData(30, true, 64, 34)]
    [InlineData(10, false, 16, 16)]
    [InlineData(200, false, 16, 0)]
    public async Task Every_one_of_many_reads_succeeds_and_few_are_refused(int limit, bool perMinute, int atOnce, int refused)
    {
        var quirks = new Quirks();
        var tenant = new EmulatedTenant(new() { Quirks = quirks }, _clock);
        tenant.Faults.Add(new Fault { Path = "/desktops/detail", Times = null, Effect = FaultEffect.Delay(TimeSpan.FromMilliseconds(50)) });
        using WorkspaceClient client = await Emulated.ConnectAsync(tenant, _clock, options => options.ThrottleLimit = atOnce);
        await client.GetTenantAsync(Stop);
        quirks.RequestLimitPerMinute = perMinute;
        quirks.RequestLimit = limit;

        await _clock.RunAsync(Enumerable.Range(0, atOnce).Select(_ => (Func<Task>)(async () =>
        {
            for (int i = 0; i < 64 / atOnce; i++)
            {
                Assert.Equal(24, await client.Desktops.List().CountAsync(Stop));
            }
        })));

        EmulatorRequest[] lists = [.. tenant.Requests.Where(r => r.Path.EndsWith("/desktops/detail", StringComparison.Ordinal))];
        Assert.Equal(64, lists.Count(r => r.Status == 200));

        // Those under way when the first was refused, and a few when the speed is raised on trial.
        Assert.InRange(lists.Count(r => r.Status == 429), refused, refused + 5);
    }
}
