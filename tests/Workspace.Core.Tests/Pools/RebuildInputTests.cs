using System;
using System.Linq;
using System.Threading.Tasks;
using Workspace.Pools;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Pools;

/// <summary>Input that the service would refuse is refused before anything is sent, with the value and its limit.</summary>
public sealed class RebuildInputTests
{
    [Theory]
    [InlineData(-1)]
    [InlineData(16)]
    [InlineData(int.MaxValue)]
    public async Task A_delay_outside_0_to_15_minutes(int minutes) =>
        await RefusedAsync(new() { ImageId = "i1", DelayMinutes = minutes }, $"DelayMinutes {minutes}", "0 to 15 minutes");

    [Fact]
    public async Task A_message_over_400_characters() =>
        await RefusedAsync(new() { ImageId = "i1", Message = new string('m', 401) }, "Message", "401", "400");

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task Encryption_without_its_key(string? key) =>
        await RefusedAsync(new() { ImageId = "i1", EncryptType = DiskEncryption.Encrypted, KmsKeyId = key }, "Encrypted", "KmsKeyId");

    [Fact]
    public async Task A_missing_image() => await RefusedAsync(new(), "ImageId");

    [Fact]
    public async Task An_empty_list_of_desktops() => await RefusedAsync(new() { ImageId = "i1", DesktopIds = [] }, "DesktopIds", "never mean the whole pool");

    [Fact]
    public async Task More_than_100_desktops() =>
        await RefusedAsync(new() { ImageId = "i1", DesktopIds = [.. Enumerable.Range(0, 101).Select(i => $"d{i}")] }, "DesktopIds has 101 ids", "100 at most");

    [Fact]
    public void The_limits_themselves_are_taken()
    {
        new PoolRebuild { ImageId = new string('i', 255), DelayMinutes = 0, Message = new string('m', 400), EncryptType = DiskEncryption.Encrypted, KmsKeyId = "k" }.Validate();
        new PoolRebuild { ImageId = "i", DelayMinutes = 15, Message = "", EncryptType = DiskEncryption.Keep, DesktopIds = [.. Enumerable.Repeat(new string('d', 255), 100)] }.Validate();
    }

    private static async Task RefusedAsync(PoolRebuild rebuild, params string[] named)
    {
        StubHandler stub = StubHandler.InTurn();
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        ArgumentException refused = await Assert.ThrowsAnyAsync<ArgumentException>(() => client.Pools.RebuildAsync("p1", rebuild, TestContext.Current.CancellationToken));

        Assert.All(named, word => Assert.Contains(word, refused.Message, StringComparison.Ordinal));
        Assert.Empty(stub.Requests);
    }
}
