using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;

namespace Workspace.Benchmarks.Fleet.Lines;

/// <summary>Install-WsAgent on 10,000 desktops, and Wait-WsJob on its 100 jobs: what is asked of the service.</summary>
internal static class AgentLine
{
    private const int Desktops = 10_000;
    private const int Latency = 50;
    private const int Batches = 100;
    private const int ThrottleLimit = 16;
    private const double JobSeconds = 3;

    public static Line Line { get; } = new("agent", "Install-WsAgent on 10,000, and Wait-WsJob on its 100 jobs", MeasureAsync);

    private static async Task<IReadOnlyList<Finding>> MeasureAsync(Round round, Notes notes)
    {
        await using EmulatedFleet fleet = await EmulatedFleet.StartAsync(Desktops, Latency, JobSeconds);
        Samples[] all = await round.RunAsync(fleet, Contender.Script("this module", "Agent"));
        string[] requests = [.. fleet.Requests];
        int installs = Count("POST ", "/desktops/agents?");
        int polls = Count("GET ", "/workspace-jobs/");
        int looks = Count("GET ", "/workspace-sub-jobs?");
        int reads = Count("GET ", "/desktops?") + Count("GET ", "desktop_id=");
        notes.Add(
            all[0].Contender.Name,
            ("Install-WsAgent", Text.Milliseconds(all[0]["install"])),
            ("Wait-WsJob", Text.Milliseconds(all[0]["wait"])),
            ("installations", Text.Number(installs)),
            ("looks for jobs under way", Text.Number(looks)),
            ("reads of desktops", Text.Number(reads)),
            ("polls", Text.Number(polls)),
            ("jobs that ended well", Text.Number(all[0]["ended"])));
        return
        [
            new("requests of Install-WsAgent", $"{installs} batches, {looks} look for jobs under way, {reads} reads", $"{Batches} batches", installs == Batches && looks <= 1 && reads == 0),
            new("requests of Wait-WsJob", $"{polls} polls", "one for each job and interval", polls <= Batches * (int)Math.Ceiling((all[0]["wait"] / 1000 / 2) + 1)),
            new("requests at once", $"{fleet.MostAtOnce}", $"at most {ThrottleLimit}", fleet.MostAtOnce <= ThrottleLimit),
        ];

        int Count(string method, string part) => requests.Count(r => r.StartsWith(method, StringComparison.Ordinal) && r.Contains(part, StringComparison.Ordinal));
    }
}
