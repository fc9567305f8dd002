using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Desktops;
using Workspace.Http;
using Workspace.Serialization;

namespace Workspace.Agents;

/// <summary>The service's operations on monitoring agents (the Cloud Eye plug-in; not the access agent).</summary>
public sealed class AgentOperations
{
    private static readonly PageWindow _window = new(100);

    private readonly RestClient _rest;

    internal AgentOperations(RestClient rest) => _rest = rest;

    /// <summary>The agents of desktops (GET /desktops/agents), 100 desktops a page.</summary>
    /// <param name="filter">Of which desktops; of all where it is null.</param>
    /// <param name="offset">How many to pass over.</param>
    /// <returns>One state for each desktop.</returns>
    public ItemList<AgentState> List(AgentFilter? filter = null, int offset = 0) =>
        _rest.List<AgentPage, AgentState>("/desktops/agents", (filter ?? new()).ToQuery(), _window, WorkspaceJson.Default.AgentPage, state => state.DesktopId, offset);

    /// <summary>Installs the agent (POST /desktops/agents).</summary>
    /// <param name="desktopIds">1 to 100 ids, each up to 255 characters.</param>
    /// <param name="cancellationToken">Stops the request under way; it may have been carried out all the same.</param>
    /// <returns>The job's id.</returns>
    public Task<string> InstallAsync(IReadOnlyList<string> desktopIds, CancellationToken cancellationToken = default)
    {
        var body = new DesktopIds(ResourceId.CheckAll(desktopIds, nameof(desktopIds)));
        return _rest.StartJobAsync("/desktops/agents", body, WorkspaceJson.Default.DesktopIds, cancellationToken);
    }

    /// <summary>
    /// What shows without a job that an installation was carried out: every desktop has the agent, or is getting it (GET /desktops/agents,
    /// once for each desktop until one has not).
    /// </summary>
    /// <param name="desktopIds">The desktops.</param>
    /// <param name="cancellationToken">Stops the request under way.</param>
    /// <returns>That in words, or null.</returns>
    public async Task<string?> FindTraceAsync(IReadOnlyList<string> desktopIds, CancellationToken cancellationToken = default)
    {
        foreach (string id in desktopIds)
        {
            bool isThere = false;
            await foreach (AgentState state in List(new AgentFilter { DesktopId = id }).WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                isThere |= string.Equals(state.DesktopId, id, StringComparison.OrdinalIgnoreCase) && (state.IsInstalled || state.Progress is not null);
            }

            if (!isThere)
            {
                return null;
            }
        }

        return "every desktop has the agent or is getting it";
    }
}
