using System.Management.Automation;
using Workspace.Pools;

namespace Workspace.Commands.Infrastructure.Completion;

/// <summary>Completes pools' names.</summary>
internal sealed class PoolNameCompleter : PoolCompleter
{
    protected override bool Fits(CompletionItem candidate, CompletionWord word) => word.Matches(candidate.Value);

    protected override string Spell(string value) => WildcardPattern.Escape(value);

    protected override CompletionItem CompletionItem(Pool pool) => new(pool.Name!, pool.Name!, Hint(pool));
}
