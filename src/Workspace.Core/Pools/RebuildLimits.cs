using System;
using Workspace.Http;

namespace Workspace.Pools;

/// <summary>What the rebuilds of pools and of single desktops have in common.</summary>
internal static class RebuildLimits
{
    private const int MaxMessageLength = 400;

    /// <summary>Refuses what the service would refuse.</summary>
    public static void Check(string? imageId, int? delayMinutes, int maxDelayMinutes, string? message, DiskEncryption? encryptType, string? kmsKeyId)
    {
        ResourceId.Check(imageId, "ImageId");
        if (delayMinutes < 0 || delayMinutes > maxDelayMinutes)
        {
            throw new ArgumentException($"DelayMinutes {delayMinutes} is outside the limits of 0 to {maxDelayMinutes} minutes.");
        }

        if (message?.Length > MaxMessageLength)
        {
            throw new ArgumentException($"Message has {message.Length} characters; the limit is {MaxMessageLength}.");
        }

        if (encryptType == DiskEncryption.Encrypted && string.IsNullOrEmpty(kmsKeyId))
        {
            throw new ArgumentException("EncryptType Encrypted needs the key that encrypts: give KmsKeyId.");
        }
    }
}
