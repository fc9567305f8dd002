using System;
using System.Collections.Generic;
using System.Threading.Tasks;

namespace Workspace.Benchmarks.Fleet;

/// <summary>One line of the table: what is measured, and how.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Title">What it is about.</param>
/// <param name="MeasureAsync">Measures; adds what it saw to the notes.</param>
internal sealed record Line(string Name, string Title, Func<Round, Notes, Task<IReadOnlyList<Finding>>> MeasureAsync);
