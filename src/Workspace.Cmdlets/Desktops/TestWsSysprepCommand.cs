using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using Workspace.Actions;
using Workspace.Commands.Infrastructure;
using Workspace.Commands.Infrastructure.Completion;
using Workspace.Desktops;

namespace Workspace.Commands;

/// <summary>Tells whether Sysprep can run on desktops (POST /sysprep). It changes nothing.</summary>
[Cmdlet(VerbsDiagnostic.Test, "WsSysprep")]
[OutputType(typeof(SysprepInfo), typeof(bool))]
public sealed class TestWsSysprepCommand : WorkspaceCmdletBase
{
    private readonly IdBatches<SysprepBatch> _queue;
    private bool _anyInput;
    private bool _allReady = true;

    /// <summary>Makes the cmdlet.</summary>
    public TestWsSysprepCommand() => _queue = new(FetchAsync, TakeAsync);

    /// <summary>The desktops' ids. Without any, and without a pipeline, every desktop of the project is asked for.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(DesktopIdCompleter))]
    public string?[]? DesktopId { get; set; }

    /// <summary>The lowest version that is Ready. Desktops below it are marked, not left out.</summary>
    [Parameter]
    [ValidateNotNull]
    public Version? MinimumVersion { get; set; }

    /// <summary>Also ask whether an image can be made: one more request for each desktop.</summary>
    [Parameter]
    public SwitchParameter IncludeImageSupport { get; set; }

    /// <summary>Only tell True when there was a desktop and all are Ready, else False.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    private protected override async Task ProcessAsync()
    {
        if (!MyInvocation.BoundParameters.ContainsKey(nameof(DesktopId)) && !MyInvocation.ExpectingInput)
        {
            await TryAsync(null, TestAllAsync).ConfigureAwait(true);
            return;
        }

        foreach (string id in IdValidator.Read(DesktopId, nameof(DesktopId), Fail))
        {
            await _queue.AddAsync(id).ConfigureAwait(true);
        }
    }

    private protected override async Task EndAsync()
    {
        await _queue.CompleteAsync().ConfigureAwait(true);
        if (Quiet)
        {
            WriteObject(_anyInput && _allReady);
        }
    }

    private protected override Task DrainAsync() => _queue.DrainAsync();

    private async Task TestAllAsync()
    {
        SysprepInfo[] all = [.. await Client.Desktops.CheckSysprepAsync(null, StopToken).ConfigureAwait(true)];
        Dictionary<string, WorkspaceException> errors = await AddImageSupportAsync(all).ConfigureAwait(true);
        foreach (SysprepInfo info in all)
        {
            Take(info, errors);
        }
    }

    private async Task<SysprepBatch> FetchAsync(IReadOnlyList<string> ids)
    {
        BatchOutcome<IReadOnlyList<SysprepInfo>> outcome = await Batch.SendAsync(ids, (part, token) => Client.Desktops.CheckSysprepAsync(part, token), StopToken).ConfigureAwait(true);
        SysprepInfo[] infos = [.. outcome.Answers.SelectMany(answer => answer.Value)];
        return new SysprepBatch(ids, infos, outcome.Failures, await AddImageSupportAsync(infos).ConfigureAwait(true));
    }

    // One desktop's failure is that desktop's error, and the others are told all the same.
    private async Task<Dictionary<string, WorkspaceException>> AddImageSupportAsync(IEnumerable<SysprepInfo> infos)
    {
        var errors = new Dictionary<string, WorkspaceException>(StringComparer.OrdinalIgnoreCase);
        async Task AskAsync(SysprepInfo info)
        {
            try
            {
                info.SupportCreateImage = (await Client.Desktops.GetSysprepAsync(info.DesktopId!, StopToken).ConfigureAwait(true)).SupportCreateImage ?? false;
            }
            catch (WorkspaceException failure)
            {
                errors[info.DesktopId!] = failure;
            }
        }

        if (IncludeImageSupport)
        {
            await Task.WhenAll(infos.Where(info => info.DesktopId is not null).Select(AskAsync).ToList()).ConfigureAwait(true);
        }

        return errors;
    }

    private Task TakeAsync(SysprepBatch batch)
    {
        ILookup<string, SysprepInfo> infos = batch.Infos.ToLookup(info => info.DesktopId ?? "", StringComparer.OrdinalIgnoreCase);
        foreach (string id in batch.Ids.Except(batch.Failures.SelectMany(failure => failure.Key), StringComparer.OrdinalIgnoreCase))
        {
            if (infos[id].FirstOrDefault() is { } info)
            {
                Take(info, batch.Errors);
            }
            else
            {
                Fail(ErrorRecords.NotFound("desktop", id, "Check the id: the service left it out of its answer."));
            }
        }

        _allReady &= batch.Failures.Count == 0;
        ReportFailures(batch.Failures);
        return Task.CompletedTask;
    }

    private void Take(SysprepInfo info, Dictionary<string, WorkspaceException> errors)
    {
        if (errors.TryGetValue(info.DesktopId ?? "", out WorkspaceException? error))
        {
            Fail(error, info.DesktopId);
            return;
        }

        info.Ready = IsReady(info);
        _anyInput = true;
        _allReady &= info.Ready;
        if (!Quiet)
        {
            WriteObject(info);
        }
    }

    private bool IsReady(SysprepInfo info) =>
        !string.IsNullOrWhiteSpace(info.SysprepVersion)
        && (MinimumVersion is null || (ReadVersion(info.SysprepVersion!) is { } version && version >= MinimumVersion))
        && (!IncludeImageSupport || info.SupportCreateImage == true);

    // Version wants two numbers at least; the service may write one.
    private static Version? ReadVersion(string text) =>
        Version.TryParse(text.Contains('.') ? text : text + ".0", out Version? version) ? version : null;

    private void Fail(Exception error, object? target)
    {
        _allReady = false;
        Report(error, target);
    }

    private void Fail(ErrorRecord error)
    {
        _allReady = false;
        WriteError(error);
    }

    private sealed record SysprepBatch(
        IReadOnlyList<string> Ids,
        IReadOnlyList<SysprepInfo> Infos,
        IReadOnlyList<KeyValuePair<IReadOnlyList<string>, WorkspaceException>> Failures,
        Dictionary<string, WorkspaceException> Errors);
}
