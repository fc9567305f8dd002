using System;
using System.Collections;
using System.Management.Automation;
using System.Threading.Tasks;
using Workspace.Commands.Infrastructure;
using Workspace.Commands.Infrastructure.Completion;
using Workspace.Images;

namespace Workspace.Commands;

/// <summary>Makes an image of a desktop (POST /desktops/desktop-to-image).</summary>
[Cmdlet(VerbsCommon.New, "WsDesktopImage", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(Job))]
public sealed class NewWsDesktopImageCommand : ActionCmdletBase
{
    private ImageCaptureAction? _action;

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

    /// <summary>Do it although a job of the kind is running.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

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

    private protected override IAsyncDisposable? Started => _action;

    private ImageCaptureAction Action => _action ??= new(Client, Settings(Force), ActionObserver);

    private protected override Task ProcessAsync() => TryAsync(DesktopId, () => WriteAsync(Action.AddAsync(Capture())));

    private protected override Task EndAsync() => WriteAsync(Action.CompleteAsync());

    private ImageCapture Capture() => new()
    {
        DesktopId = DesktopId,
        ImageName = ImageName,
        Description = Description,
        ExecuteSysprep = !SkipSysprep,
        Tags = TagConverter.Read(Tag),
        EnterpriseProjectId = EnterpriseProjectId,
        ClearData = ClearData ? true : null,
        MinRamMB = MinRamMB,
        MaxRamMB = MaxRamMB,
    };
}
