using System.Management.Automation;

namespace Workspace.Commands.Infrastructure;

/// <summary>Refuses null and an empty text for a number: PowerShell would make 0 of a variable that nobody has set.</summary>
internal sealed class NotEmptyAttribute(string name) : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        string.IsNullOrWhiteSpace(inputData?.ToString())
            ? throw new ArgumentTransformationMetadataException($"{name} is empty. Give a number, or leave -{name} out for its default.")
            : inputData!;
}
