using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Commands.Infrastructure.Views;
using Workspace.Images;

namespace Workspace.Commands.Infrastructure.Completion;

/// <summary>Completes something of images; where the command says a type, of those of that type.</summary>
internal abstract class ImageCompleter : LiveCompleter
{
    /// <summary>The parameter that says of which type the images are.</summary>
    protected abstract string TypeParameter { get; }

    protected sealed override string? Scope(IDictionary bound) => Bound<string>(bound, TypeParameter);

    protected sealed override async IAsyncEnumerable<CompletionItem> ListAsync(WorkspaceClient client, string? search, IDictionary bound, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (Image image in client.Images.List(new ImageFilter { Type = Scope(bound) }).WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (image is { ImageId: not null, Name: not null })
            {
                yield return CompletionItem(image);
            }
        }
    }

    protected abstract CompletionItem CompletionItem(Image image);

    protected static string Hint(Image image) => string.Join(", ", new[]
    {
        image.Name,
        image.Type,
        image.OSType,
        image.OSVersion,
        image.Created is { } ? $"made {ViewText.Day(image.Created)}" : null,
    }.Where(part => !string.IsNullOrEmpty(part)));
}
