using System;
using System.Collections;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using Workspace.Commands.Infrastructure;
using Workspace.Rest;

namespace Workspace.Commands;

/// <summary>
/// Calls any operation of the service, by its name in the catalogue or by method and path. The placeholders of the path are
/// parameters: -DesktopId for desktop_id.
/// </summary>
[Cmdlet(VerbsLifecycle.Invoke, "WsRestMethod", DefaultParameterSetName = OperationSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(PSObject))]
public sealed class InvokeWsRestMethodCommand : WorkspaceCmdletBase, IDynamicParameters
{
    private const string OperationSet = "Operation";
    private const string PathSet = "Path";

    private readonly PathParameters _pathParameters = new();
    private RestCall? _call;
    private string? _sending;
    private bool _hasWritten;

    /// <summary>The operation's name, as Get-WsOperation shows it.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = OperationSet, ValueFromPipelineByPropertyName = true, HelpMessage = "The operation's name, such as ListUsers; Get-WsOperation shows them all.")]
    [ArgumentCompleter(typeof(OperationCompleter))]
    [AllowNull]
    [AllowEmptyString]
    public string? Operation { get; set; }

    /// <summary>The HTTP method of a request by path.</summary>
    [Parameter(ParameterSetName = PathSet)]
    [ValidateSet("GET", "POST", "PUT", "PATCH", "DELETE")]
    public string Method { get; set; } = "GET";

    /// <summary>The path below the connection's endpoint, percent-encoded, without a query: /v2/{project_id}/desktops. {project_id} is filled in; other placeholders are parameters.</summary>
    [Parameter(Mandatory = true, ParameterSetName = PathSet, HelpMessage = "The path below the connection's endpoint, such as /v2/{project_id}/desktops.")]
    [AllowNull]
    [AllowEmptyString]
    public string? Path { get; set; }

    /// <summary>The names and values of the query. An array gives its name once for each value; null and empty values are refused.</summary>
    [Parameter]
    [ValidateNotNull]
    public IDictionary? Query { get; set; }

    /// <summary>What is sent: a hashtable, an object, an array, or JSON as text. A SecureString in it is sent as text, and keeps the request out of debug output.</summary>
    [Parameter]
    [AllowNull]
    public object? Body { get; set; }

    /// <summary>A file to upload, for the operations whose BodyType is file.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? InFile { get; set; }

    /// <summary>A file for the answer as it comes, for the operations that answer with a file. One that exists is replaced. Nothing is written to the pipeline then.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? OutFile { get; set; }

    /// <summary>Read every page of a list, and write its items one by one as they come, without what is around them. limit and offset in the query say how many to a page, and where to begin.</summary>
    [Parameter]
    public SwitchParameter All { get; set; }

    private protected override bool IsChange => _call?.IsRead == false;

    /// <summary>The parameters for the placeholders of the path.</summary>
    /// <returns>The parameters, or null where there are none.</returns>
    public object? GetDynamicParameters()
    {
        try
        {
            // A name that there is not is told as such later, and not as a parameter that there is not.
            return Path is not null ? _pathParameters.Of(PathTemplate.Parse(Path), string.Equals(Method, "GET", StringComparison.OrdinalIgnoreCase))
                : Operation is not null && OperationCatalogue.Find(Operation) is { } known ? _pathParameters.Of(PathTemplate.Parse(known.Path), known.Method == "GET")
                : Operation is not null || MyInvocation.ExpectingInput ? _pathParameters.OfAny()
                : null;
        }
        catch (ArgumentException)
        {
            // So is a path that is none.
            return null;
        }
    }

    // What is called may come from the pipeline, and only then is known whether it changes something.
    private protected override Task BeginAsync() => Task.CompletedTask;

    private protected override async Task ProcessAsync()
    {
        try
        {
            _call = Read();
        }
        catch (ArgumentException invalid)
        {
            WriteError(invalid.ToErrorRecord(Operation ?? Path));
            return;
        }

        await base.BeginAsync().ConfigureAwait(true);
        string request = $"{_call.Method} {Client.Rest.PathOf(_call)}";
        if (_call.UnknownQuery.ToArray() is { Length: > 0 } unknown)
        {
            WriteWarning($"{_call.Operation} is not known to take {string.Join(", ", unknown)} in its query, so the service may answer as if it were not there. Known are: {string.Join(", ", _call.Operation!.QueryParameter.DefaultIfEmpty("none"))}.");
        }

        if (_call.IsRead || Confirm(request, _call.Operation?.Operation ?? "Send the request"))
        {
            await TryAsync(request, () => RunAsync(_call, request)).ConfigureAwait(true);
        }
    }

