using System.Collections.Generic;

namespace Workspace.Tests.Chaos.Commands;

/// <summary>A list as it was read to its end, and what there was.</summary>
/// <param name="Before">What there was when the reading began.</param>
/// <param name="After">What there was when it ended.</param>
/// <param name="Read">What was read.</param>
internal sealed record ListReading(IReadOnlyCollection<string> Before, IReadOnlyCollection<string> After, IReadOnlyCollection<string> Read);
