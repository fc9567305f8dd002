using System.Collections.Generic;
using Workspace.Emulator.Http;

namespace Workspace.Emulator.Pools;

/// <summary>The body of a pool's rebuild, within its limits.</summary>
/// <param name="ImageId">The image to move to.</param>
/// <param name="OnlyInconsistent">is_fix: only desktops that run another image than the pool's.</param>
/// <param name="OnlyForExpansion">No desktop that exists moves.</param>
/// <param name="OnlyIdle">Only desktops that nobody is connected to move.</param>
/// <param name="DesktopIds">Only these desktops move; null for all.</param>
internal sealed record RebuildOrder(
    string ImageId,
    bool OnlyInconsistent,
    bool OnlyForExpansion,
    bool OnlyIdle,
    IReadOnlyList<string>? DesktopIds)
{
    public static RebuildOrder Parse(BodyReader body)
    {
        // Read for their limits only: they have no effect that could be seen.
        body.Text("image_type", 255);
        body.Text("os_type", 255);
        body.Text("order_id", 255);
        body.Text("message", 400);
        body.Number("delay_time", 0, 15);
        string? kms = body.Text("kms_id", 255);
        if (body.Word("encrypt_type", "KEEP", "UNENCRYPTED", "ENCRYPTED") == "ENCRYPTED" && string.IsNullOrEmpty(kms))
        {
            throw ServiceRefusal.BadRequest("kms_id is missing; encrypt_type ENCRYPTED needs it.");
        }

        string? handle = body.Word("handle_type", "ONLY_FOR_EXPAND", "FOR_EXPAND_AND_IDLE", "FOR_EXPAND_AND_ALL");
        return new RebuildOrder(
            body.RequiredText("image_id", 255),
            body.Flag("is_fix", false),
            handle == "ONLY_FOR_EXPAND",
            handle == "FOR_EXPAND_AND_IDLE",

            // Whether there is a limit is not known.
            body.Ids("desktop_ids", int.MaxValue));
    }
}
