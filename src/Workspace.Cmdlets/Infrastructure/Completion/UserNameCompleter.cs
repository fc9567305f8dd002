using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using Workspace.Desktops;

namespace Workspace.Commands.Infrastructure.Completion;

/// <summary>Completes the names of users who have a desktop.</summary>
internal sealed class UserNameCompleter : DesktopCompleter
{
    protected override string? Search(CompletionWord word) => word.Search;

    protected override DesktopFilter Filter(string? search) => new() { UserName = search };

    protected override bool Fits(CompletionItem candidate, CompletionWord word) => word.Matches(candidate.Value);

    protected override string Spell(string value) => WildcardPattern.Escape(value);

    protected override IEnumerable<CompletionItem> Arrange(IEnumerable<CompletionItem> found) =>
        found.GroupBy(user => user.Value, System.StringComparer.OrdinalIgnoreCase).Select(desktops => desktops.First()).OrderBy(user => user.Value, System.StringComparer.OrdinalIgnoreCase);

    protected override CompletionItem? CompletionItem(Desktop desktop) =>
        desktop.UserName is { Length: > 0 } user ? new(user, user, Hint(desktop)) : null;
}
