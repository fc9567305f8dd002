using System.Management.Automation;
using Workspace.Images;

namespace Workspace.Commands.Infrastructure.Completion;

/// <summary>Completes images' names.</summary>
internal sealed class ImageNameCompleter : ImageCompleter
{
    protected override string TypeParameter => "Type";

    protected override bool Fits(CompletionItem candidate, CompletionWord word) => word.Matches(candidate.Value);

    protected override string Spell(string value) => WildcardPattern.Escape(value);

    protected override CompletionItem CompletionItem(Image image) => new(image.Name!, image.Name!, Hint(image));
}
