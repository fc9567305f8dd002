using System;
using System.Management.Automation;
using System.Threading.Tasks;
using Workspace.Commands.Infrastructure;
using Workspace.Commands.Infrastructure.Completion;
using Workspace.Pools;

namespace Workspace.Commands;

/// <summary>A cmdlet that makes system disks anew with an image.</summary>
public abstract class RebuildCmdletBase : ActionCmdletBase
{
    private protected RebuildCmdletBase()
    {
    }

    /// <summary>The image's id. It never comes from the pipeline, whose objects carry the image that they have now.</summary>
    public abstract string? ImageId { get; set; }

    /// <summary>The image's type; an error where the image is of another.</summary>
    [Parameter]
    [ValidateSet("gold", "private", "market")]
    public string? ImageType { get; set; }

    /// <summary>The image's operating system; an error where the image has another.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(OSTypeCompleter))]
    public string? OSType { get; set; }

    /// <summary>How long users have to save their work, in minutes: 0 to 15 for a pool, which is also the default, and longer for single desktops.</summary>
    [Parameter]
    [NotEmpty(nameof(DelayMinutes))]
    public int DelayMinutes { get; set; } = PoolRebuild.MaxDelayMinutes;

    /// <summary>What users who are logged on are told, up to 400 characters.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Message { get; set; }

    /// <summary>The order's id, for yearly/monthly desktops on billed images.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? OrderId { get; set; }

    /// <summary>Which desktops the image reaches: only new ones, those and idle ones, or all.</summary>
    [Parameter]
    public RebuildScope? HandleType { get; set; }

    /// <summary>How the rebuilt disks are encrypted.</summary>
    [Parameter]
    public DiskEncryption? EncryptType { get; set; }

    /// <summary>The key for -EncryptType Encrypted.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? KmsKeyId { get; set; }

    /// <summary>Do it although it seems done, or a job of the kind is running.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override async Task BeginAsync()
    {
        try
        {
            Validate();
        }
        catch (ArgumentException invalid)
        {
            Terminate(invalid, ImageId);
        }

        await base.BeginAsync().ConfigureAwait(true);
    }

    /// <summary>Refuses what the service would refuse, before anything is sent.</summary>
    private protected abstract void Validate();
}
