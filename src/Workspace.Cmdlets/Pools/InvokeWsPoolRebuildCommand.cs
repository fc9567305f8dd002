using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using Workspace.Commands.Infrastructure;
using Workspace.Commands.Infrastructure.Completion;
using Workspace.Pools;

namespace Workspace.Commands;

/// <summary>Rebuilds the system disks of a pool's desktops with an image (POST /desktop-pools/{pool_id}/rebuild).</summary>
// One parameter set: with one for pools as the default, PowerShell binds only the PoolId of a piped desktop, and the whole pool is rebuilt.
[Cmdlet(VerbsLifecycle.Invoke, "WsPoolRebuild", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(Job))]
public sealed class InvokeWsPoolRebuildCommand : RebuildCmdletBase
{
    // What the parameters hold where an object did not give them. PowerShell restores this for each object, while
    // BoundParameters remembers what the objects before it had.
    private static readonly string?[] _noDesktops = [];
    private static readonly string _noJob = new(' ', 1);

    private PoolRebuildAction? _action;
    private KeyValuePair<string, Predicate<Pool>>[] _canaries = [];

    /// <summary>The pool's id: the whole pool, or with -DesktopId the pool that these desktops are in.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true, HelpMessage = PromptHelp.PoolId)]
    [AllowNull]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(PoolIdCompleter))]
    public string? PoolId { get; set; }

    /// <summary>Only these desktops of the pool. They are gathered into one request for each pool; of more than 100, which needs -Wait, one after the other.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(DesktopIdCompleter))]
    public string?[]? DesktopId { get; set; } = _noDesktops;

    /// <inheritdoc/>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ImageIdCompleter))]
    public override string? ImageId { get; set; }

    /// <summary>The id of a piped job: it tells a job from a pool, so that a job never rebuilds what it worked on.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, DontShow = true)]
    [AllowNull]
    [AllowEmptyString]
    public string? JobId { get; set; } = _noJob;

    /// <summary>Only desktops whose image differs from the pool's.</summary>
    [Parameter]
    public SwitchParameter Repair { get; set; }

    /// <summary>With -Wait: how many pools are worked on at a time, 1 to 1000.</summary>
    [Parameter]
    [ValidateRange(1, 1000)]
    [NotEmpty(nameof(ThrottleLimit))]
    public int ThrottleLimit { get; set; } = 5;

    /// <summary>With -Wait: the pools that go first, by name with wildcards or by id. The others begin when these have ended.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[]? Canary { get; set; }

    /// <summary>With -Wait: when so many pools have failed, no further one is begun. 1 or more.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    [NotEmpty(nameof(StopAfterFailures))]
    public int StopAfterFailures { get; set; } = 1;

    private protected override IAsyncDisposable? Started => _action;

    private PoolRebuildAction Action => _action ??= new(
        Client,
        Rebuild,
        Settings(Force),
        new() { ThrottleLimit = ThrottleLimit, StopAfterFailures = StopAfterFailures, Canaries = _canaries },
        ActionObserver);

    private PoolRebuild Rebuild => new()
    {
        ImageType = ImageType,
        ImageId = ImageId,
        OSType = OSType,
        DelayMinutes = DelayMinutes,
        Message = Message,
        OrderId = OrderId,
        Repair = MyInvocation.BoundParameters.ContainsKey(nameof(Repair)) ? Repair.ToBool() : null,
        HandleType = HandleType,
        EncryptType = EncryptType,
        KmsKeyId = KmsKeyId,
    };

    private protected override void Validate()
    {
        PoolRebuild rebuild = Rebuild;

        // The pool's own image is not known yet; whatever it is, it fits.
        rebuild.ImageId ??= "own";
        rebuild.Validate();
    }

    private protected override async Task BeginAsync()
    {
        if (!Wait && new[] { nameof(ThrottleLimit), nameof(Canary), nameof(StopAfterFailures) }.FirstOrDefault(MyInvocation.BoundParameters.ContainsKey) is { } lonely)
        {
            Terminate(new ArgumentException($"-{lonely} needs -Wait: without it all pools are begun at once, and nobody sees what becomes of them."), lonely);
        }

        try
        {
            _canaries = [.. (Canary ?? []).Select(text => new KeyValuePair<string, Predicate<Pool>>(text, WildcardSet.CompilePool(text)))];
        }
        catch (ArgumentException invalid)
        {
            Terminate(invalid, Canary);
        }

        await base.BeginAsync().ConfigureAwait(true);
    }

    private protected override async Task ProcessAsync()
    {
        if (!ReferenceEquals(JobId, _noJob))
        {
            WriteError(new ArgumentException($"Job {JobId} is not a pool, and a job is never rebuilt. Pipe pools (Get-WsPool) or desktops (Get-WsPoolDesktop).").ToErrorRecord(JobId));
        }
        else if (!ReferenceEquals(DesktopId, _noDesktops))
        {
            await AddDesktopsAsync().ConfigureAwait(true);
        }
        else if (IdValidator.ReadOne(PoolId, nameof(PoolId), WriteError) is { } pool)
        {
            await WriteAsync(Action.AddAsync(new(pool))).ConfigureAwait(true);
        }
    }

    private protected override Task EndAsync() => WriteAsync(Action.CompleteAsync());

    private async Task AddDesktopsAsync()
    {
        string[] desktops = [.. IdValidator.Read(DesktopId, nameof(DesktopId), WriteError)];
        if (desktops.Length > 0 && string.IsNullOrWhiteSpace(PoolId))
        {
            WriteError(new ArgumentException($"Desktop {NameList.Of(desktops)} comes without its pool. Pipe desktops from Get-WsPoolDesktop, or from Get-WsDesktop -IncludePool.").ToErrorRecord(desktops[0]));
        }
        else if (desktops.Length > 0)
        {
            await WriteAsync(Action.AddAsync(new(PoolId!, desktops))).ConfigureAwait(true);
        }
    }
}
