using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using Workspace.Commands.Shell;
using Workspace.Commands.Shell.Completion;
using Workspace.Desktops;
using Workspace.Images;
using Workspace.Jobs;

namespace Workspace.Commands;

/// <summary>Makes an image of a desktop (POST /desktops/desktop-to-image).</summary>
[Cmdlet(VerbsCommon.New, "WsDesktopImage", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(Job))]
public sealed class NewWsDesktopImageCommand : ForcibleActionCommand
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    /// <summary>The desktop's id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true, HelpMessage = PromptHelp.DesktopId)]
    [AllowNull]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(DesktopIdCompleter))]
    public string? DesktopId { get; set; }

    /// <summary>The new image's name: 1 to 128 characters of CJK, letters, digits, inner blanks and - _ . A script block names one per desktop.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true, HelpMessage = "The name of the new image, which no other image has.")]
    [AllowNull]
    [AllowEmptyString]
    public string? ImageName { get; set; }

    /// <summary>A description: up to 1,024 characters of the same set.</summary>
    [Parameter]
    public string? Description { get; set; }

    /// <summary>Do not run Sysprep on the desktop first.</summary>
    [Parameter]
    public SwitchParameter SkipSysprep { get; set; }

    /// <summary>Delete user data from the image; only with -SkipSysprep.</summary>
    [Parameter]
    public SwitchParameter ClearData { get; set; }

    /// <summary>The image's tags.</summary>
    [Parameter]
    [ValidateNotNull]
    public Hashtable? Tag { get; set; }

    /// <summary>The id of the enterprise project that the image is for.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? EnterpriseProjectId { get; set; }

    /// <summary>The least memory of a desktop made of the image, in MB; 0 is no limit.</summary>
    [Parameter]
    [NotEmpty(nameof(MinRamMB))]
    public int? MinRamMB { get; set; }

    /// <summary>The most memory of a desktop made of the image, in MB.</summary>
    [Parameter]
    [NotEmpty(nameof(MaxRamMB))]
    public int? MaxRamMB { get; set; }

    private protected override Task ProcessAsync() => ForAsync(DesktopId, StartAsync);

    private protected override void Describe(Job job)
    {
        Job started = StartedAs(job);
        job.DesktopId = started.DesktopId;
        job.NewImageName = started.NewImageName;
    }

    private protected override Task CompleteAsync(Job job, SettleTime settle) => CompleteCaptureAsync(job, job.NewImageName!, settle);

    private async Task StartAsync()
    {
        ImageCapture capture = Capture();
        capture.Validate();
        if (!_names.Add(capture.ImageName!))
        {
            throw new ArgumentException($"ImageName '{capture.ImageName}' is used twice in one call: each image needs a name of its own, for example -ImageName {{ \"img-$($_.Name)\" }}.");
        }

        string[] known = [.. (await Client.Images.FindPrivateAsync(capture.ImageName!, StopToken).ConfigureAwait(true)).Select(image => image.ImageId ?? "")];
        if (known.Length > 0)
        {
            var exists = new ArgumentException($"There is an image '{capture.ImageName}' already ({string.Join(", ", known)}), and the new one is found by its name afterwards: choose another name.");
            WriteError(exists.ToErrorRecord("WsImageNameExists", ErrorCategory.ResourceExists, DesktopId, "Choose a name that no private image has: Get-WsImage -Type private."));
            return;
        }

        Desktop desktop = await Client.Desktops.GetAsync(capture.DesktopId!, StopToken).ConfigureAwait(true);
        if (!Approve(Targets.Describe(desktop), $"Make image '{capture.ImageName}'", Loss()))
        {
            return;
        }

        var target = ActionTarget.ImageCapture(capture.DesktopId!, desktop.Name, token => Client.Images.FindTraceAsync(capture.ImageName!, known, token));
        string jobId = await StartJobAsync(target, token => Client.Images.CaptureAsync(capture, token)).ConfigureAwait(true);
        Job job = Job.Started(jobId, Job.ImageCaptureType);
        job.DesktopId = [capture.DesktopId!];
        job.NewImageName = capture.ImageName;
        Add(job, $"desktop {desktop.Name}");
    }

    private ImageCapture Capture() => new()
    {
        DesktopId = DesktopId,
        ImageName = ImageName,
        Description = Description,
        ExecuteSysprep = !SkipSysprep,
        Tags = TagInput.Read(Tag),
        EnterpriseProjectId = EnterpriseProjectId,
        ClearData = ClearData ? true : null,
        MinRamMB = MinRamMB,
        MaxRamMB = MaxRamMB,
    };

    private string Loss() => ClearData ? ": user data is deleted"
        : SkipSysprep ? ""
        : ": Sysprep runs on it, which takes off what makes it this computer";
}
