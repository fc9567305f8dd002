using System;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Desktops;
using Workspace.Emulator;
using Workspace.Serialization;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Economy;

/// <summary>What a list of desktops costs, without a clock: requests, bytes and memory.</summary>
public sealed class ListEconomyTests
{
    private const int Pages = 11;
    private const int Desktops = 5000;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pages_of_500_are_asked_for_once()
    {
        (WorkspaceClient client, ReplayHandler replay) = await ConnectAsync();
        using (client)
        {
            await CountAsync(client);

            Assert.Equal(Pages, replay.Given.Count);
        }
    }

    [Fact]
    public async Task Each_desktop_is_transferred_once_but_for_one_at_each_edge()
    {
        (WorkspaceClient client, ReplayHandler replay) = await ConnectAsync();
        using (client)
        {
            await CountAsync(client);

            Assert.Equal(Desktops + Pages - 1, replay.Given.Sum(page => Given(page).Length));
        }
    }

    [Fact]
    public async Task No_more_bytes_are_read_than_the_desktops_take()
    {
        (WorkspaceClient client, ReplayHandler replay) = await ConnectAsync();
        using (client)
        {
            await CountAsync(client);

            long read = replay.Given.Sum(page => (long)page.Length);
            long own = replay.Given.SelectMany(Given).GroupBy(desktop => desktop.GetProperty("desktop_id").GetString()).Sum(same => (long)Encoding.UTF8.GetByteCount(same.First().GetRawText()));
            Assert.InRange(read / (double)own, 1, 1.01);
        }
    }

    [Fact]
    public async Task Memory_is_that_of_the_desktops_and_no_more()
    {
        (WorkspaceClient client, ReplayHandler replay) = await ConnectAsync();
        using (client)
        {
            // Once for the answers, once for what is made only once.
            await CountAsync(client);
            byte[][] pages = [.. replay.Given];
            await CountAsync(client);
            Read(pages);

            int thread = Environment.CurrentManagedThreadId;
            long begin = GC.GetAllocatedBytesForCurrentThread();
            await CountAsync(client);
            long list = GC.GetAllocatedBytesForCurrentThread() - begin;
            Assert.Equal(thread, Environment.CurrentManagedThreadId);

            begin = GC.GetAllocatedBytesForCurrentThread();
            Read(pages);
            long floor = GC.GetAllocatedBytesForCurrentThread() - begin;
            Assert.InRange(list / (double)floor, 0.95, 1.05);
        }
    }

    private static async Task<(WorkspaceClient Client, ReplayHandler Replay)> ConnectAsync()
    {
        var clock = new ManualClock();
        var tenant = new EmulatedTenant(new EmulatorOptions { Desktops = Desktops }, clock);
        var replay = new ReplayHandler(new EmulatorHandler(tenant));
        WorkspaceClient client = await Emulated.ConnectAsync(tenant, clock, options => options.Handler = replay);
        replay.Given.Clear();
        return (client, replay);
    }

    private static JsonElement[] Given(byte[] page) => [.. JsonDocument.Parse(page).RootElement.GetProperty("desktops").EnumerateArray()];

    private static void Read(byte[][] pages)
    {
        foreach (byte[] page in pages)
        {
            JsonSerializer.Deserialize(page, WorkspaceJson.Default.DesktopPage);
        }
    }

    private static async Task CountAsync(WorkspaceClient client)
    {
        int count = 0;
        await foreach (Desktop _ in client.Desktops.List().WithCancellation(Stop))
        {
            count++;
        }

        Assert.Equal(Desktops, count);
    }
}
