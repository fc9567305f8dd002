using System.Management.Automation;
using Workspace.Desktops;

namespace Workspace.Commands.Infrastructure.Completion;

/// <summary>Completes desktops' names.</summary>
internal sealed class DesktopNameCompleter : DesktopCompleter
{
    protected override string? Search(CompletionWord word) => word.Search;

    protected override bool Fits(CompletionItem candidate, CompletionWord word) => word.Matches(candidate.Value);

    protected override string Spell(string value) => WildcardPattern.Escape(value);

    protected override CompletionItem CompletionItem(Desktop desktop) => new(desktop.Name!, desktop.Name!, Hint(desktop));
}
