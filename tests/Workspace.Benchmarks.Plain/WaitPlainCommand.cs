using System.Management.Automation;

namespace Workspace.Benchmarks.Plain;

/// <summary>Hands on what it is given. It binds as Wait-WsJob does.</summary>
[Cmdlet(VerbsLifecycle.Wait, "Plain")]
[OutputType(typeof(object))]
public sealed class WaitPlainCommand : PSCmdlet
{
    /// <summary>The object itself.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    public object? InputObject { get; set; }

    /// <summary>Ids.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public string?[]? JobId { get; set; }

    /// <summary>An id.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    public string? PoolId { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => WriteObject(InputObject);
}
