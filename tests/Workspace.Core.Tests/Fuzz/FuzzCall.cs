using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Jobs;
using Workspace.Rest;

namespace Workspace.Tests.Fuzz;

/// <summary>Something that a user does, whose answers are spoilt.</summary>
/// <param name="Name">For the report of a failure.</param>
/// <param name="Identities">As whom it is done.</param>
/// <param name="RunAsync">Does it, and gives its result.</param>
internal sealed record FuzzCall(string Name, FuzzIdentity[] Identities, Func<FuzzScene, Task<object?>> RunAsync)
{
    private static readonly FuzzIdentity[] _anybody = [FuzzIdentity.Key, FuzzIdentity.Token];

    /// <summary>Every kind of answer that the client reads is the answer to one of these.</summary>
    public static IReadOnlyList<FuzzCall> All { get; } =
    [
        With("list desktops", async (s, c) => await c.Desktops.List().ToListAsync()),
        With("list summaries", async (s, c) => await c.Desktops.ListSummaries().ToListAsync()),
        With("get a desktop", async (s, c) => await c.Desktops.GetAsync(s.Tenant.DesktopId)),
        With("get desktops and their pools", async (s, c) =>
        {
            var found = await c.Desktops.GetManyAsync([s.Tenant.DesktopId, s.Tenant.OtherDesktopId]);
            await c.Desktops.FillPoolsAsync([.. found.Values]);
            return found.Values;
        }),
        With("wait for a desktop", async (s, c) => await c.Desktops.WaitUntilIdleAsync(s.Tenant.DesktopId, TimeSpan.FromMinutes(1))),
        With("check Sysprep", async (s, c) => await c.Desktops.CheckSysprepAsync([s.Tenant.DesktopId])),
        With("get a desktop's Sysprep", async (s, c) => await c.Desktops.GetSysprepAsync(s.Tenant.DesktopId)),
        With("list pools", async (s, c) => await c.Pools.List().ToListAsync()),
        With("get a pool", async (s, c) => await c.Pools.GetAsync(s.Tenant.PoolId)),
        With("list a pool's desktops", async (s, c) => await c.Pools.ListDesktops(s.Tenant.PoolId).ToListAsync()),
        With("wait for a pool", async (s, c) => await c.Pools.WaitUntilSettledAsync(s.Tenant.PoolId, TimeSpan.FromMinutes(1))),
        With("list images", async (s, c) => await c.Images.List().ToListAsync()),
        With("wait for an image", async (s, c) => await c.Images.WaitForAsync("no such image", [], TimeSpan.FromMinutes(1))),
        With("list agents", async (s, c) => await c.Agents.List().ToListAsync()),
        With("read the tenant's state", async (s, c) => await c.GetTenantAsync()),
        With("install an agent", (s, c) => StartAsync(c, ActionTarget.AgentInstallation([s.Tenant.DesktopId]), stop => c.Agents.InstallAsync([s.Tenant.DesktopId], stop))),
        With("capture an image", (s, c) => StartAsync(c, ActionTarget.ImageCapture(s.Tenant.DesktopId, "d"), stop => c.Images.CaptureAsync(new() { DesktopId = s.Tenant.DesktopId, ImageName = "n" }, stop))),
        With("rebuild a pool", (s, c) => StartAsync(c, ActionTarget.PoolRebuild(s.Tenant.PoolId, "p"), stop => c.Pools.RebuildAsync(s.Tenant.PoolId, new() { ImageId = s.Tenant.ImageId }, stop))),
        With("follow a job", async (s, c) =>
        {
            string job = await c.Pools.RebuildAsync(s.Tenant.PoolId, new() { ImageId = s.Tenant.ImageId });
            return await c.Jobs.WatchAsync([new(job, s.Tenant.PoolId)], new() { Timeout = TimeSpan.FromMinutes(2) }).ToListAsync();
        }),
        With("list jobs", async (s, c) =>
        {
            await c.Agents.InstallAsync([s.Tenant.DesktopId, s.Tenant.OtherDesktopId]);
            await c.Jobs.ReadSnapshotAsync(null);
            return await c.Jobs.ListAsync(new()).ToListAsync();
        }),
        With("call any operation", async (s, c) => (await c.Rest.SendAsync(new RestCall("GET", $"/v2/{{project_id}}/desktops/{s.Tenant.DesktopId}"))).Value),
        With("list with any operation", async (s, c) => await c.Rest.List(new RestCall("GET", "/v2/{project_id}/images")).ToListAsync()),
        With("change with any operation", async (s, c) => await c.Rest.SendAsync(new RestCall("POST", "/v2/{project_id}/desktops/agents") { Body = RestBody.FromJson($$"""{"desktop_ids":["{{s.Tenant.DesktopId}}"]}""") })),
        With("get a file", async (s, c) => await c.Rest.DownloadAsync(new RestCall("GET", "/v2/{project_id}/desktops"))),
        new("find the project", _anybody, async scene =>
        {
            using WorkspaceClient client = await scene.ConnectArmedAsync();
            return client.ProjectId;
        }),
        new("log on", [FuzzIdentity.Password], async scene =>
        {
            using WorkspaceClient client = await scene.ConnectArmedAsync();
            return client.ProjectId;
        }),
        new("log on again", [FuzzIdentity.Password], async scene =>
        {
            using WorkspaceClient client = await scene.ConnectAsync();
            scene.Clock.Advance(TimeSpan.FromHours(24));
            return await client.GetTenantAsync();
        }),
        new("get a key from the metadata service", [FuzzIdentity.Metadata], async scene =>
        {
            using WorkspaceClient client = await scene.ConnectArmedAsync();
            return client.ProjectId;
        }),
        new("renew a key of the metadata service", [FuzzIdentity.Metadata], async scene =>
        {
            using WorkspaceClient client = await scene.ConnectAsync();
            scene.Clock.Advance(TimeSpan.FromHours(6));
            return await client.GetTenantAsync();
        }),
    ];

    public override string ToString() => Name;

    private static async Task<object?> StartAsync(WorkspaceClient client, ActionTarget target, Func<CancellationToken, Task<string>> sendAsync) =>
        await client.Jobs.StartAsync(target, sendAsync, new());

    private static FuzzCall With(string name, Func<FuzzScene, WorkspaceClient, Task<object?>> run) => new(name, _anybody, async scene =>
    {
        using WorkspaceClient client = await scene.ConnectAsync();
        return await run(scene, client);
    });
}
