using Workspace.Images;

namespace Workspace.Commands.Infrastructure.Completion;

/// <summary>Completes images' ids, from how the id begins or the name does.</summary>
internal sealed class ImageIdCompleter : ImageCompleter
{
    protected override string TypeParameter => "ImageType";

    protected override CompletionItem CompletionItem(Image image) => new(image.ImageId!, image.Name!, Hint(image));
}
