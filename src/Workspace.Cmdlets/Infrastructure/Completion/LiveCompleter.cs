using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation.Language;
using System.Runtime.CompilerServices;
using System.Threading;

namespace Workspace.Commands.Infrastructure.Completion;

/// <summary>Completes what the service has. It uses a connection that there is, and makes none.</summary>
internal abstract class LiveCompleter : Completer
{
    private const string ConnectionParameter = nameof(WorkspaceCmdletBase.Connection);

    private static readonly ConditionalWeakTable<WsConnection, CompletionCache> _caches = new();

    protected sealed override IEnumerable<CompletionItem> Find(CompletionWord word, CommandAst command, IDictionary bound)
    {
        if (Connection(command, bound) is not { } connection)
        {
            return [];
        }

        WorkspaceClient client = connection.Client.With(SilentObserver.Instance);
        return _caches.GetOrCreateValue(connection).Get(
            GetType().Name + Scope(bound),
            Search(word),
            client.Clock,
            token => ListAsync(client, Search(word), bound, token));
    }

    /// <summary>What the service is asked for, within what it is scoped to.</summary>
    protected abstract IAsyncEnumerable<CompletionItem> ListAsync(WorkspaceClient client, string? search, IDictionary bound, CancellationToken cancellationToken);

    /// <summary>The part of the word that the service can search for, or null where it must list all.</summary>
    protected virtual string? Search(CompletionWord word) => null;

    /// <summary>What else of the command narrows the list down; part of the key that the list is kept under.</summary>
    protected virtual string? Scope(IDictionary bound) => null;

    // A connection that is named but cannot be told is not the current one, and what that one has is of no use.
    private static WsConnection? Connection(CommandAst command, IDictionary bound) =>
        Bound<WsConnection>(bound, ConnectionParameter)
        ?? (command.CommandElements.OfType<CommandParameterAst>().Any(p => p.ParameterName.Length > 1 && ConnectionParameter.StartsWith(p.ParameterName, System.StringComparison.OrdinalIgnoreCase))
            ? null
            : ConnectionStore.Current);
}
