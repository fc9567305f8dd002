using Workspace.Pools;

namespace Workspace.Commands.Infrastructure.Completion;

/// <summary>Completes pools' ids, from how the id begins or the name does.</summary>
internal sealed class PoolIdCompleter : PoolCompleter
{
    protected override CompletionItem CompletionItem(Pool pool) => new(pool.PoolId!, pool.Name!, Hint(pool));
}
