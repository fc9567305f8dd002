using System;

namespace Workspace.Emulator.Images;

/// <summary>An image of an emulated tenant. Images never change.</summary>
/// <param name="ImageId">The image's identifier.</param>
/// <param name="Name">Its name.</param>
/// <param name="Type">gold (public) or private.</param>
/// <param name="OSType">Linux, Windows or Other.</param>
/// <param name="OSVersion">The operating system and its version.</param>
/// <param name="Architecture">arm or x86.</param>
/// <param name="DiskFormat">vhd, raw, qcow2 or zvhd2.</param>
/// <param name="MinRam">The least memory it runs with, in MB; 0 for no limit.</param>
/// <param name="MinDisk">The least disk it runs with, in GB.</param>
/// <param name="ProductCode">The code under which it is billed; empty when it is free.</param>
/// <param name="CreatedAt">When it appeared.</param>
public sealed record EmulatedImage(
    string ImageId,
    string Name,
    string Type,
    string OSType,
    string OSVersion,
    string Architecture,
    string DiskFormat,
    int MinRam,
    int MinDisk,
    string ProductCode,
    DateTimeOffset CreatedAt);
