namespace Workspace.Desktops;

/// <summary>A package of hours that a desktop is billed by.</summary>
public sealed class HourPackage
{
    /// <summary>The root order's id.</summary>
    public string? RootOrderId { get; set; }

    /// <summary>The package's resource id.</summary>
    public string? PackageResourceId { get; set; }

    /// <summary>The package's instance id.</summary>
    public string? PackageInstanceId { get; set; }

    /// <summary>The package's code.</summary>
    public string? PackageSpecCode { get; set; }

    /// <summary>The combined product's code.</summary>
    public string? CombinedProductTypeCode { get; set; }

    /// <summary>What happens when the hours are used up: SHUTDOWN_OR_HIBERNATE or PAY_PER_USE.</summary>
    public string? UseUpPolicy { get; set; }

    /// <summary>The hours of the package.</summary>
    public double? PackageDuration { get; set; }

    /// <summary>The hours used.</summary>
    public double? UseDuration { get; set; }

    /// <inheritdoc/>
    public override string ToString() => $"{UseDuration} of {PackageDuration} hours";
}
