using System.Collections.Generic;

namespace Workspace;

/// <summary>What became of a batch of ids that may have been sent in parts.</summary>
/// <typeparam name="T">The service's answer to one part.</typeparam>
public sealed class BatchOutcome<T>
{
    /// <summary>The parts that went through: their ids and the answer.</summary>
    public List<KeyValuePair<IReadOnlyList<string>, T>> Answers { get; } = [];

    /// <summary>The parts that failed, each with its reason: a bad id alone, or all ids of a request that failed for another reason.</summary>
    public List<KeyValuePair<IReadOnlyList<string>, WorkspaceException>> Failures { get; } = [];
}
