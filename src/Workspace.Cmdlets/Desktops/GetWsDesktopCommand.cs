using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using Workspace.Actions;
using Workspace.Commands.Infrastructure;
using Workspace.Commands.Infrastructure.Completion;
using Workspace.Desktops;

namespace Workspace.Commands;

/// <summary>Gets cloud desktops (GET /desktops/detail, /desktops/{desktop_id}).</summary>
[Cmdlet(VerbsCommon.Get, "WsDesktop", DefaultParameterSetName = FilterSet, SupportsPaging = true)]
[OutputType(typeof(Desktop))]
public sealed class GetWsDesktopCommand : ListCmdletBase
{
    // The default takes nothing from the pipeline: PowerShell tries it first, and would bind only the PoolId of a desktop.
    private const string FilterSet = "Filter";
    private const string PoolSet = "Pool";
    private const string IdSet = "Id";

    private readonly IdBatches<IReadOnlyList<(string Id, Desktop? Desktop, WorkspaceException? Error)>> _byId;
    private readonly Dictionary<string, string?> _knownPools = new(StringComparer.OrdinalIgnoreCase);
    private WildcardSet? _names;
    private WildcardSet? _users;

    /// <summary>Makes the cmdlet.</summary>
    public GetWsDesktopCommand() => _byId = new(FetchAsync, TakeAsync);

