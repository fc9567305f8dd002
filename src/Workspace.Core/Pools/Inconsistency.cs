namespace Workspace.Pools;

/// <summary>In what a desktop can differ from its pool.</summary>
public enum Inconsistency
{
    /// <summary>Another image (IMAGE_ID).</summary>
    Image,

    /// <summary>Another product (PRODUCT_ID).</summary>
    Product,

    /// <summary>Another number of disks (DISK_NUM).</summary>
    DiskCount,

    /// <summary>Disks of another size (DISK_SIZE).</summary>
    DiskSize,
}
