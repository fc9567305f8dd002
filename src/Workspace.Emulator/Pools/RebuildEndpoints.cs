using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using Workspace.Emulator.Desktops;
using Workspace.Emulator.Http;
using Workspace.Emulator.Images;
using Workspace.Emulator.Jobs;

namespace Workspace.Emulator.Pools;

/// <summary>
/// POST /desktop-pools/{pool_id}/rebuild: the pool takes the image at once, its desktops move to it one by one, and those
/// that fail keep the old one.
/// </summary>
internal sealed class RebuildEndpoints(TenantState state) : IEndpoints
{
    public IEnumerable<Route> Routes => [new("POST", "/v2/{project_id}/desktop-pools/{pool_id}/rebuild", Rebuild)];

    private Answer Rebuild(Call call)
    {
        Pool pool = state.GetPool(call["pool_id"]);
        RebuildOrder order = RebuildOrder.Parse(call.ReadBody());
        EmulatedImage image = state.Images.FirstOrDefault(i => i.ImageId == order.ImageId)
            ?? throw ServiceRefusal.NotFound($"The image {order.ImageId} does not exist.");
        List<Desktop> desktops = Choose(pool, order);
        if (pool.IsBusy(call.Now))
        {
            throw ServiceRefusal.Conflict($"the status of instance {pool.Id} denies the operation.");
        }

        pool.Image = image;
        pool.Rebuild = state.Jobs.Start(JobType.RebuildDesktopPool, pool.Id, desktops, call, ended => Follow(ended, image));
        foreach (SubJob subJob in pool.Rebuild.SubJobs)
        {
            subJob.Desktop.Rebuild = subJob;
        }

        return new JsonObject { ["job_id"] = pool.Rebuild.Id };
    }

    private List<Desktop> Choose(Pool pool, RebuildOrder order)
    {
        if (order.DesktopIds?.FirstOrDefault(id => state.Desktops.Find(id)?.Pool != pool) is { } stranger)
        {
            throw ServiceRefusal.BadRequest($"desktop_ids: the desktop {stranger} is not in the pool.");
        }

        HashSet<string>? chosen = order.DesktopIds is null ? null : new(order.DesktopIds, StringComparer.Ordinal);
        return order.OnlyForExpansion ? [] : [.. pool.Desktops.Where(d =>
            chosen?.Contains(d.Id) != false
            && (!order.OnlyInconsistent || !d.FollowsPool)
            && (!order.OnlyIdle || d.LoginStatus != Desktop.Connected))];
    }

    private static void Follow(SubJob ended, EmulatedImage image)
    {
        if (ended.Failure is null)
        {
            ended.Desktop.Image = image;
        }
    }
}
