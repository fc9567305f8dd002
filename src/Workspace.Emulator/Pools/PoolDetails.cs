using System;
using System.Linq;
using System.Text.Json.Nodes;
using Workspace.Emulator.Desktops;
using Workspace.Emulator.Http;

namespace Workspace.Emulator.Pools;

/// <summary>Spells out a pool; lists and single pools look the same.</summary>
internal sealed class PoolDetails(TenantState state)
{
    public JsonObject ToJson(Pool pool, DateTimeOffset now) => new()
    {
        ["id"] = pool.Id,
        ["name"] = pool.Name,
        ["type"] = pool.Type,
        ["description"] = string.Empty,
        ["created_time"] = Times.Iso(pool.Created),
        ["charging_mode"] = pool.ChargeMode,
        ["desktop_count"] = pool.Desktops.Count,
        ["desktop_used"] = pool.Desktops.Count(d => d.HasUser),
        ["availability_zone"] = pool.AvailabilityZone,
        ["subnet_id"] = state.Facilities.SubnetId,
        ["subnet_ids"] = new JsonArray(state.Facilities.SubnetId),
        ["vpc_id"] = state.Facilities.VpcId,
        ["product"] = Facilities.Product(pool.ChargeMode),
        ["image_id"] = pool.Image.ImageId,
        ["image_name"] = pool.Image.Name,
        ["image_os_type"] = pool.Image.OSType,
        ["image_os_version"] = pool.Image.OSVersion,
        ["image_os_platform"] = pool.Image.OSType,
        ["image_product_code"] = pool.Image.ProductCode,
        ["image_cloud_service_type"] = Facilities.CloudServiceType,
        ["image_resource_type"] = "hws.resource.type.workspace.image",
        ["root_volume"] = Volume(pool, "root-volume", Facilities.RootVolumeSize),
        ["data_volumes"] = pool.IsDynamic ? [] : new JsonArray(Volume(pool, "volume-1", 100), Volume(pool, "volume-2", 50)),
        ["security_groups"] = state.Facilities.SecurityGroups(),
        ["disconnected_retention_period"] = pool.IsDynamic ? 30 : 0,
        ["enable_autoscale"] = false,
        ["autoscale_policy"] = new JsonObject
        {
            ["autoscale_type"] = "ACCESS_CREATED",
            ["max_auto_created"] = 0,
            ["min_idle"] = 0,
            ["once_auto_created"] = 0,
            ["min_retention"] = 0,
            ["idle_retention_duration"] = 0,
            ["auto_isolation_enable"] = false,
            ["auto_isolation_max_num"] = 0,
        },
        ["user_reset_policy"] = new JsonObject { ["enable"] = false, ["reset_count_per_day"] = 0 },
        ["status"] = pool.StatusAt(now),
        ["enterprise_project_id"] = pool.EnterpriseProjectId,
        ["in_maintenance_mode"] = false,
        ["desktop_name_policy_id"] = string.Empty,
        ["tags"] = DesktopSummary.TagsOf(pool.Tags),
        ["ou_name"] = string.Empty,
        ["domain"] = string.Empty,
        ["isolation_num"] = 0,
    };

    private JsonObject Volume(Pool pool, string purpose, int size) => new()
    {
        ["id"] = new SeededRandom(state.Options.Seed, pool.Id + purpose).Id(),
        ["type"] = Facilities.VolumeType,
        ["size"] = size,
        ["iops"] = 0,
        ["throughput"] = 0,
        ["resource_spec_code"] = "workspace.volume.ssd",
        ["kms_id"] = string.Empty,
    };
}
