namespace Workspace.Pools;

/// <summary>How rebuilt system disks are encrypted (encrypt_type).</summary>
public enum DiskEncryption
{
    /// <summary>As they are (KEEP), the service's default.</summary>
    Keep,

    /// <summary>Not (UNENCRYPTED).</summary>
    Unencrypted,

    /// <summary>With a key (ENCRYPTED).</summary>
    Encrypted,
}
