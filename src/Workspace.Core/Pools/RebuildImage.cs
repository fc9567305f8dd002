using System;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Images;

namespace Workspace.Pools;

/// <summary>The image that desktops are rebuilt with, as it was named and as the service has it.</summary>
/// <param name="id">The image's id.</param>
/// <param name="givenType">The type that the caller gave, or null.</param>
/// <param name="givenSystem">The operating system that the caller gave, or null.</param>
internal sealed class RebuildImage(string id, string? givenType, string? givenSystem)
{
    private Image? _image;
    private bool _isChecked;

    /// <summary>The image's id.</summary>
    public string Id => id;

    /// <summary>The image's name and id.</summary>
    public string Title => Describe(_image?.Name, id);

    /// <summary>The list of images was read, and does not have it.</summary>
    public bool IsMissing { get; private set; }

    /// <summary>The image's type: as given, or as the service's list of images shows it; null where that could not be read.</summary>
    public string? Type => givenType ?? _image?.Type;

    /// <summary>The image that a pool has. It is not looked for: the pool has it.</summary>
    /// <exception cref="ArgumentException">The service does not tell it.</exception>
    public static RebuildImage Of(Pool pool) => new(pool.ImageId ?? throw new ArgumentException($"The service does not tell the image of pool {pool.PoolId}: give -ImageId."), null, null)
    {
        _image = new Image { ImageId = pool.ImageId, Name = pool.SourceImageName },
        _isChecked = true,
    };

    /// <summary>An image in a sentence.</summary>
    public static string Describe(string? name, string? id) => string.IsNullOrEmpty(name) ? $"{id}" : $"'{name}' ({id})";

    /// <summary>Looks for the image, once. The list has no images of the market.</summary>
    /// <param name="client">The client.</param>
    /// <param name="warn">Where the action is forced: takes the warning that the list does not have it. Null where that is an error.</param>
    /// <param name="cancellationToken">Stops the request under way.</param>
    /// <returns>The error of an image that does not exist, or that is not as it was said to be; else null.</returns>
    public async Task<Exception?> CheckAsync(WorkspaceClient client, Action<string>? warn, CancellationToken cancellationToken)
    {
        if (_isChecked || givenType == "market")
        {
            return null;
        }

        try
        {
            await foreach (Image image in client.Images.List(new ImageFilter { ImageId = id }).WithCancellation(cancellationToken).ConfigureAwait(true))
            {
                _image = image.ImageId == id ? image : _image;
            }
        }
        catch (WorkspaceException refused) when (refused.StatusCode == HttpStatusCode.Forbidden)
        {
            // Who may rebuild need not be allowed to list images; the service has the last word.
            _isChecked = true;
            return null;
        }

        _isChecked = true;
        IsMissing = _image is null;
        if (_image is null && warn is not null)
        {
            warn($"There is no image '{id}' in the project's list. It is used all the same because of -Force: the service decides.");
            return null;
        }

        return _image is null
            ? new WorkspaceException(WorkspaceException.NotFound, $"There is no image '{id}' in this project.")
            {
                Advice = "Check the id: Get-WsImage lists all images. For one of the market use -ImageType market, for one that is shared with the project -Force.",
            }
            : Contradiction("ImageType", givenType, _image.Type) ?? Contradiction("OSType", givenSystem, _image.OSType);
    }

    /// <inheritdoc/>
    public override string ToString() => $"image {Title}";

    // What the image is need not be given; given wrongly another image may be meant.
    private ArgumentException? Contradiction(string parameter, string? given, string? actual) =>
        given is null || string.IsNullOrEmpty(actual) || string.Equals(given, actual, StringComparison.OrdinalIgnoreCase)
            ? null
            : new ArgumentException($"{parameter} '{given}' does not fit {this}, which is '{actual}'. Leave {parameter} out, or check the image's id.");
}
