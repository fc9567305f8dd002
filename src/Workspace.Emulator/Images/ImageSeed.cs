using System.Collections.Generic;

namespace Workspace.Emulator.Images;

/// <summary>Makes the tenant's images. All desktops start on the current one.</summary>
internal static class ImageSeed
{
    public const int Older = 0;
    public const int Current = 1;

    public static List<EmulatedImage> Sow(int seed) =>
    [
        Make(seed, 0, "Workspace-Windows11-23H2", "gold", "Windows", "Windows 11 Enterprise 23H2"),
        Make(seed, 1, "Workspace-Windows11-24H2", "gold", "Windows", "Windows 11 Enterprise 24H2"),
        Make(seed, 2, "Workspace-WindowsServer-2022", "gold", "Windows", "Windows Server 2022 Datacenter"),
        Make(seed, 3, "Workspace-Ubuntu-22.04", "gold", "Linux", "Ubuntu 22.04 Desktop 64bit"),
        Make(seed, 4, "win11-2026-01", "private", "Windows", "Windows 11 Enterprise 23H2"),
        Make(seed, 5, "win11-2026-02", "private", "Windows", "Windows 11 Enterprise 24H2"),
        Make(seed, 6, "ubuntu-2026-02", "private", "Linux", "Ubuntu 22.04 Desktop 64bit"),
    ];

    private static EmulatedImage Make(int seed, int number, string name, string type, string system, string version) => new(
        new SeededRandom(seed, "image", number).Id(),
        name,
        type,
        system,
        version,
        "x86",
        "zvhd2",
        type == "gold" ? 4096 : 0,
        80,
        string.Empty,
        TenantState.Epoch.AddDays(number - 40));
}
