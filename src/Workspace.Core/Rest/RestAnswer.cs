using System.Collections.Generic;

namespace Workspace.Rest;

/// <summary>What the service answered to a call that it accepted.</summary>
/// <param name="value">The answer.</param>
/// <param name="failures">What failed.</param>
public sealed class RestAnswer(object? value, IReadOnlyList<FailedOperation> failures)
{
    /// <summary>The answer: a <see cref="RestObject"/>, an array, text, a number, a Boolean; null where it is empty.</summary>
    public object? Value => value;

    /// <summary>What failed although the call was accepted (failed_operation_list).</summary>
    public IReadOnlyList<FailedOperation> Failures => failures;
}
