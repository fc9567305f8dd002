using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using Workspace.Emulator.Http;
using Workspace.Emulator.Images;
using Workspace.Emulator.Jobs;

namespace Workspace.Emulator.Desktops;

/// <summary>POST /desktops/rebuild: the desktops move to the image one by one. A pool that they are in keeps its own.</summary>
internal sealed class DesktopRebuildEndpoints(TenantState state) : IEndpoints
{
    public IEnumerable<Route> Routes => [new("POST", "/v2/{project_id}/desktops/rebuild", Rebuild)];

    private Answer Rebuild(Call call)
    {
        BodyReader body = call.ReadBody();
        string? handle = Check(body);
        string imageId = body.RequiredText("image_id", 255);
        EmulatedImage image = state.Images.FirstOrDefault(i => i.ImageId == imageId)
            ?? throw ServiceRefusal.NotFound($"The image {imageId} does not exist.");
        List<Desktop> desktops = [.. body.RequiredIds("desktop_ids").Select(state.Desktops.Get)];
        if (desktops.FirstOrDefault(d => d.IsWorkedOn(call.Now)) is { } busy)
        {
            throw ServiceRefusal.Conflict($"the status of instance {busy.Id} denies the operation.");
        }

        desktops.RemoveAll(d => handle == "ONLY_FOR_EXPAND" || (handle == "FOR_EXPAND_AND_IDLE" && d.LoginStatus == Desktop.Connected));
        Job job = state.Jobs.Start(JobType.RebuildDesktops, null, desktops, call, ended => Follow(ended, image));
        foreach (SubJob subJob in job.SubJobs)
        {
            subJob.Desktop.Rebuild = subJob;
        }

        return new JsonObject { ["job_id"] = job.Id };
    }

    // What has no effect that could be seen is read for its limits only.
    private static string? Check(BodyReader body)
    {
        body.Text("os_type", 255);
        body.Text("order_id", 255);
        body.Text("enterprise_project_id", 36);
        body.Text("message", 400);
        body.Number("delay_time", 0, int.MaxValue);
        body.RequiredText("image_type", 255);
        body.Word("image_type", "gold", "private", "market");
        string? kms = body.Text("kms_id", 255);
        if (body.Word("encrypt_type", "KEEP", "UNENCRYPTED", "ENCRYPTED") == "ENCRYPTED" && string.IsNullOrEmpty(kms))
        {
            throw ServiceRefusal.BadRequest("kms_id is missing; encrypt_type ENCRYPTED needs it.");
        }

        return body.Word("handle_type", "ONLY_FOR_EXPAND", "FOR_EXPAND_AND_IDLE", "FOR_EXPAND_AND_ALL");
    }

    private static void Follow(SubJob ended, EmulatedImage image)
    {
        if (ended.Failure is null)
        {
            ended.Desktop.Image = image;
        }
    }
}
