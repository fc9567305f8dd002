using Workspace.Pools;

namespace Workspace.Commands.Shell.Completion;

/// <summary>Completes pools' ids, from how the id begins or the name does.</summary>
internal sealed class PoolIdCompleter : PoolCompleter
{
    protected override Candidate Candidate(Pool pool) => new(pool.PoolId!, pool.Name!, Hint(pool));
}
