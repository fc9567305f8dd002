using System.Collections.Generic;
using System.Linq;
using Workspace.Jobs;

namespace Workspace.Commands.Infrastructure.Completion;

/// <summary>Completes the types of jobs that the service documents. Others can be given too.</summary>
internal sealed class JobTypeCompleter : FixedCompleter
{
    protected override IReadOnlyList<(string Value, string Meaning)> Values { get; } = [.. JobTypes.Documented.Select(type => (type.Key, type.Value))];
}
