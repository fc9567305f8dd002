using System;
using System.Collections.Generic;
using System.Text.Json.Nodes;
using Workspace.Emulator.Http;
using Workspace.Emulator.Images;

namespace Workspace.Emulator.Desktops;

/// <summary>Spells out a desktop as GET /desktops/detail and GET /desktops/{desktop_id} show it.</summary>
internal sealed class DesktopDetails(TenantState state)
{
    // Some 2.5 KB each.
    private const int MostKept = 50_000;

    // Spelling out takes far longer than handing over, and lists are read again and again while nothing happens to a desktop.
    private readonly Dictionary<Desktop, (Look Look, byte[] Spelled)> _kept = [];

    /// <summary>The desktop as JSON, spelled out.</summary>
    public byte[] Spell(Desktop desktop, DateTimeOffset now)
    {
        if (desktop.TaskStatusAt(now).Length > 0)
        {
            return Answer.Spell(ToJson(desktop, now));
        }

        var look = new Look(desktop.Image, desktop.Status, desktop.LoginStatus, desktop.InMaintenanceMode, state.Quirks.UpperCaseNames, state.Quirks.AddressesAsArray, state.Quirks.OmitProcess);
        if (_kept.TryGetValue(desktop, out var kept) && kept.Look == look)
        {
            return kept.Spelled;
        }

        if (_kept.Count >= MostKept)
        {
            _kept.Clear();
        }

        byte[] spelled = Answer.Spell(ToJson(desktop, now));
        _kept[desktop] = (look, spelled);
        return spelled;
    }

    public JsonObject ToJson(Desktop desktop, DateTimeOffset now)
    {
        var traits = new DesktopTraits(state.Options.Seed, desktop.Number);
        string name = DesktopSummary.NameOf(desktop, state.Quirks);
        var json = new JsonObject
        {
            ["desktop_id"] = desktop.Id,
            ["computer_name"] = name,
            ["os_host_name"] = name,
            ["addresses"] = Addresses(desktop, traits),
            ["ip_addresses"] = new JsonArray(desktop.IPAddress),
            ["ipv4"] = desktop.IPAddress,
            ["ipv6"] = string.Empty,
            ["user_list"] = desktop.HasUser ? new JsonArray(desktop.UserName) : [],
            ["user_group_list"] = new JsonArray(),
            ["user_name"] = desktop.UserName,
            ["user_group"] = DesktopSummary.UserGroupOf(desktop),
            ["attach_user_infos"] = DesktopSummary.UsersOf(desktop, traits),
            ["attach_state"] = desktop.HasUser ? "ATTACHED" : "UNATTACH",
            ["desktop_type"] = desktop.Type,
            ["metadata"] = Metadata(desktop),
            ["flavor"] = new JsonObject { ["id"] = Facilities.FlavorId, ["links"] = new JsonArray(new JsonObject { ["rel"] = "self", ["hrel"] = string.Empty }) },
            ["status"] = desktop.Status,
            ["task_status"] = desktop.TaskStatusAt(now),
            ["login_status"] = desktop.LoginStatus,
            ["in_maintenance_mode"] = desktop.InMaintenanceMode,
            ["is_freeze"] = false,
            ["isolated"] = false,
            ["is_support_internet"] = desktop.SupportsInternet,
            ["is_attaching_eip"] = false,
            ["internet_mode"] = desktop.SupportsInternet ? "NAT" : null,
            ["internet_mode_list"] = desktop.SupportsInternet ? new JsonArray("NAT") : [],
            ["created"] = Times.Iso(desktop.Created),
            ["product_id"] = Facilities.ProductId,
            ["product"] = Facilities.Product(desktop.ChargeMode),
            ["root_volume"] = traits.RootVolume(desktop),
            ["data_volumes"] = traits.DataVolumes(desktop),
            ["availability_zone"] = desktop.AvailabilityZone,
            ["site_type"] = "CENTER",
            ["site_name"] = "Center",
            ["os_version"] = desktop.Image.OSVersion,
            ["sid"] = traits.Sid,
            ["ou_name"] = string.Empty,
            ["domain"] = string.Empty,
            ["order_id"] = desktop.ChargeMode == "0" ? traits.OrderId : string.Empty,
            ["subnet_id"] = state.Facilities.SubnetId,
            ["bill_resource_id"] = traits.BillResourceId,
            ["root_resource_id"] = traits.BillResourceId,
            ["enterprise_project_id"] = desktop.EnterpriseProjectId,
            ["share_resource_sku"] = string.Empty,
            ["tags"] = DesktopSummary.TagsOf(desktop.Tags),
            ["hour_package_info"] = null,
        };
        AddProcess(json, desktop, now);
        return json;
    }

    private void AddProcess(JsonObject json, Desktop desktop, DateTimeOffset now)
    {
        int? process = desktop.TaskStatusAt(now) == "rebuilding" ? desktop.Rebuild!.ProcessAt(now) : null;
        if (process is not null || !state.Quirks.OmitProcess)
        {
            json["process"] = process;
        }
    }

    private JsonNode Addresses(Desktop desktop, DesktopTraits traits)
    {
        var addresses = new JsonArray(new JsonObject
        {
            ["addr"] = desktop.IPAddress,
            ["version"] = "4",
            ["OS-EXT-IPS-MAC:mac_addr"] = traits.MacAddress,
            ["OS-EXT-IPS:type"] = "fixed",
        });
        return state.Quirks.AddressesAsArray ? addresses : new JsonObject { [state.Facilities.VpcId] = addresses };
    }

    private static JsonObject Metadata(Desktop desktop) => new()
    {
        ["image_name"] = desktop.Image.Name,
        ["image_cloud_service_type"] = Facilities.CloudServiceType,
        ["image_resource_type"] = "hws.resource.type.workspace.image",
        ["image_spec_code"] = desktop.Image.ProductCode,
        ["image_bill_resource_id"] = string.Empty,
        ["metering.image_id"] = desktop.Image.ImageId,
        ["metering.resourcespeccode"] = Facilities.ProductId,
        ["metering.resourcetype"] = Facilities.ResourceType,
        ["os_bit"] = "64",
        ["os_type"] = desktop.Image.OSType,
        ["desktop_os_version"] = desktop.Image.OSVersion,

        // The wrong way round, as documented: 1 is yearly or monthly here.
        ["charging_mode"] = desktop.ChargeMode == "0" ? "1" : "0",
    };

    /// <summary>What changes of a desktop that nothing is done to.</summary>
    private readonly record struct Look(EmulatedImage Image, string Status, string LoginStatus, bool InMaintenanceMode, bool UpperCaseNames, bool AddressesAsArray, bool OmitProcess);
}
