using Workspace.Http;

namespace Workspace.Images;

/// <summary>Which images to list. The service has no filter by name.</summary>
public sealed class ImageFilter
{
    /// <summary>gold or private.</summary>
    public string? Type { get; set; }

    /// <summary>Windows, Linux or Other.</summary>
    public string? OSType { get; set; }

    /// <summary>The operating system's platform.</summary>
    public string? Platform { get; set; }

    /// <summary>arm or x86.</summary>
    public string? Architecture { get; set; }

    /// <summary>The package that an image is for.</summary>
    public string? PackageType { get; set; }

    /// <summary>The image's id.</summary>
    public string? ImageId { get; set; }

    /// <summary>name or created_at.</summary>
    public string? SortField { get; set; }

    /// <summary>asc or desc; lower case here, unlike for desktops.</summary>
    public string? SortType { get; set; }

    internal Query ToQuery() => new Query()
        .Add("os_type", OSType)
        .Add("image_type", Type)
        .Add("platform", Platform)
        .Add("architecture", Architecture)
        .Add("package_type", PackageType)
        .Add("image_id", ResourceId.CheckFilter(ImageId, nameof(ImageId)))
        .Add("sort_field", SortField)
        .Add("sort_type", SortType);
}
