using System;
using System.Collections.Generic;
using Workspace.Emulator.Images;
using Workspace.Emulator.Pools;

namespace Workspace.Emulator.Desktops;

/// <summary>Makes the tenant's desktops: a tenth, at least two, are templates; the pools share the rest evenly.</summary>
internal static class DesktopSeed
{
    private const string CurrentSysprep = "2.4.0";
    private const string OldSysprep = "1.0.3";

    private static readonly string[] _firstNames =
        ["alice", "bruno", "chen", "dora", "emil", "fatima", "goran", "hanna", "ivan", "julia", "kofi", "li"];

    public static IReadOnlyList<Desktop> Sow(EmulatorOptions options, IReadOnlyList<Pool> pools, IReadOnlyList<EmulatedImage> images)
    {
        var desktops = new List<Desktop>(options.Desktops);
        int templates = pools.Count == 0 ? options.Desktops : Math.Min(options.Desktops, Math.Max(2, options.Desktops / 10));
        for (int i = 0; i < templates; i++)
        {
            desktops.Add(Template(options, i, images[ImageSeed.Current]));
        }

        int pooled = options.Desktops - templates;
        for (int p = 0; p < pools.Count; p++)
        {
            int share = (pooled / pools.Count) + (p < pooled % pools.Count ? 1 : 0);
            for (int i = 0; i < share; i++)
            {
                // One pool has desktops that did not follow, so that lists of inconsistent desktops have something to show.
                bool behind = i < 2 && pools[p].Name == "support-01";
                Desktop desktop = Pooled(options, desktops.Count, pools[p], i, images[behind ? ImageSeed.Older : ImageSeed.Current]);
                desktops.Add(desktop);
                pools[p].Add(desktop);
            }
        }

        return desktops;
    }

    public static Desktop Template(EmulatorOptions options, int index, EmulatedImage image)
    {
        var random = new SeededRandom(options.Seed, "desktop", index);
        return new Desktop
        {
            Number = index,
            Id = random.Id(),
            Name = FormattableString.Invariant($"tmpl-{index + 1:D2}"),
            LoginStatus = Desktop.Registered,
            IPAddress = Address(index),
            SysprepVersion = CurrentSysprep,
            SupportsCreateImage = index != 1,
            Created = TenantState.Epoch.AddMilliseconds(random.Below(int.MaxValue)),
            AvailabilityZone = options.Region + "a",
            Tags = [new("role", "template")],
            Image = image,
        };
    }

    public static Desktop Pooled(EmulatorOptions options, int number, Pool pool, int index, EmulatedImage image)
    {
        var random = new SeededRandom(options.Seed, "desktop", number);
        string id = random.Id();
        string status = random.Chance(0.8) ? Desktop.Active : random.Pick(Desktop.Off, Desktop.Hibernated);
        string login = status == Desktop.Active
            ? random.Pick(Desktop.Registered, Desktop.Registered, Desktop.Registered, Desktop.Disconnected, Desktop.Connected)
            : Desktop.Unregistered;
        bool hasUser = login is Desktop.Connected or Desktop.Disconnected || (!pool.IsDynamic && random.Chance(0.85));
        string sysprep = random.Pick(string.Empty, OldSysprep, CurrentSysprep, CurrentSysprep, CurrentSysprep, CurrentSysprep, CurrentSysprep, CurrentSysprep);
        return new Desktop
        {
            Number = number,
            Id = id,
            Name = FormattableString.Invariant($"{pool.Name}-{index + 1:D4}"),
            Pool = pool,
            Status = status,
            LoginStatus = login,
            UserName = hasUser ? FormattableString.Invariant($"{random.Pick(_firstNames)}{number:D4}") : string.Empty,
            IPAddress = Address(number),
            SysprepVersion = sysprep,
            SupportsCreateImage = sysprep == CurrentSysprep,
            SupportsInternet = random.Chance(0.2),
            Created = TenantState.Epoch.AddMilliseconds(random.Below(int.MaxValue)),
            AvailabilityZone = pool.AvailabilityZone,
            Tags = pool.Tags,
            Image = image,
            AgentInstalled = random.Chance(0.15),
        };
    }

    private static string Address(int number)
    {
        int host = number + 266;
        return FormattableString.Invariant($"10.{(host >> 16) & 255}.{(host >> 8) & 255}.{host & 255}");
    }
}
