using System;
using System.Management.Automation;
using System.Threading.Tasks;
using Workspace.Commands.Infrastructure;
using Workspace.Commands.Infrastructure.Completion;
using Workspace.Desktops;

namespace Workspace.Commands;

/// <summary>Rebuilds the system disks of single desktops with an image (POST /desktops/rebuild), up to 100 in one job.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "WsDesktopRebuild", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(Job))]
public sealed class InvokeWsDesktopRebuildCommand : RebuildCmdletBase
{
    private DesktopRebuildAction? _action;

    /// <summary>The desktops' ids. In a pool or not: a pool keeps its own image.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true, HelpMessage = PromptHelp.DesktopIds)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(DesktopIdCompleter))]
    public string?[]? DesktopId { get; set; }

    /// <inheritdoc/>
    [Parameter(Mandatory = true, HelpMessage = "The id of the image to rebuild with: Get-WsImage shows it, and the job of New-WsDesktopImage -Wait has it.")]
    [ArgumentCompleter(typeof(ImageIdCompleter))]
    public override string? ImageId { get; set; }

    /// <summary>The id of the enterprise project.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? EnterpriseProjectId { get; set; }

    private protected override IAsyncDisposable? Started => _action;

    private DesktopRebuildAction Action => _action ??= new(Client, Rebuild, Settings(Force), ActionObserver);

    private DesktopRebuild Rebuild => new()
    {
        ImageType = ImageType,
        ImageId = ImageId,
        OSType = OSType,
        DelayMinutes = DelayMinutes,
        Message = Message,
        OrderId = OrderId,
        EnterpriseProjectId = EnterpriseProjectId,
        HandleType = HandleType,
        EncryptType = EncryptType,
        KmsKeyId = KmsKeyId,
    };

    private protected override void Validate() => Rebuild.Validate();

    private protected override async Task ProcessAsync()
    {
        string[] ids = [.. IdValidator.Read(DesktopId, nameof(DesktopId), WriteError)];
        if (ids.Length > 0)
        {
            await WriteAsync(Action.AddAsync(ids)).ConfigureAwait(true);
        }
    }

    private protected override Task EndAsync() => WriteAsync(Action.CompleteAsync());
}
