using System.Text.RegularExpressions;
using Workspace.Desktops;

namespace Workspace.Commands.Infrastructure.Completion;

/// <summary>Completes desktops' ids, from how the id begins or the name does.</summary>
internal sealed class DesktopIdCompleter : DesktopCompleter
{
    // The service finds ids only whole, so where the word may be an id all are listed.
    protected override string? Search(CompletionWord word) => Regex.IsMatch(word.Text, @"^[0-9a-fA-F-]*\z") ? null : word.Text;

    protected override CompletionItem CompletionItem(Desktop desktop) => new(desktop.DesktopId!, desktop.Name!, Hint(desktop));
}
