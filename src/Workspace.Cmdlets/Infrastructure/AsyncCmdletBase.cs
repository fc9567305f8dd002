using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Http;

namespace Workspace.Commands.Infrastructure;

/// <summary>
/// A cmdlet that awaits. Its asynchronous code runs on the pipeline thread, ends with Ctrl+C and with an early stop of the
/// pipeline, and leaves no task behind.
/// </summary>
public abstract class AsyncCmdletBase : PSCmdlet, IDisposable
{
    private static int _lastSource;

    // Records of progress are found again by it, also where the host is told directly.
    private readonly long _progressSource = (1L << 32) + Interlocked.Increment(ref _lastSource);
    private readonly CancellationTokenSource _stop = new();

    /// <summary>Makes the cmdlet.</summary>
    private protected AsyncCmdletBase()
    {
    }

    /// <summary>Ends with the pipeline: every wait takes it.</summary>
    internal CancellationToken StopToken => _stop.Token;

    /// <summary>The user stopped the command, unlike a command downstream that had enough.</summary>
    internal bool WasStopped { get; private set; }

    /// <summary>The pipeline thread, for posts from others.</summary>
    private protected SynchronizationContext Pipeline => Context;

    private PipelineContext Context { get; } = new();

    /// <inheritdoc/>
    public void Dispose()
    {
        // An early stop, as by Select-Object -First, comes here only.
        _stop.Cancel();
        try
        {
            Context.Run(DrainAsync, _stop.Cancel);
        }
        catch (Exception exception) when (exception is OperationCanceledException or WorkspaceException or PipelineStoppedException or InvalidOperationException)
        {
            // Nobody is left to hear how cancelled work ended.
        }

        _stop.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    protected sealed override void BeginProcessing()
    {
        WantsBodies = IsDebugging();
        Run(BeginAsync);
    }

    /// <inheritdoc/>
    protected sealed override void ProcessRecord() => Run(ProcessAsync);

    /// <inheritdoc/>
    protected sealed override void EndProcessing() => Run(EndAsync);

    /// <inheritdoc/>
    protected sealed override void StopProcessing()
    {
        WasStopped = true;
        _stop.Cancel();
    }

    /// <summary>What is done before the first input.</summary>
    private protected virtual Task BeginAsync() => Task.CompletedTask;

    /// <summary>What is done with each input.</summary>
    private protected virtual Task ProcessAsync() => Task.CompletedTask;

    /// <summary>What is done after the last input.</summary>
    private protected virtual Task EndAsync() => Task.CompletedTask;

    /// <summary>Waits for work that was started and not awaited; it is cancelled already.</summary>
    private protected virtual Task DrainAsync() => Task.CompletedTask;

    internal new void WriteObject(object? value)
    {
        using (PipelineContext.Leave())
        {
            base.WriteObject(value);
        }
    }

    internal new void WriteError(ErrorRecord error)
    {
        using (PipelineContext.Leave())
        {
            base.WriteError(error);
        }
    }

    internal new void WriteWarning(string text)
    {
        using (PipelineContext.Leave())
        {
            base.WriteWarning(PrintableText.Escape(text));
        }
    }

    internal new void WriteVerbose(string text)
    {
        using (PipelineContext.Leave())
        {
            base.WriteVerbose(PrintableText.EscapeLines(text));
        }
    }

    private protected new void WriteDebug(string text)
    {
        using (PipelineContext.Leave())
        {
            base.WriteDebug(PrintableText.EscapeLines(text));
        }
    }

    internal new void WriteInformation(object message, string[] tags)
    {
        using (PipelineContext.Leave())
        {
            base.WriteInformation(PrintableText.Escape(message.ToString()), tags);
        }
    }

    /// <summary>Shows progress. After Ctrl+C, when no stream takes anything any more, the host can still take a bar away.</summary>
    internal new void WriteProgress(ProgressRecord progress)
    {
        progress.Activity = PrintableText.Escape(progress.Activity);
        progress.StatusDescription = PrintableText.Escape(progress.StatusDescription);
        using (PipelineContext.Leave())
        {
            if (!_stop.IsCancellationRequested)
            {
                CommandRuntime.WriteProgress(_progressSource, progress);
            }
            else if (progress.RecordType == ProgressRecordType.Completed && IsWanted("ProgressAction", "ProgressPreference"))
            {
                Host.UI?.WriteProgress(_progressSource, progress);
            }
        }
    }

    private protected new bool ShouldProcess(string target, string action)
    {
        using (PipelineContext.Leave())
        {
            return base.ShouldProcess(PrintableText.Escape(target), PrintableText.Escape(action));
        }
    }

    /// <summary>Whether bodies are shown; else none is kept.</summary>
    internal bool WantsBodies { get; private set; }

    internal void Show(RequestTrace trace)
    {
        // With -Debug alone PowerShell would ask at each verbose line whether to go on.
        Action<string> write = IsOn("Debug") == true && IsOn("Verbose") != true ? WriteDebug : WriteVerbose;
        write(CommandObserver.Describe(trace));
        if (trace.Refusal is { } refusal)
        {
            write($"The service refused the identity: {refusal}");
        }

        if (trace.RequestBody is { } sent)
        {
            WriteDebug($"sent: {sent}");
        }

        if (trace.ResponseBody is { } received)
        {
            WriteDebug($"received: {received}");
        }
    }

    /// <summary>Writes to the verbose stream, from any thread.</summary>
    private protected void PostVerbose(string text) => Pipeline.Post(_ => WriteVerbose(text), null);

    /// <summary>Tells the host itself: after Ctrl+C no stream takes anything any more.</summary>
    internal void WarnHost(string message) => Host.UI?.WriteWarningLine(PrintableText.Escape(message));

    internal void ShowWarning(string message)
    {
        if (_stop.IsCancellationRequested)
        {
            WarnHost(message);
            return;
        }

        try
        {
            WriteWarning(message);
        }
        catch (PipelineStoppedException)
        {
            // The streams are closed a moment before the cmdlet is told to stop.
            WarnHost(message);
            throw;
        }
    }

    private bool IsDebugging() =>
        IsOn("Debug") ?? (GetVariableValue("DebugPreference") is { } preference && preference.ToString() != nameof(ActionPreference.SilentlyContinue));

    private bool IsWanted(string parameter, string preference) =>
        (MyInvocation.BoundParameters.TryGetValue(parameter, out object? action) ? action : GetVariableValue(preference))?.ToString()
            is not (nameof(ActionPreference.SilentlyContinue) or nameof(ActionPreference.Ignore));

    // What a common switch says, or null where it is not given: -Debug:$false is given too.
    private bool? IsOn(string parameter) =>
        MyInvocation.BoundParameters.TryGetValue(parameter, out object? value) && value is SwitchParameter given ? given.ToBool() : null;

    private void Run(Func<Task> action)
    {
        try
        {
            Context.Run(action, _stop.Cancel);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }
}
