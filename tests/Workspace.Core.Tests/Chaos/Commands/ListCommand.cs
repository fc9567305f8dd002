using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Desktops;
using Workspace.Emulator;
using Workspace.Emulator.Jobs;
using Workspace.Jobs;

namespace Workspace.Tests.Chaos.Commands;

/// <summary>Get-WsDesktop, Get-WsPoolDesktop, Get-WsAgent, Get-WsPool, Get-WsImage or Get-WsJob.</summary>
internal sealed class ListCommand(int number, CommandSettings settings, EmulatedTenant tenant, EmulatorOptions options, ListKind kind, string poolId)
    : ReadCommand(number, settings)
{
    public override int? Calls => kind == ListKind.Pools ? 1 : null;

    public override string ToString() => $"List of {kind} {(kind == ListKind.PoolDesktops ? poolId : "")} {Settings}";

    private protected override async Task<ListReading?> ReadAsync(WorkspaceClient client, CancellationToken stop)
    {
        string[] before = Truth();
        string[] read = await ReadIdsAsync(client, stop);
        return new ListReading(before, Truth(), read);
    }

    private async Task<string[]> ReadIdsAsync(WorkspaceClient client, CancellationToken stop)
    {
        switch (kind)
        {
            case ListKind.Desktops:
                return await ToArrayAsync(client.Desktops.List(), d => d.DesktopId);
            case ListKind.DesktopsWithPools:
                List<Desktop> desktops = await client.Desktops.List().ToListAsync(stop);
                await client.Desktops.FillPoolsAsync(desktops, stop);
                return [.. desktops.Select(d => WithPool(d.DesktopId!, d.PoolId))];
            case ListKind.DesktopSummaries:
                return await ToArrayAsync(client.Desktops.ListSummaries(), d => WithPool(d.DesktopId!, d.PoolId));
            case ListKind.PoolDesktops:
                return await ToArrayAsync(client.Pools.ListDesktops(poolId), d => d.DesktopId);
            case ListKind.Agents:
                return await ToArrayAsync(client.Agents.List(), a => a.DesktopId);
            case ListKind.Pools:
                return await ToArrayAsync(client.Pools.List(), p => p.PoolId);
            case ListKind.Images:
                return await ToArrayAsync(client.Images.List(), i => i.ImageId);
            default:
                return await ToArrayAsync(client.Jobs.ListAsync(new JobFilter { Type = Job.ImageCaptureType }, stop), j => j.JobId);
        }

        async Task<string[]> ToArrayAsync<T>(IAsyncEnumerable<T> list, Func<T, string?> id) => await list.Select(item => id(item)!).ToArrayAsync(stop);
    }

    // A job is not listed at once.
    private bool IsListed(EmulatedJob job) => job.BeginTime.AddSeconds(options.Quirks.SubJobDelaySeconds) <= Report.Began;

    private string[] Truth() => kind switch
    {
        ListKind.DesktopsWithPools or ListKind.DesktopSummaries => [.. tenant.Desktops.Select(d => WithPool(d.DesktopId, d.PoolId))],
        ListKind.PoolDesktops => [.. tenant.Desktops.Where(d => d.PoolId == poolId).Select(d => d.DesktopId)],
        ListKind.Pools => [.. tenant.Pools.Select(p => p.PoolId)],
        ListKind.Images => [.. tenant.Images.Select(i => i.ImageId)],
        ListKind.CaptureJobs => [.. tenant.Jobs.Where(j => j.Type == Job.ImageCaptureType && IsListed(j)).Select(j => j.JobId)],
        _ => [.. tenant.Desktops.Select(d => d.DesktopId)],
    };

    private static string WithPool(string desktopId, string? poolId) => $"{desktopId} in {(string.IsNullOrEmpty(poolId) ? "no pool" : poolId)}";
}
