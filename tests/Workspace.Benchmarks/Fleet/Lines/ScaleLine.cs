using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;

namespace Workspace.Benchmarks.Fleet.Lines;

/// <summary>100,000 piped desktops, against four times what 25,000 take: each cmdlet that takes desktops works on them in linear time.</summary>
internal static class ScaleLine
{
    private const int Few = 25_000;
    private const int Many = 100_000;
    private const double Limit = 1.5;

    private static readonly string[] _cmdlets =
    [
        "Get-WsDesktop",
        "Get-WsAgent",
        "Get-WsUserSession",
        "Install-WsAgent",
        "Invoke-WsDesktopRebuild",
        "Invoke-WsPoolRebuild",
        "Restart-WsDesktop",
        "Send-WsNotification",
        "Set-WsMaintenanceMode",
        "Start-WsDesktop",
        "Stop-WsDesktop",
        "Stop-WsUserSession",
        "Suspend-WsDesktop",
        "Test-WsSysprep",
    ];

    public static Line Line { get; } = new("scale", "100,000 piped desktops, against 25,000", MeasureAsync);

    private static async Task<IReadOnlyList<Finding>> MeasureAsync(Round round, Notes notes)
    {
        List<Finding> findings = [];
        foreach (string cmdlet in _cmdlets)
        {
            double few = await MeasureAsync(round, cmdlet, Few);
            double many = await MeasureAsync(round, cmdlet, Many);
            notes.Add(cmdlet, (Text.Number(Few), Text.Milliseconds(few)), (Text.Number(Many), Text.Milliseconds(many)));
            findings.Add(Finding.AtMost($"{cmdlet} of {Text.Number(Many)}, against {Many / Few} times {Text.Number(Few)}", many / few / (Many / Few), Limit));
        }

        return findings;
    }

    private static async Task<double> MeasureAsync(Round round, string cmdlet, int desktops)
    {
        await using EmulatedFleet fleet = await EmulatedFleet.StartAsync(desktops);
        Samples[] all = await round.RunAsync(fleet, Contender.Script(cmdlet, "Scale", cmdlet));
        return all.Single()["wall"];
    }
}
