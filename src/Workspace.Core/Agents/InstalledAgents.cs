using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;

namespace Workspace.Agents;

/// <summary>
/// Finds out which desktops have the agent (GET /desktops/agents): by id where few are asked about, otherwise from one list of all that have it, which
/// is read once. Where the identity may not read agents, no desktop is known to have it.
/// </summary>
/// <param name="agents">The operations on agents.</param>
public sealed class InstalledAgents(AgentOperations agents)
{
    private const int MostById = 5;

    private Task<HashSet<string?>>? _all;

    /// <summary>Finds those of some desktops that have the agent.</summary>
    /// <param name="desktopIds">The ids of the desktops.</param>
    /// <param name="cancellationToken">Stops the requests under way.</param>
    /// <returns>The ids of those that have it.</returns>
    public async Task<IReadOnlyCollection<string>> FindAsync(IReadOnlyList<string> desktopIds, CancellationToken cancellationToken = default)
    {
        if (_all is null && desktopIds.Count <= MostById)
        {
            HashSet<string?>[] found = await Task.WhenAll(desktopIds.Select(id => ReadAsync(new AgentFilter { DesktopId = id }, cancellationToken))).ConfigureAwait(false);
            return [.. desktopIds.Where((id, index) => found[index].Contains(id))];
        }

        HashSet<string?> all = await (_all ??= ReadAsync(new AgentFilter { IsInstalled = true }, cancellationToken)).ConfigureAwait(false);
        return [.. desktopIds.Where(id => all.Contains(id))];
    }

    private async Task<HashSet<string?>> ReadAsync(AgentFilter filter, CancellationToken cancellationToken)
    {
        var ids = new HashSet<string?>(StringComparer.Ordinal);
        try
        {
            await foreach (AgentState state in agents.List(filter).WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                if (state.IsInstalled)
                {
                    ids.Add(state.DesktopId);
                }
            }
        }
        catch (WorkspaceException refused) when (refused.StatusCode == HttpStatusCode.Forbidden)
        {
            // Who may install need not be allowed to read; the service has the last word.
        }

        return ids;
    }
}
