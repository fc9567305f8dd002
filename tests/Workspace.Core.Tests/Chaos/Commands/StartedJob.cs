using System.Collections.Generic;
using Workspace.Jobs;

namespace Workspace.Tests.Chaos.Commands;

/// <summary>A job that a command told that it started.</summary>
/// <param name="Reference">The job.</param>
/// <param name="DesktopIds">The desktops that it was said to work on; none for a whole pool.</param>
internal sealed record StartedJob(JobReference Reference, IReadOnlyList<string> DesktopIds);
