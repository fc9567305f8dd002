using System.Text.Json.Nodes;

namespace Workspace.Emulator.Desktops;

/// <summary>What all desktops and pools of the tenant have in common: network and product.</summary>
internal sealed class Facilities
{
    public const string ProductId = "workspace.x86.ultimate.large2";
    public const string FlavorId = "kc1.large.2";
    public const string CloudServiceType = "hws.service.type.vdi";
    public const string ResourceType = "hws.resource.type.workspace.desktop";
    public const string VolumeType = "SSD";
    public const int RootVolumeSize = 80;

    private readonly string _securityGroupId;

    public Facilities(int seed)
    {
        var random = new SeededRandom(seed, "facilities");
        VpcId = random.Id();
        SubnetId = random.Id();
        _securityGroupId = random.Id();
    }

    public string VpcId { get; }

    public string SubnetId { get; }

    public JsonArray SecurityGroups() => new(new JsonObject { ["id"] = _securityGroupId, ["name"] = "WorkspaceUserSecurityGroup" });

    public static JsonObject Product(string chargeMode) => new()
    {
        ["product_id"] = ProductId,
        ["flavor_id"] = FlavorId,
        ["type"] = "BASE",
        ["cpu"] = "2",
        ["memory"] = "4096",
        ["descriptions"] = "2 vCPUs | 4 GB",
        ["charge_mode"] = chargeMode,
        ["architecture"] = "x86",
        ["is_gpu"] = false,
        ["package_type"] = "ultimate",
        ["system_disk_type"] = VolumeType,
        ["system_disk_size"] = "80",
        ["contain_data_disk"] = false,
        ["resource_type"] = ResourceType,
        ["cloud_service_type"] = CloudServiceType,
        ["volume_product_type"] = "workspace",
        ["status"] = "normal",
    };
}
