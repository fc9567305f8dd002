using System;
using System.Collections.Generic;

namespace Workspace.Tests.Chaos.Commands;

/// <summary>An error record of a command.</summary>
/// <param name="Exception">What happened.</param>
/// <param name="Targets">The ids that it is an error of.</param>
internal sealed record CommandError(Exception Exception, IReadOnlyList<string> Targets);
