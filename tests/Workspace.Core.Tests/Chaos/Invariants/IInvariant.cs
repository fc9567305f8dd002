using System.Collections.Generic;

namespace Workspace.Tests.Chaos.Invariants;

/// <summary>Something that holds in every run, whatever goes wrong.</summary>
internal interface IInvariant
{
    /// <summary>What does not hold, in sentences.</summary>
    IEnumerable<string> Violations(ChaosEvidence evidence);
}
