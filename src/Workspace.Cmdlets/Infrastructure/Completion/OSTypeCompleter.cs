using System.Collections.Generic;

namespace Workspace.Commands.Infrastructure.Completion;

/// <summary>Completes operating systems of images.</summary>
internal sealed class OSTypeCompleter : FixedCompleter
{
    protected override IReadOnlyList<(string Value, string Meaning)> Values { get; } = [("Windows", "Windows"), ("Linux", "Linux"), ("Other", "another system")];
}
