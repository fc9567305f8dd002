using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using Workspace.Emulator.Faults;
using Workspace.Emulator.Http;

namespace Workspace.Emulator.Desktops;

/// <summary>Spells out a desktop as the light list, GET /desktops, shows it.</summary>
internal sealed class DesktopSummary(TenantState state)
{
    public JsonObject ToJson(Desktop desktop, DateTimeOffset now)
    {
        var traits = new DesktopTraits(state.Options.Seed, desktop.Number);
        string name = NameOf(desktop, state.Quirks);
        return new JsonObject
        {
            ["domain_id"] = state.DomainId,
            ["project_id"] = state.ProjectId,
            ["desktop_id"] = desktop.Id,
            ["computer_name"] = name,
            ["os_host_name"] = name,
            ["created"] = Times.Plain(desktop.Created),
            ["ip_address"] = desktop.IPAddress,
            ["user_name"] = desktop.UserName,
            ["attach_user_infos"] = UsersOf(desktop, traits),
            ["user_group"] = UserGroupOf(desktop),
            ["sid"] = traits.Sid,
            ["ou_name"] = string.Empty,
            ["enterprise_project_id"] = desktop.EnterpriseProjectId,
            ["tags"] = TagsOf(desktop.Tags),
            ["in_maintenance_mode"] = desktop.InMaintenanceMode,
            ["share_resource_sku"] = string.Empty,
            ["desktop_type"] = desktop.Type,
            ["desktop_detail_type"] = desktop.Type,
            ["subnet_id"] = state.Facilities.SubnetId,
            ["bill_resource_id"] = traits.BillResourceId,
            ["status"] = desktop.Status,
            ["task_status"] = desktop.TaskStatusAt(now),
            ["availability_zone"] = desktop.AvailabilityZone,
            ["connect_status"] = desktop.LoginStatus,
            ["pool_id"] = desktop.Pool?.Id,
        };
    }

    public static string NameOf(Desktop desktop, Quirks quirks) => quirks.UpperCaseNames ? desktop.Name.ToUpperInvariant() : desktop.Name;

    public static string UserGroupOf(Desktop desktop) => !desktop.HasUser ? string.Empty
        : desktop.Image.OSType == "Linux" ? "default"
        : "users";

    public static JsonArray UsersOf(Desktop desktop, DesktopTraits traits) => !desktop.HasUser ? [] : new(new JsonObject
    {
        ["user_id"] = traits.UserId,
        ["user_name"] = desktop.UserName,
        ["user_group"] = UserGroupOf(desktop),
        ["domain"] = string.Empty,
        ["type"] = "USER",
    });

    public static JsonArray TagsOf(IReadOnlyList<KeyValuePair<string, string>> tags) =>
        new([.. tags.Select(t => new JsonObject { ["key"] = t.Key, ["value"] = t.Value })]);
}
