using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Pools;

namespace Workspace.Commands.Infrastructure.Completion;

/// <summary>Completes something of pools.</summary>
internal abstract class PoolCompleter : LiveCompleter
{
    protected sealed override async IAsyncEnumerable<CompletionItem> ListAsync(WorkspaceClient client, string? search, IDictionary bound, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (Pool pool in client.Pools.List().WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (pool is { PoolId: not null, Name: not null })
            {
                yield return CompletionItem(pool);
            }
        }
    }

    protected sealed override IEnumerable<CompletionItem> Arrange(IEnumerable<CompletionItem> found) => found.OrderBy(pool => pool.Label, System.StringComparer.OrdinalIgnoreCase);

    protected abstract CompletionItem CompletionItem(Pool pool);

    protected static string Hint(Pool pool) => string.Join(", ", new[]
    {
        pool.Name,
        pool.Type,
        pool.Status,
        pool.DesktopCount is { } count ? $"{count} desktops" : null,
        pool.SourceImageName is { Length: > 0 } image ? $"image {image}" : null,
    }.Where(part => !string.IsNullOrEmpty(part)));
}
