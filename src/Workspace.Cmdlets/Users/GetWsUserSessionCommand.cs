using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading.Tasks;
using Workspace.Commands.Infrastructure;
using Workspace.Commands.Infrastructure.Completion;
using Workspace.Desktops;
using Workspace.Users;

namespace Workspace.Commands;

/// <summary>Tells on which desktops somebody is logged on (GET /connect-desktops; for pools and given desktops GET /desktops/detail).</summary>
[Cmdlet(VerbsCommon.Get, "WsUserSession", DefaultParameterSetName = FilterSet)]
[OutputType(typeof(UserSession))]
public sealed class GetWsUserSessionCommand : WorkspaceCmdletBase
{
    // The default takes nothing from the pipeline: PowerShell tries it first, and would bind only the PoolId of a desktop.
    private const string FilterSet = "Filter";
    private const string PoolSet = "Pool";
    private const string IdSet = "Id";

    private readonly DesktopReader _desktops;
    private readonly Dictionary<string, string?> _knownPools = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Makes the cmdlet.</summary>
    public GetWsUserSessionCommand() => _desktops = new(ids => Client.Desktops.GetManyAsync(ids, StopToken), WriteAsync, Report, WriteError);

    /// <summary>The desktops' ids. One that the service does not have is an error, one without a session is not.</summary>
    [Parameter(Mandatory = true, ParameterSetName = IdSet, ValueFromPipelineByPropertyName = true, HelpMessage = PromptHelp.DesktopIds)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(DesktopIdCompleter))]
    public string?[]? DesktopId { get; set; }

    /// <summary>The pool's id. With -DesktopId it is not needed.</summary>
    [Parameter(Mandatory = true, ParameterSetName = PoolSet, ValueFromPipelineByPropertyName = true, HelpMessage = PromptHelp.PoolId)]
    [Parameter(ParameterSetName = IdSet, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(PoolIdCompleter))]
    public string? PoolId { get; set; }

    /// <summary>Sessions of these users, named in full, in any case; 100 at most.</summary>
    [Parameter(Position = 0, ParameterSetName = FilterSet)]
    [Parameter(Position = 0, ParameterSetName = PoolSet)]
    [ValidateNotNullOrEmpty]
    [ValidateCount(1, SessionFilter.MaxUserNames)]
    [ArgumentCompleter(typeof(UserNameCompleter))]
    public string[]? UserName { get; set; }

    /// <summary>CONNECTED: who is at the desktop. DISCONNECTED: who is away while programs go on.</summary>
    [Parameter]
    [ValidateSet("CONNECTED", "DISCONNECTED")]
    public string? Status { get; set; }

    private SessionFilter Filter => new() { LoginStatus = Status, UserNames = UserName };

    private protected override async Task ProcessAsync()
    {
        if (ParameterSetName == IdSet)
        {
            foreach (string? id in DesktopId ?? [])
            {
                _knownPools[id ?? ""] = PoolId;
            }

            await _desktops.AddAsync(DesktopId).ConfigureAwait(true);
        }
        else if (ParameterSetName == FilterSet)
        {
            await TryAsync(null, () => ListAsync(Client.Users.ListSessions(Filter))).ConfigureAwait(true);
        }
        else if (IdValidator.ReadOne(PoolId, nameof(PoolId), WriteError) is { } pool)
        {
            await TryAsync(pool, () => ListPoolAsync(pool)).ConfigureAwait(true);
        }
    }

    private protected override Task EndAsync() => _desktops.CompleteAsync();

    private protected override Task DrainAsync() => _desktops.DrainAsync();

    private async Task ListPoolAsync(string poolId)
    {
        if (!await ListAsync(Client.Users.ListPoolSessions(poolId, Filter)).ConfigureAwait(true))
        {
            await CheckPoolAsync(poolId).ConfigureAwait(true);
        }
    }

    private async Task<bool> ListAsync(ItemList<UserSession> sessions)
    {
        bool any = false;
        await foreach (UserSession session in sessions.WithCancellation(StopToken).ConfigureAwait(true))
        {
            any = true;
            WriteObject(session);
        }

        return any;
    }

    private Task WriteAsync(IReadOnlyList<Desktop> desktops)
    {
        foreach (Desktop desktop in desktops)
        {
            desktop.PoolId = _knownPools[desktop.DesktopId!];
        }

        foreach (UserSession session in UserOperations.SessionsOf(desktops, Filter))
        {
            WriteObject(session);
        }

        return Task.CompletedTask;
    }
}