    private protected override async Task DrainAsync()
    {
        await base.DrainAsync().ConfigureAwait(true);

        // After Ctrl+C no stream takes anything any more, but the host does.
        if (_sending is not null)
        {
            WarnHost($"{_sending} was being sent when the command was stopped, and may have been carried out.");
        }
    }

    private RestCall Read()
    {
        RestCall call = ParameterSetName == PathSet ? new RestCall(Method, Path!) : new RestCall(Find());
        foreach (var value in _pathParameters.Values(call.Path))
        {
            call.PathValues.Add(value);
        }

        foreach (var pair in Query is null ? [] : RestInput.Query(Query))
        {
            call.Query.Add(pair);
        }

        if (InFile is not null && IsGiven(nameof(Body)))
        {
            throw new ArgumentException("Body and InFile exclude each other: give one of them.");
        }

        if (All && OutFile is not null)
        {
            throw new ArgumentException("All and OutFile exclude each other: a file has no pages.");
        }

        if (_hasWritten)
        {
            throw new ArgumentException($"OutFile '{OutFile}' has the answer to an input before this one, which must not be lost. Run the command once for each.");
        }

        if (OutFile is not null && System.IO.Path.GetDirectoryName(Resolve(OutFile)) is { } folder && !Directory.Exists(folder))
        {
            throw new ArgumentException($"OutFile '{OutFile}' lies in a folder that there is not: {folder}.");
        }

        call.Body = InFile is not null ? Upload(Resolve(InFile)) : IsGiven(nameof(Body)) ? RestInput.Body(Body) : null;
        call.Validate();
        return call;
    }

    private ServiceOperation Find() =>
        string.IsNullOrWhiteSpace(Operation) ? throw new ArgumentException("Operation is null or empty. Give its name; Get-WsOperation shows them all.")
        : OperationCatalogue.Find(Operation!) ?? throw new ArgumentException($"There is no operation '{Operation}' in the catalogue. Get-WsOperation searches it; what it does not have can be called with -Path.");

    private async Task RunAsync(RestCall call, string request)
    {
        if (All)
        {
            await foreach (object? item in Client.Rest.List(call).WithCancellation(StopToken).ConfigureAwait(true))
            {
                WriteObject(RestOutput.Convert(item));
            }
        }
        else if (OutFile is not null)
        {
            string file = Resolve(OutFile);
            Save(file, await SendAsync(call, request, () => Client.Rest.DownloadAsync(call, StopToken)).ConfigureAwait(true));
        }
        else
        {
            Write(await SendAsync(call, request, () => Client.Rest.SendAsync(call, StopToken)).ConfigureAwait(true), request);
        }
    }

    private async Task<T> SendAsync<T>(RestCall call, string request, Func<Task<T>> sendAsync)
    {
        _sending = call.IsRead ? null : request;
        try
        {
            return await sendAsync().ConfigureAwait(true);
        }
        finally
        {
            _sending = StopToken.IsCancellationRequested ? _sending : null;
        }
    }

    private void Write(RestAnswer answer, string request)
    {
        object? value = RestOutput.Convert(answer.Value);
        foreach (object? item in value as object?[] ?? (value is null ? [] : [value]))
        {
            WriteObject(item);
        }

        foreach (FailedOperation failure in answer.Failures)
        {
            string desktop = failure.DesktopName ?? failure.DesktopId ?? request;
            var exception = new WorkspaceException(failure.ErrorCode ?? "WsFailedOperation", $"{request} was accepted, but not for {desktop}: {failure.ErrorMessage}");
            WriteError(exception.ToErrorRecord(failure.DesktopId ?? request));
        }
    }

    private void Save(string file, byte[] content)
    {
        try
        {
            File.WriteAllBytes(file, content);
            _hasWritten = true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            WriteError(failure.ToErrorRecord("WsFileNotWritten", ErrorCategory.WriteError, file, "Give another file with -OutFile, and run the command again."));
        }
    }

    private static RestBody Upload(string file)
    {
        try
        {
            return RestBody.FromFile(System.IO.Path.GetFileName(file), File.ReadAllBytes(file));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ArgumentException($"InFile '{file}' cannot be read: {failure.Message}", failure);
        }
    }

    private string Resolve(string path) => SessionState.Path.GetUnresolvedProviderPathFromPSPath(path);

    private bool IsGiven(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);
}
