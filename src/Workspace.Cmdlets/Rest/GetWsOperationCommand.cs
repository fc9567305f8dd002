using System;
using System.Linq;
using System.Management.Automation;
using Workspace.Commands.Shell;
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
        NamePatterns? names = ReadNames();
        foreach (ServiceOperation operation in OperationCatalogue.All)
        {
            if ((names?.Match(operation.Operation) ?? true)
                && Fits(Method, operation.Method)
                && Fits(Path, operation.Path)
                && Fits(Resource, operation.Resource))
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

    private static bool Fits(string[]? patterns, string text) =>
        patterns is null || patterns.Any(pattern => new WildcardPattern(pattern, WildcardOptions.IgnoreCase).IsMatch(text));

    private NamePatterns? ReadNames()
    {
        try
        {
            return MyInvocation.BoundParameters.ContainsKey(nameof(Name)) ? new NamePatterns(Name is { Length: > 0 } ? Name : [null]) : null;
        }
        catch (ArgumentException empty)
        {
            ThrowTerminatingError(empty.ToErrorRecord(Name));
            throw;
        }
    }
}
