using System;
using System.Collections.Generic;
using System.IO.Enumeration;
using System.Linq;
using System.Threading.Tasks;
using Workspace.Agents;
using Workspace.Desktops;
using Workspace.Images;
using Workspace.Jobs;
using Workspace.Pools;

namespace Workspace.Tour;

/// <summary>The steps of samples/GoldenImage.ps1 through Workspace.Core, for a machine without PowerShell. It prints the same.</summary>
internal sealed class CoreCycle(WorkspaceClient client, string imageName, Action<string> print)
{
    private const string TemplateName = "tmpl-01";
    private const string PoolName = "sales-*";

    public async Task RunAsync()
    {
        List<Desktop> desktops = await client.Desktops.List().ToListAsync();
        List<Pool> pools = await client.Pools.List().Where(pool => FileSystemName.MatchesSimpleExpression(PoolName, pool.Name)).ToListAsync();
        Desktop template = desktops.Single(desktop => desktop.Name == TemplateName);
        string id = template.DesktopId!;
        print($"Desktops   {desktops.Count} in the project; template {template.Name} is {template.Status}");

        SysprepInfo sysprep = (await client.Desktops.CheckSysprepAsync([id])).Single();
        SysprepSupport support = await client.Desktops.GetSysprepAsync(id);
        Require(!string.IsNullOrEmpty(sysprep.SysprepVersion) && support.SupportCreateImage == true, $"Sysprep cannot run on {template.Name}.");
        print($"Sysprep    {template.Name} is ready: version {sysprep.SysprepVersion}, images are supported");

        if (!await HasAgentAsync(id))
        {
            await WaitAsync(new JobReference(await client.Agents.InstallAsync([id])));
        }

        Require(await HasAgentAsync(id), $"The agent is not on {template.Name}.");
        print($"Agent      is on {template.Name}");

        await WaitAsync(new JobReference(await client.Images.CaptureAsync(new ImageCapture { DesktopId = id, ImageName = imageName })));
        Image? image = await client.Images.WaitForAsync(imageName, [], TimeSpan.FromMinutes(1));
        Require(image is not null, $"The image {imageName} did not appear.");
        print($"Image      {image!.Name} was made of {template.Name}, {image.OSType}, {image.Type}");

        List<JobReference> rebuilds = [];
        foreach (Pool pool in pools)
        {
            var rebuild = new PoolRebuild { ImageId = image.ImageId, DelayMinutes = 15, Message = "This desktop gets a new image. Please save your work." };
            rebuilds.Add(new JobReference(await client.Pools.RebuildAsync(pool.PoolId!, rebuild), pool.PoolId));
        }

        Dictionary<string, Job> jobs = (await WaitAsync([.. rebuilds])).ToDictionary(job => job.PoolId!);
        foreach (Pool pool in pools)
        {
            Job job = jobs[pool.PoolId!];
            print($"Rebuild    {pool.Name}: {job.Status}, {job.SubJobs.Length} desktops");
        }

        foreach (Pool pool in pools)
        {
            List<Desktop> all = await client.Pools.ListDesktops(pool.PoolId!).ToListAsync();
            int behind = await client.Pools.ListDesktops(pool.PoolId!, Inconsistency.Image).CountAsync();
            int follow = all.Count(desktop => desktop.ImageId == image.ImageId);
            Require(behind == 0 && follow == all.Count, $"{pool.Name}: {behind} desktops do not follow.");
            print($"Check      {pool.Name}: {follow} of {all.Count} desktops follow {image.Name}");
        }
    }

    private async Task<bool> HasAgentAsync(string desktopId) =>
        (await client.Agents.List(new AgentFilter { DesktopId = desktopId }).SingleAsync()).IsInstalled;

    private async Task<List<Job>> WaitAsync(params JobReference[] references)
    {
        List<Job> ended = [];
        await foreach (JobUpdate update in client.Jobs.WatchAsync(references))
        {
            if (update.IsLast)
            {
                Require(update.Job?.Status == JobStatus.Succeeded, $"Job {update.Reference.JobId} came to: {update.Job?.Status ?? update.Error?.Message}.");
                ended.Add(update.Job!);
            }
        }

        return ended;
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new InvalidOperationException(otherwise);
        }
    }
}
