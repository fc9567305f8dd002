using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using Workspace.Emulator.Desktops;
using Workspace.Emulator.Http;
using Workspace.Emulator.Jobs;

namespace Workspace.Emulator.Images;

/// <summary>POST /desktops/desktop-to-image: some time after the job has succeeded a private image of that name appears.</summary>
internal sealed class CaptureEndpoints(TenantState state) : IEndpoints
{
    public IEnumerable<Route> Routes => [new("POST", "/v2/{project_id}/desktops/desktop-to-image", Capture)];

    private Answer Capture(Call call)
    {
        CaptureOrder order = CaptureOrder.Parse(call.ReadBody());
        Desktop desktop = state.Desktops.Get(order.DesktopId);
        if (desktop.Capture?.HasEnded(call.Now) == false)
        {
            throw ServiceRefusal.Conflict($"the status of instance {desktop.Id} denies the operation.");
        }

        if (state.Images.Any(i => i.Type == "private" && i.Name == order.ImageName))
        {
            throw ServiceRefusal.Conflict($"the image name {order.ImageName} exists already.");
        }

        Job job = state.Jobs.Start(
            JobType.DesktopToImage,
            null,
            [desktop],
            call,
            ended => Publish(ended, order),
            d => d.SupportsCreateImage ? null : JobFailure.NoImageSupport);
        desktop.Capture = job.SubJobs[0];
        return new JsonObject { ["job_id"] = job.Id };
    }

    private void Publish(SubJob ended, CaptureOrder order)
    {
        if (ended.Failure is null)
        {
            DateTimeOffset due = ended.End.AddSeconds(state.Quirks.ImageDelaySeconds);
            EmulatedImage source = ended.Desktop.Image;
            state.AddImageAt(due, () => source with
            {
                ImageId = new SeededRandom(state.Options.Seed, "image", state.Images.Count).Id(),
                Name = order.ImageName,
                Type = "private",
                MinRam = order.MinRam,
                MinDisk = Facilities.RootVolumeSize,
                CreatedAt = due,
            });
        }
    }
}
