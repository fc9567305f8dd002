using System;
using System.Collections.Generic;
using System.Linq;
using Workspace.Desktops;
using Workspace.Emulator;
using Workspace.Emulator.Desktops;
using Workspace.Pools;
using Workspace.Tests.Chaos.Commands;

namespace Workspace.Tests.Chaos;

/// <summary>Draws the commands of a run, by lane: those of a lane run one after the other, the lanes side by side.</summary>
/// <param name="dice">Where they are drawn from.</param>
/// <param name="tenant">The tenant.</param>
/// <param name="options">What it is made of.</param>
/// <param name="isLong">Lists have several pages: nothing but lists is drawn.</param>
internal sealed class CommandDraw(Dice dice, EmulatedTenant tenant, EmulatorOptions options, bool isLong)
{
    private readonly IReadOnlyList<EmulatedDesktop> _desktops = tenant.Desktops;
    private readonly string[] _pools = [.. tenant.Pools.Select(pool => pool.PoolId)];
    private readonly string[] _images = [.. tenant.Images.Select(image => image.ImageId)];
    private int _commands;

    /// <summary>The commands of each lane. No two lanes work on the same desktop or pool.</summary>
    public IReadOnlyList<IReadOnlyList<ChaosCommand>> Draw(int lanes) =>
    [
        .. Enumerable.Range(0, lanes).Select(lane => DrawLane(
            [.. _desktops.Where((desktop, i) => (desktop.PoolId is { } pool ? Array.IndexOf(_pools, pool) : i) % lanes == lane).Select(desktop => desktop.DesktopId)],
            [.. _pools.Where((_, i) => i % lanes == lane)])),
    ];

    private List<ChaosCommand> DrawLane(string[] desktops, string[] pools)
    {
        List<ChaosCommand> commands = [];
        for (int count = dice.Between(1, 2); count > 0; count--)
        {
            CommandSettings settings = DrawSettings();
            Func<CommandSettings, ChaosCommand> command = DrawCommand(desktops, pools);
            commands.Add(command(settings));

            // The same line once more, as a runbook that is run again has it.
            if (dice.Chance(0.3))
            {
                commands.Add(command(DrawSettings() with { Pause = dice.Seconds(0, 60) }));
            }
        }

        return commands;
    }

    private CommandSettings DrawSettings() => new()
    {
        Wait = dice.Chance(0.4),
        Force = dice.Chance(0.2),
        RetryAmbiguous = dice.Chance(0.05),
        WaitTimeout = dice.Pick(TimeSpan.FromSeconds(20), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(20)),
        ThrottleLimit = dice.Between(1, 3),
        StopAfterFailures = dice.Between(1, 2),
        Declines = dice.Chance(0.02),
        StopAfter = dice.Chance(0.15) ? dice.Seconds(0, dice.Pick(1, 10, 60)) : null,
    };

    private Func<CommandSettings, ChaosCommand> DrawCommand(string[] desktops, string[] pools)
    {
        string list = _pools.Length > 0 ? dice.Pick(_pools) : "";
        int most = pools.Length > 0 ? 10 : desktops.Length > 0 ? 6 : 0;
        int drawn = isLong ? 0 : dice.Between(0, most);
        switch (desktops.Length == 0 && drawn is > 0 and < 7 ? most : drawn)
        {
            case 2:
                string name = $"image-{_commands}";
                IReadOnlyList<string> captured = dice.Some(desktops, 2);
                return settings => new CaptureCommand(++_commands, settings, captured, name);
            case 3:
                IReadOnlyList<string> fitted = dice.Some(desktops, 4);
                return settings => new InstallCommand(++_commands, settings, tenant, fitted);
            case 4:
                return DrawDesktopRebuild(dice.Some(desktops, 4));
            case 5:
                return DrawPower(dice.Some(desktops, 4), ofPools: false);
            case 6 when dice.Chance(0.5):
                IReadOnlyList<string> used = dice.Some(desktops, 4);
                return settings => new LogOffCommand(++_commands, settings, tenant, used);
            case 6:
                return DrawNotification(dice.Some(desktops, 4), ofPools: false);
            case 7:
                return dice.Chance(0.7) ? DrawPower(dice.Some(pools, 2), ofPools: true) : DrawNotification(dice.Some(pools, 2), ofPools: true);
            case > 7:
                return DrawPoolRebuild(pools);
            case 1:
                IReadOnlyList<string>? asked = dice.Chance(0.2) ? null : dice.Some(desktops, 4);
                return settings => new SysprepCommand(++_commands, settings, tenant, asked);
            default:
                ListKind kind = DrawKind();
                return settings => new ListCommand(++_commands, settings, tenant, options, kind, list);
        }
    }

    private Func<CommandSettings, ChaosCommand> DrawPoolRebuild(string[] pools)
    {
        IReadOnlyList<string> rebuilt = dice.Some(pools, 4);
        string[] members = [.. _desktops.Where(desktop => desktop.PoolId == rebuilt[0]).Select(desktop => desktop.DesktopId)];
        IReadOnlyList<string>? some = members.Length > 0 && dice.Chance(0.2) ? dice.Some(members, 3) : null;
        rebuilt = some is null ? rebuilt : [rebuilt[0]];
        var rebuild = new PoolRebuild { ImageId = dice.Pick(_images), HandleType = DrawScope() };

        // In a few rollouts the canary is none of the pools.
        string? canary = dice.Chance(0.2) ? dice.Chance(0.9) ? dice.Pick(rebuilt) : "none" : null;
        return settings => new PoolRebuildCommand(++_commands, settings, tenant, rebuilt, some, rebuild, canary);
    }

    private Func<CommandSettings, ChaosCommand> DrawDesktopRebuild(IReadOnlyList<string> desktops)
    {
        var rebuild = new DesktopRebuild { ImageId = dice.Pick(_images), HandleType = DrawScope() };
        return settings => new DesktopRebuildCommand(++_commands, settings, tenant, desktops, rebuild);
    }

    private RebuildScope? DrawScope() => dice.Pick<RebuildScope?>(null, null, null, RebuildScope.OnlyForExpand, RebuildScope.ForExpandAndIdle, RebuildScope.ForExpandAndAll);

    private Func<CommandSettings, ChaosCommand> DrawPower(IReadOnlyList<string> targets, bool ofPools)
    {
        PowerAction action = dice.Pick(Enum.GetValues<PowerAction>());
        return settings => new PowerCommand(++_commands, settings, tenant, targets, ofPools, action);
    }

    private Func<CommandSettings, ChaosCommand> DrawNotification(IReadOnlyList<string> targets, bool ofPools) =>
        settings => new NotifyCommand(++_commands, settings, tenant, targets, ofPools);

    private ListKind DrawKind() => isLong
        ? dice.Pick(ListKind.PoolDesktops, ListKind.PoolDesktops, ListKind.Agents, ListKind.Agents, ListKind.DesktopsWithPools, ListKind.DesktopSummaries)
        : dice.Pick([.. Enum.GetValues<ListKind>().Where(kind => _pools.Length > 0 || kind != ListKind.PoolDesktops)]);
}
