using System;
using System.Linq;
using System.Management.Automation;
using Workspace.Commands.Infrastructure;
using Workspace.Rest;

namespace Workspace.Commands;

/// <summary>Searches the catalogue of the service's operations. It needs no connection, and asks the service nothing.</summary>
[Cmdlet(VerbsCommon.Get, "WsOperation")]
[OutputType(typeof(ServiceOperation))]
public sealed class GetWsOperationCommand : PSCmdlet
{
    /// <summary>Names of operations, with wildcards or without, in any case. A literal name that there is not is an error.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(OperationCompleter))]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public string?[]? Name { get; set; }

    /// <summary>HTTP methods, with wildcards or without: GET, POST, PUT, PATCH, DELETE.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Method { get; set; }

    /// <summary>Paths, with wildcards or without: '*/desktops/*'.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Path { get; set; }

    /// <summary>What the operations are about, with wildcards or without: the first word of their paths, such as desktops or policy-groups.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Resource { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        WildcardSet? names = Read(() => MyInvocation.BoundParameters.ContainsKey(nameof(Name)) ? new WildcardSet(Name is { Length: > 0 } ? Name : [null]) : null, Name);
        WildcardPattern[]? methods = Read(() => Compile(Method), Method);
        WildcardPattern[]? paths = Read(() => Compile(Path), Path);
        WildcardPattern[]? resources = Read(() => Compile(Resource), Resource);
        foreach (ServiceOperation operation in OperationCatalogue.All)
        {
            if ((names?.Match(operation.Operation) ?? true)
                && Fits(methods, operation.Method)
                && Fits(paths, operation.Path)
                && Fits(resources, operation.Resource))
            {
                WriteObject(operation);
            }
        }

        foreach (string missing in names?.NotFound ?? [])
        {
            WriteError(new ArgumentException($"There is no operation '{missing}' in the catalogue.").ToErrorRecord(
                WorkspaceException.NotFound,
                ErrorCategory.ObjectNotFound,
                missing,
                "Search with wildcards, such as Get-WsOperation '*desktop*'; Invoke-WsRestMethod -Path calls what is not in the catalogue."));
        }
    }

    private static bool Fits(WildcardPattern[]? patterns, string text) => patterns is null || patterns.Any(pattern => pattern.IsMatch(text));

    private static WildcardPattern[]? Compile(string[]? patterns) => patterns?.Select(WildcardSet.Compile).ToArray();

    private T Read<T>(Func<T> read, object? input)
    {
        try
        {
            return read();
        }
        catch (ArgumentException invalid)
        {
            ThrowTerminatingError(invalid.ToErrorRecord(input));
            throw;
        }
    }
}
