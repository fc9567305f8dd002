using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading.Tasks;
using Workspace.Commands.Infrastructure;
using Workspace.Commands.Infrastructure.Completion;
using Workspace.Pools;

namespace Workspace.Commands;

/// <summary>Gets desktop pools (GET /desktop-pools, /desktop-pools/{pool_id}).</summary>
[Cmdlet(VerbsCommon.Get, "WsPool", DefaultParameterSetName = FilterSet, SupportsPaging = true)]
[OutputType(typeof(Pool))]
public sealed class GetWsPoolCommand : ListCmdletBase
{
    private const string FilterSet = "Filter";
    private const string IdSet = "Id";

    private readonly HashSet<string> _asked = new(StringComparer.OrdinalIgnoreCase);
    private WildcardSet? _names;

    /// <summary>The pools' ids. One that the service does not have is an error; the same one twice is asked for once.</summary>
    [Parameter(Mandatory = true, ParameterSetName = IdSet, ValueFromPipelineByPropertyName = true, HelpMessage = PromptHelp.PoolIds)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(PoolIdCompleter))]
    public string?[]? PoolId { get; set; }

    /// <summary>Names, with wildcards or without, in any case. A literal name that no pool has is an error.</summary>
    [Parameter(Position = 0, ParameterSetName = FilterSet)]
    [SupportsWildcards]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(PoolNameCompleter))]
    public string?[]? Name { get; set; }

    /// <summary>Pools of this type.</summary>
    [Parameter(ParameterSetName = FilterSet)]
    [ValidateSet("DYNAMIC", "STATIC")]
    public string? Type { get; set; }

    private protected override async Task BeginAsync()
    {
        await base.BeginAsync().ConfigureAwait(true);
        _names = ReadNames(Name, nameof(Name));
    }

    private protected override async Task ProcessAsync()
    {
        if (ParameterSetName == FilterSet)
        {
            await TryAsync(Name, ListAsync).ConfigureAwait(true);
            return;
        }

        foreach (string id in IdValidator.Read(PoolId, nameof(PoolId), WriteError))
        {
            if (_asked.Add(id))
            {
                await TryAsync(id, async () => WriteObject(await Client.Pools.GetAsync(id, StopToken).ConfigureAwait(true))).ConfigureAwait(true);
            }
        }
    }

    private protected override Task EndAsync()
    {
        WriteNotFound(_names, "pool");
        return Task.CompletedTask;
    }

    private async Task ListAsync()
    {
        foreach (string? search in _names?.Searches ?? [null])
        {
            var filter = new PoolFilter { Name = search, Type = Type };
            await WriteListAsync(
                (offset, first) => Client.Pools.List(filter, offset, first),
                _names is null ? null : pool => _names.Match(pool.Name) && _asked.Add(pool.PoolId ?? "")).ConfigureAwait(true);
        }
    }
}
