using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Threading.Tasks;
using Workspace.Authentication;
using Workspace.Http;

namespace Workspace.Commands.Infrastructure;

/// <summary>A cmdlet that calls the service.</summary>
public abstract class WorkspaceCmdletBase : AsyncCmdletBase
{
    private WorkspaceClient? _client;
    private WsConnection? _connection;

    private protected WorkspaceCmdletBase() => Observer = new CommandObserver(this, Pipeline);

    /// <summary>The connection to use. The default is the current one of the runspace, made by Connect-WsService.</summary>
    [Parameter]
    [ValidateNotNull]
    public WsConnection? Connection { get; set; }

    private protected IClientObserver Observer { get; }

    /// <summary>The client of the connection, heard by this cmdlet.</summary>
    internal WorkspaceClient Client => _client ?? throw new InvalidOperationException("BeginAsync of the base class has not run.");

    /// <summary>The connection in use.</summary>
    private protected WsConnection Session => _connection ?? throw new InvalidOperationException("BeginAsync of the base class has not run.");

    /// <summary>Whether the cmdlet changes something. Then it needs a connection that somebody made on purpose.</summary>
    private protected virtual bool IsChange => false;

    private protected override async Task BeginAsync()
    {
        try
        {
            _connection = Connection ?? Default() ?? await FindAsync().ConfigureAwait(true);
            _client = _connection.Client.With(Observer);
        }
        catch (Exception exception) when (exception is WorkspaceException or ArgumentException or NotConnectedException)
        {
            Terminate(exception, null);
        }
    }

    /// <summary>Does something for one input. Its failure is an error of that input, unless every other input would fail as well.</summary>
    /// <returns>Whether it went well.</returns>
    private protected async Task<bool> TryAsync(object? target, Func<Task> action)
    {
        try
        {
            await action().ConfigureAwait(true);
            return true;
        }
        catch (Exception exception) when (exception is WorkspaceException or ArgumentException)
        {
            Report(exception, target);
            return false;
        }
    }

    /// <summary>Reports a failure: terminating where every further call would fail as well, else as an error of the target.</summary>
    private protected void Report(Exception exception, object? target)
    {
        if (exception is WorkspaceException { ConcernsConnection: true })
        {
            Terminate(exception, target);
        }

        WriteError(exception.ToErrorRecord(target));
    }

    /// <summary>Tells an empty answer for a pool from one for no pool: the second is an error.</summary>
    private protected Task CheckPoolAsync(string poolId) => Client.Pools.GetAsync(poolId, StopToken);

    /// <summary>Reports the parts of a batch that failed, one error each.</summary>
    private protected void ReportFailures(IReadOnlyList<KeyValuePair<IReadOnlyList<string>, WorkspaceException>> failures)
    {
        foreach (var failure in failures)
        {
            Report(failure.Value, failure.Key.Count == 1 ? failure.Key[0] : failure.Key);
        }
    }

    /// <summary>Warns where a job looks better than it may be.</summary>
    private protected void WarnOfHidden(Job job)
    {
        if (job.HasHiddenSubJobs() && job.HasEnded())
        {
            WriteWarning($"Job {job.JobId} has sub-jobs that the service does not show, so one that failed is not seen. For the job of a pool give its -PoolId.");
        }
    }

    /// <summary>Ends the command with an error.</summary>
    private protected virtual void Terminate(Exception exception, object? target) => ThrowTerminatingError(exception.ToErrorRecord(target));

    /// <summary>As much was written as was asked for.</summary>
    private protected virtual bool IsFull => false;

    /// <summary>Asks, where the user wants to be asked. The text says what, where, and what is lost.</summary>
    /// <param name="target">What is changed, and who is logged on.</param>
    /// <param name="action">What is done.</param>
    /// <param name="loss">What is lost; empty where nothing is.</param>
    /// <param name="isMedium">The impact is medium, although the cmdlet declares a high one for other cases.</param>
    private protected bool Confirm(string target, string action, string loss = "", bool isMedium = false)
    {
        string where = $"{target}, in {Session}{loss}";
        if (isMedium && MediumImpact.IsUnasked(MyInvocation.BoundParameters, name => GetVariableValue(name)))
        {
            WriteVerbose($"Performing the operation \"{action}\" on target \"{where}\".");
            return true;
        }

        try
        {
            return ShouldProcess(where, action);
        }
        // With standard input closed PowerShell's own prompt ends in a NullReferenceException.
        catch (Exception exception) when (exception is HostException or PSInvalidOperationException or NotImplementedException or NullReferenceException)
        {
            var refusal = new InvalidOperationException($"{MyInvocation.MyCommand.Name} asks before it changes {target}, and nobody can be asked here. Run it with -Confirm:$false.", exception);
            ThrowTerminatingError(refusal.ToErrorRecord("WsNoPrompt", ErrorCategory.InvalidOperation, target, "Add -Confirm:$false to the command."));
            throw;
        }
    }

    /// <summary>The names to look for, or null where the parameter was not given.</summary>
    private protected WildcardSet? ReadNames(string?[]? names, string parameter)
    {
        if (!MyInvocation.BoundParameters.ContainsKey(parameter))
        {
            return null;
        }

        try
        {
            return new WildcardSet(names is { Length: > 0 } ? names : [null]);
        }
        catch (ArgumentException empty)
        {
            Terminate(empty, names);
            throw;
        }
    }

    /// <summary>Reports the literal names that nothing had, unless -First stopped the search.</summary>
    private protected void WriteNotFound(WildcardSet? names, string kind)
    {
        foreach (string missing in names is null || IsFull ? [] : names.NotFound)
        {
            WriteError(ErrorRecords.NotFound(kind, missing, $"Check the name: {MyInvocation.MyCommand.Name} without -Name lists all."));
        }
    }

    // One that was found without being asked for is good enough to read with, not to change things.
    private WsConnection? Default() => ConnectionStore.Current is { } current && !(IsChange && current.IsFound) ? current : null;

    private async Task<WsConnection> FindAsync()
    {
        if (IsChange)
        {
            throw new NotConnectedException(string.Join(
                Environment.NewLine,
                $"There is no connection in this runspace, and {MyInvocation.MyCommand.Name} changes things. Run first:",
                "    Connect-WsService -Region ap-southeast-3",
                "In a parallel runspace or a job pass the connection instead: -Connection $using:connection."));
        }

        WsConnection connection;
        try
        {
            WorkspaceClientOptions options = await ChainOptions.FindAsync(new CredentialSearch(), region: null, PostVerbose, StopToken).ConfigureAwait(true);
            connection = await WsConnection.OpenAsync(options, Observer, StopToken).ConfigureAwait(true);
        }
        catch (CredentialNotFoundException nothing)
        {
            throw new NotConnectedException($"There is no connection in this runspace. {nothing.Message}");
        }

        connection.IsFound = true;
        ConnectionStore.Current = connection;
        return connection;
    }
}
