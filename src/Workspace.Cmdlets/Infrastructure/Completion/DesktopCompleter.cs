using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Desktops;

namespace Workspace.Commands.Infrastructure.Completion;

/// <summary>Completes something of desktops; with -PoolId, of the desktops of that pool.</summary>
internal abstract class DesktopCompleter : LiveCompleter
{
    protected sealed override string? Scope(IDictionary bound) => Bound<string>(bound, "PoolId");

    protected sealed override async IAsyncEnumerable<CompletionItem> ListAsync(WorkspaceClient client, string? search, IDictionary bound, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        DesktopFilter filter = Filter(search);
        filter.PoolIds = Scope(bound) is { Length: > 0 } pool ? [pool] : null;
        filter.SortField = "computer_name";
        filter.SortType = "ASC";
        await foreach (Desktop desktop in client.Desktops.List(filter).WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (desktop is { DesktopId: not null, Name: not null } && CompletionItem(desktop) is { } candidate)
            {
                yield return candidate;
            }
        }
    }

    /// <summary>What of the desktop is completed, or null where it has none.</summary>
    protected abstract CompletionItem? CompletionItem(Desktop desktop);

    protected virtual DesktopFilter Filter(string? search) => new() { ComputerName = search };

    protected static string Hint(Desktop desktop) => string.Join(", ", new[]
    {
        desktop.Name,
        desktop.Status,
        desktop.TaskStatus,
        desktop.LoginStatus,
        desktop.UserName is { Length: > 0 } user ? $"user {user}" : "no user",
        desktop.SourceImageName is { Length: > 0 } image ? $"image {image}" : null,
    }.Where(part => !string.IsNullOrEmpty(part)));
}
