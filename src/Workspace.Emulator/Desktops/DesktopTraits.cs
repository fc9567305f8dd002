using System.Globalization;
using System.Text.Json.Nodes;
using Workspace.Emulator.Http;

namespace Workspace.Emulator.Desktops;

/// <summary>What only a desktop's page shows: derived from the seed when asked for, so that 100,000 desktops stay small.</summary>
internal sealed class DesktopTraits
{
    private readonly SeededRandom _volumes;

    public DesktopTraits(int seed, int number)
    {
        _volumes = new SeededRandom(seed, "volumes", number);
        var random = new SeededRandom(seed, "traits", number);
        Sid = string.Format(CultureInfo.InvariantCulture, "S-1-5-21-{0}-{1}-{2}-{3}", random.Below(int.MaxValue), random.Below(int.MaxValue), random.Below(int.MaxValue), 1000 + number);
        MacAddress = $"fa:16:3e:{random.Hex(2)}:{random.Hex(2)}:{random.Hex(2)}";
        UserId = random.Id();
        BillResourceId = random.Id();
        OrderId = "CS" + random.Text(16, "0123456789");
    }

    public string Sid { get; }

    public string MacAddress { get; }

    public string UserId { get; }

    public string BillResourceId { get; }

    public string OrderId { get; }

    public JsonObject RootVolume(Desktop desktop) => Volume(desktop, "/dev/sda", Facilities.RootVolumeSize);

    // Not in the order of their devices: the real service does not sort them.
    public JsonArray DataVolumes(Desktop desktop) => desktop.Pool is { IsDynamic: false }
        ? new(Volume(desktop, "/dev/sdc", 50), Volume(desktop, "/dev/sdb", 100))
        : [];

    private JsonObject Volume(Desktop desktop, string device, int size) => new()
    {
        ["type"] = Facilities.VolumeType,
        ["size"] = size,
        ["iops"] = 0,
        ["throughput"] = 0,
        ["device"] = device,
        ["id"] = _volumes.Id(),
        ["volume_id"] = _volumes.Id(),
        ["bill_resource_id"] = _volumes.Id(),
        ["desktop_pool_disk_id"] = string.Empty,
        ["create_time"] = Times.Iso(desktop.Created),
        ["display_name"] = $"{desktop.Name}-{device.Substring(5)}",
        ["resource_spec_code"] = "workspace.volume.ssd",
        ["kms_id"] = string.Empty,
    };
}
