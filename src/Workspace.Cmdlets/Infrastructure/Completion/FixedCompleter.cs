using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation.Language;

namespace Workspace.Commands.Infrastructure.Completion;

/// <summary>Completes what is always the same, and can be given otherwise too.</summary>
internal abstract class FixedCompleter : Completer
{
    /// <summary>Each value with what it means.</summary>
    protected abstract IReadOnlyList<(string Value, string Meaning)> Values { get; }

    protected sealed override IEnumerable<CompletionItem> Find(CompletionWord word, CommandAst command, IDictionary bound) =>
        Values.Select(value => new CompletionItem(value.Value, value.Value, value.Meaning));
}