    /// <summary>The desktops' ids. One that the service does not have is an error.</summary>
    [Parameter(Mandatory = true, ParameterSetName = IdSet, ValueFromPipelineByPropertyName = true, HelpMessage = PromptHelp.DesktopIds)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(DesktopIdCompleter))]
    public string?[]? DesktopId { get; set; }

    /// <summary>Names, with wildcards or without, in any case. A literal name that no desktop has is an error.</summary>
    [Parameter(Position = 0, ParameterSetName = FilterSet)]
    [Parameter(Position = 0, ParameterSetName = PoolSet)]
    [SupportsWildcards]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(DesktopNameCompleter))]
    public string?[]? Name { get; set; }

    /// <summary>Desktops of this pool. With -DesktopId it only tells the pool that the desktops are known to be in.</summary>
    [Parameter(Mandatory = true, ParameterSetName = PoolSet, ValueFromPipelineByPropertyName = true, HelpMessage = PromptHelp.PoolId)]
    [Parameter(ParameterSetName = IdSet, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(PoolIdCompleter))]
    public string? PoolId { get; set; }

    /// <summary>Desktops of this status.</summary>
    [Parameter(ParameterSetName = FilterSet)]
    [Parameter(ParameterSetName = PoolSet)]
    [ValidateSet("ACTIVE", "SHUTOFF", "ERROR", "HIBERNATED")]
    public string? Status { get; set; }

    /// <summary>Desktops of this user, with wildcards or without, in any case.</summary>
    [Parameter(ParameterSetName = FilterSet)]
    [Parameter(ParameterSetName = PoolSet)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(UserNameCompleter))]
    public string? UserName { get; set; }

    /// <summary>Desktops made of this image.</summary>
    [Parameter(ParameterSetName = FilterSet)]
    [Parameter(ParameterSetName = PoolSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ImageIdCompleter))]
    public string? ImageId { get; set; }

    /// <summary>Desktops of this type.</summary>
    [Parameter(ParameterSetName = FilterSet)]
    [Parameter(ParameterSetName = PoolSet)]
    [ValidateSet("DEDICATED", "POOLED", "SHARED")]
    public string? Type { get; set; }

    /// <summary>Desktops that have all these tags.</summary>
    [Parameter(ParameterSetName = FilterSet)]
    [Parameter(ParameterSetName = PoolSet)]
    [ValidateNotNullOrEmpty]
    public Hashtable? Tag { get; set; }

    /// <summary>Also find each desktop's pool, which the service's detail does not tell: one more request for each 100 desktops.</summary>
    [Parameter]
    public SwitchParameter IncludePool { get; set; }

    private protected override async Task BeginAsync()
    {
        await base.BeginAsync().ConfigureAwait(true);
        _names = ReadNames(Name, nameof(Name));
        _users = ReadNames([UserName], nameof(UserName));
    }

    private protected override Task ProcessAsync() => ParameterSetName == IdSet ? AddIdsAsync() : TryAsync(PoolId ?? (object?)Name, ListAsync);

    private protected override async Task EndAsync()
    {
        await _byId.CompleteAsync().ConfigureAwait(true);
        WriteNotFound(_names, "desktop");
    }

    private protected override Task DrainAsync() => _byId.DrainAsync();

    private protected override async Task PrepareAsync<T>(IReadOnlyList<T> items)
    {
        IReadOnlyList<Desktop> desktops = (IReadOnlyList<Desktop>)items;
        if (PoolId is { Length: > 0 } pool)
        {
            foreach (Desktop desktop in desktops)
            {
                desktop.PoolId = pool;
            }
        }
        else if (IncludePool)
        {
            await Client.Desktops.FillPoolsAsync(desktops, StopToken).ConfigureAwait(true);
        }
    }

    private async Task AddIdsAsync()
    {
        foreach (string id in IdValidator.Read(DesktopId, nameof(DesktopId), WriteError))
        {
            _knownPools[id] = PoolId;
            await _byId.AddAsync(id).ConfigureAwait(true);
        }
    }

    private async Task ListAsync()
    {
        if (ParameterSetName == PoolSet && IdValidator.ReadOne(PoolId, nameof(PoolId), WriteError) is null)
        {
            return;
        }

        var written = new HashSet<string>(StringComparer.Ordinal);
        bool Keep(Desktop desktop) =>
            (_names?.Match(desktop.Name) ?? true) && IsUsers(desktop) && (_names is null || written.Add(desktop.DesktopId ?? ""));
        Func<Desktop, bool>? keep = _names is null && _users is null ? null : Keep;
        bool any = false;
        foreach (string? search in _names?.Searches ?? [null])
        {
            DesktopFilter filter = Filter(search);
            any |= await WriteListAsync((offset, first) => Client.Desktops.List(filter, offset, first), keep).ConfigureAwait(true);
        }

        if (!any && ParameterSetName == PoolSet)
        {
            await CheckPoolAsync(PoolId!).ConfigureAwait(true);
        }
    }

    private DesktopFilter Filter(string? name) => new()
    {
        ComputerName = name,
        PoolIds = PoolId is { Length: > 0 } pool ? [pool] : null,
        Status = Status,
        UserName = _users?.Searches.First(),
        ImageId = ImageId,
        Types = Type is null ? null : [Type],
        Tags = TagConverter.Read(Tag),
    };

    // The service's own search for users is fuzzy.
    private bool IsUsers(Desktop desktop) => _users is null
        || (desktop.UserName is { Length: > 0 } user && _users.Match(user))
        || desktop.UserList?.Any(_users.Match) == true;

    private async Task<IReadOnlyList<(string Id, Desktop? Desktop, WorkspaceException? Error)>> FetchAsync(IReadOnlyList<string> ids)
    {
        try
        {
            IReadOnlyDictionary<string, Desktop> found = await Client.Desktops.GetManyAsync(ids, StopToken).ConfigureAwait(true);
            return [.. ids.Select(id => (id, found.TryGetValue(id, out Desktop? desktop) ? desktop : null, (WorkspaceException?)null))];
        }
        catch (WorkspaceException failure)
        {
            return [.. ids.Select(id => (id, (Desktop?)null, (WorkspaceException?)failure))];
        }
    }

    private async Task TakeAsync(IReadOnlyList<(string Id, Desktop? Desktop, WorkspaceException? Error)> batch)
    {
        Desktop[] found = [.. batch.Select(b => b.Desktop).OfType<Desktop>()];
        foreach (Desktop desktop in found)
        {
            desktop.PoolId = _knownPools[desktop.DesktopId!];
        }

        if (IncludePool)
        {
            await TryAsync(null, () => Client.Desktops.FillPoolsAsync(found, StopToken)).ConfigureAwait(true);
        }

        foreach (var (id, desktop, error) in batch)
        {
            if (desktop is not null)
            {
                WriteObject(desktop);
            }
            else if (error is not null)
            {
                Report(error, id);
            }
            else
            {
                WriteError(ErrorRecords.NotFound("desktop", id, "Check the id, the region and the project: Get-WsConnection shows where you are."));
            }
        }
    }
}
