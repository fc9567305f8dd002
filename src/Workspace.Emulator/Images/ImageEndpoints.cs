using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using Workspace.Emulator.Desktops;
using Workspace.Emulator.Http;

namespace Workspace.Emulator.Images;

/// <summary>GET /images.</summary>
internal sealed class ImageEndpoints(TenantState state) : IEndpoints
{
    private static readonly PageLimits _pages = new(100, 100, 5000);

    public IEnumerable<Route> Routes => [new("GET", "/v2/{project_id}/images", List)];

    private Answer List(Call call)
    {
        string? osType = call.Query.Text("os_type");
        string? type = call.Query.Word("image_type", "gold", "private");
        string? platform = call.Query.Text("platform");
        string? architecture = call.Query.Word("architecture", "arm", "x86");
        string? id = call.Query.Text("image_id");
        return Page.Of("images", call, _pages, InOrder(call.Query), Matches, ToJson);

        bool Matches(EmulatedImage image) =>
            (osType is null || DesktopFilter.Same(image.OSType, osType))
            && (type is null || image.Type == type)
            && (platform is null || DesktopFilter.Contains(image.OSVersion, platform))
            && (architecture is null || image.Architecture == architecture)
            && (id is null || DesktopFilter.Same(image.ImageId, id));
    }

    private IEnumerable<EmulatedImage> InOrder(QueryReader query)
    {
        string field = query.Word("sort_field", "name", "created_at") ?? "name";
        string type = query.Word("sort_type", "asc", "desc") ?? "asc";
        IEnumerable<EmulatedImage> sorted = field == "name"
            ? state.Images.OrderBy(i => i.Name, StringComparer.Ordinal)
            : state.Images.OrderBy(i => i.CreatedAt);
        return type == "desc" ? sorted.Reverse() : sorted;
    }

    private static JsonObject ToJson(EmulatedImage image) => new()
    {
        ["id"] = image.ImageId,
        ["image_type"] = image.Type,
        ["os_type"] = image.OSType,
        ["architecture"] = image.Architecture,
        ["os_version"] = image.OSVersion,
        ["disk_format"] = image.DiskFormat,
        ["name"] = image.Name,
        ["min_ram"] = image.MinRam,
        ["min_disk"] = image.MinDisk,
        ["product_code"] = image.ProductCode,
        ["created_at"] = Times.Iso(image.CreatedAt),
        ["kms_id"] = string.Empty,
    };
}
