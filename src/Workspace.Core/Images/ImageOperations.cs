using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Http;
using Workspace.Jobs;
using Workspace.Serialization;

namespace Workspace.Images;

/// <summary>The service's operations on images.</summary>
public sealed class ImageOperations
{
    private static readonly PageWindow _window = new(100, 5000);

    private readonly RestClient _rest;
    private readonly IClock _clock;

    internal ImageOperations(RestClient rest, IClock clock)
    {
        _rest = rest;
        _clock = clock;
    }

    /// <summary>Images (GET /images), 100 a page.</summary>
    /// <param name="filter">Which; all where it is null.</param>
    /// <param name="offset">How many to pass over.</param>
    /// <returns>The images.</returns>
    public ItemList<Image> List(ImageFilter? filter = null, int offset = 0) =>
        _rest.List<ImagePage, Image>("/images", (filter ?? new()).ToQuery(), _window, WorkspaceJson.Default.ImagePage, image => image.ImageId, offset);

    /// <summary>Makes an image of a desktop (POST /desktops/desktop-to-image).</summary>
    /// <param name="capture">What of, and how.</param>
    /// <param name="cancellationToken">Stops the request under way; it may have been carried out all the same.</param>
    /// <returns>The job's id.</returns>
    public Task<string> CaptureAsync(ImageCapture capture, CancellationToken cancellationToken = default)
    {
        capture.Validate();
        return _rest.StartJobAsync("/desktops/desktop-to-image", capture, WorkspaceJson.Default.ImageCapture, cancellationToken);
    }

    /// <summary>The private images of exactly this name.</summary>
    /// <param name="name">The name, compared letter by letter.</param>
    /// <param name="cancellationToken">Stops the request under way.</param>
    /// <returns>The images, mostly none or one.</returns>
    public async Task<IReadOnlyList<Image>> FindPrivateAsync(string name, CancellationToken cancellationToken = default)
    {
        List<Image> found = [];
        await foreach (Image image in List(new ImageFilter { Type = "private" }).WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (string.Equals(image.Name, name, StringComparison.Ordinal))
            {
                found.Add(image);
            }
        }

        return found;
    }

    /// <summary>What shows without a job that a capture was carried out: a private image of the name that was not there before.</summary>
    /// <param name="name">The image's name.</param>
    /// <param name="knownIds">The ids of the images of that name before the capture.</param>
    /// <param name="cancellationToken">Stops the request under way.</param>
    /// <returns>That in words, or null.</returns>
    public async Task<string?> FindTraceAsync(string name, IReadOnlyCollection<string> knownIds, CancellationToken cancellationToken = default) =>
        await FindNewAsync(name, knownIds, cancellationToken).ConfigureAwait(false) is { } image ? $"an image '{name}' ({image.ImageId}) is there now" : null;

    /// <summary>
    /// Waits for the image that a capture made. Neither the job nor its answer names it, and it appears some time after the job's end:
    /// it is the private image of that name that was not there before.
    /// </summary>
    /// <param name="name">The image's name.</param>
    /// <param name="knownIds">The ids of the images of that name before the capture.</param>
    /// <param name="timeout">How long to wait.</param>
    /// <param name="cancellationToken">Stops the wait.</param>
    /// <returns>The image, or null when none came in time.</returns>
    public async Task<Image?> WaitForAsync(string name, IReadOnlyCollection<string> knownIds, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        Image? found = null;
        await Poll.UntilAsync(_clock, timeout, LookAsync, cancellationToken).ConfigureAwait(false);
        return found;

        async Task<bool> LookAsync(CancellationToken token)
        {
            found = await FindNewAsync(name, knownIds, token).ConfigureAwait(false);
            return found is not null;
        }
    }

    private async Task<Image?> FindNewAsync(string name, IReadOnlyCollection<string> knownIds, CancellationToken cancellationToken)
    {
        IReadOnlyList<Image> images = await FindPrivateAsync(name, cancellationToken).ConfigureAwait(false);
        return images.FirstOrDefault(image => image.ImageId is { } id && !knownIds.Contains(id));
    }
}
