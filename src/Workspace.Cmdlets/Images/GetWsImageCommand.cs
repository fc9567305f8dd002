using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading.Tasks;
using Workspace.Commands.Infrastructure;
using Workspace.Commands.Infrastructure.Completion;
using Workspace.Images;

namespace Workspace.Commands;

/// <summary>Gets images that desktops are made of (GET /images).</summary>
[Cmdlet(VerbsCommon.Get, "WsImage", DefaultParameterSetName = FilterSet)]
[OutputType(typeof(Image))]
public sealed class GetWsImageCommand : WorkspaceCmdletBase
{
    private const string FilterSet = "Filter";
    private const string IdSet = "Id";

    private readonly HashSet<string> _asked = new(StringComparer.OrdinalIgnoreCase);
    private WildcardSet? _names;

    /// <summary>The images' ids. One that the service does not have is an error; the same one twice is asked for once.</summary>
    [Parameter(Mandatory = true, ParameterSetName = IdSet, ValueFromPipelineByPropertyName = true, HelpMessage = "Ids of images: Get-WsImage shows them.")]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(ImageIdCompleter))]
    public string?[]? ImageId { get; set; }

    /// <summary>Names, with wildcards or without, in any case. A literal name that no image has is an error.</summary>
    [Parameter(Position = 0, ParameterSetName = FilterSet)]
    [SupportsWildcards]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(ImageNameCompleter))]
    public string?[]? Name { get; set; }

    /// <summary>Public (gold) images or the project's own (private).</summary>
    [Parameter(ParameterSetName = FilterSet)]
    [ValidateSet("private", "gold")]
    public string? Type { get; set; }

    /// <summary>Images of this operating system.</summary>
    [Parameter(ParameterSetName = FilterSet)]
    [ValidateSet("Windows", "Linux", "Other")]
    public string? OSType { get; set; }

    private protected override async Task BeginAsync()
    {
        await base.BeginAsync().ConfigureAwait(true);
        _names = ReadNames(Name, nameof(Name));
    }

    private protected override async Task ProcessAsync()
    {
        if (ParameterSetName == FilterSet)
        {
            await TryAsync(Name, () => ListAsync(new ImageFilter { Type = Type, OSType = OSType })).ConfigureAwait(true);
            return;
        }

        foreach (string id in IdValidator.Read(ImageId, nameof(ImageId), WriteError))
        {
            if (_asked.Add(id))
            {
                await TryAsync(id, () => WriteByIdAsync(id)).ConfigureAwait(true);
            }
        }
    }

    private protected override Task EndAsync()
    {
        WriteNotFound(_names, "image");
        return Task.CompletedTask;
    }

    private async Task ListAsync(ImageFilter filter)
    {
        await foreach (Image image in Client.Images.List(filter).WithCancellation(StopToken).ConfigureAwait(true))
        {
            if (_names?.Match(image.Name) ?? true)
            {
                WriteObject(image);
            }
        }
    }

    private async Task WriteByIdAsync(string id)
    {
        await foreach (Image image in Client.Images.List(new ImageFilter { ImageId = id }).WithCancellation(StopToken).ConfigureAwait(true))
        {
            if (string.Equals(image.ImageId, id, StringComparison.OrdinalIgnoreCase))
            {
                WriteObject(image);
                return;
            }
        }

        WriteError(ErrorRecords.NotFound("image", id, "Check the id: Get-WsImage lists all images."));
    }
}
