using System.Globalization;
using System.Text.RegularExpressions;
using Workspace.Emulator.Http;

namespace Workspace.Emulator.Images;

/// <summary>The body of desktop-to-image, within its limits.</summary>
/// <param name="DesktopId">The desktop.</param>
/// <param name="ImageName">The image's name.</param>
/// <param name="MinRam">The least memory it runs with, in MB.</param>
internal sealed record CaptureOrder(string DesktopId, string ImageName, int MinRam)
{
    private static readonly Regex _nameForm = new(@"^(?!\s)(?!.*\s\z)[\u4e00-\u9fa5a-zA-Z0-9\s\-_.]+\z", RegexOptions.CultureInvariant);
    private static readonly Regex _descriptionForm = new(@"^[a-zA-Z0-9\u4e00-\u9fa5.\s_\-]*\z", RegexOptions.CultureInvariant);

    public static CaptureOrder Parse(BodyReader body)
    {
        string name = body.RequiredText("image_name", 128, _nameForm);
        string desktopId = body.RequiredText("desktop_id", 255);
        string? minRam = body.Text("min_ram", 255);

        // Read for their limits only: images have no member that shows them.
        body.Text("image_description", 1024, _descriptionForm);
        body.Text("enterprise_project_id", 255);
        body.Text("max_ram", 255);
        body.Flag("execute_sysprep", true);
        body.Flag("is_clear_data", false);
        foreach (BodyReader tag in body.Objects("image_tags", 1000))
        {
            tag.Text("key", 1024);
            tag.Text("value", 1024);
        }

        return new CaptureOrder(desktopId, name, int.TryParse(minRam, NumberStyles.None, CultureInfo.InvariantCulture, out int ram) ? ram : 0);
    }
}
