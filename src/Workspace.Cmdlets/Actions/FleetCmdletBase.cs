using System;
using System.Management.Automation;
using System.Threading.Tasks;
using Workspace.Actions;
using Workspace.Commands.Infrastructure;
using Workspace.Commands.Infrastructure.Completion;

namespace Workspace.Commands;

/// <summary>A cmdlet of an action on desktops, or on whole pools. Only a pool's own id stands for a whole pool: not that of a desktop, nor that of a job.</summary>
public abstract class FleetCmdletBase : ActionCmdletBase
{
    // The default, which PowerShell tries first: a desktop with the id of its pool is that desktop.
    private protected const string DesktopSet = "Desktop";
    private protected const string PoolSet = "Pool";

    // What the parameter holds where an object did not give it; PowerShell restores this for each object.
    private static readonly string _noJob = new(' ', 1);

    private ServiceAction<FleetTarget>? _action;

    private protected FleetCmdletBase()
    {
    }

    /// <summary>The desktops' ids.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = DesktopSet, ValueFromPipelineByPropertyName = true, HelpMessage = PromptHelp.DesktopIds)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(DesktopIdCompleter))]
    public string?[]? DesktopId { get; set; }

    /// <summary>The pools' ids: all desktops of these pools.</summary>
    [Parameter(Mandatory = true, ParameterSetName = PoolSet, ValueFromPipelineByPropertyName = true, HelpMessage = PromptHelp.PoolIds)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(PoolIdCompleter))]
    public string?[]? PoolId { get; set; }

    /// <summary>The id of a piped job: it tells a job from a pool, so that a job never stands for the pool that it worked on.</summary>
    [Parameter(ParameterSetName = PoolSet, ValueFromPipelineByPropertyName = true, DontShow = true)]
    [AllowNull]
    [AllowEmptyString]
    public string? JobId { get; set; } = _noJob;

    private protected sealed override IAsyncDisposable? Started => _action;

    /// <summary>Makes the action, when the connection is there.</summary>
    private protected abstract ServiceAction<FleetTarget> CreateAction();

    private protected override async Task BeginAsync()
    {
        await base.BeginAsync().ConfigureAwait(true);
        _action = CreateAction();
    }

    private protected sealed override async Task ProcessAsync()
    {
        if (ParameterSetName == DesktopSet)
        {
            foreach (string id in IdValidator.Read(DesktopId, nameof(DesktopId), WriteError))
            {
                await WriteAsync(_action!.AddAsync(FleetTarget.Desktop(id))).ConfigureAwait(true);
            }
        }
        else if (!ReferenceEquals(JobId, _noJob))
        {
            WriteError(new ArgumentException($"Job {JobId} is not a pool, and never stands for the pool that it worked on. Pipe pools (Get-WsPool) or desktops (Get-WsDesktop).").ToErrorRecord(JobId));
        }
        else
        {
            foreach (string id in IdValidator.Read(PoolId, nameof(PoolId), WriteError))
            {
                await WriteAsync(_action!.AddAsync(FleetTarget.Pool(id))).ConfigureAwait(true);
            }
        }
    }

    private protected sealed override Task EndAsync() => WriteAsync(_action!.CompleteAsync());
}
