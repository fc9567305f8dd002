using System;

namespace Workspace.Http;

/// <summary>Until when all attempts of a request may take together. It runs from the first attempt on: what a request waits in line before is not the service's doing.</summary>
internal sealed class Deadline(IClock clock, TimeSpan length)
{
    private DateTimeOffset? _end;

    public TimeSpan Left => _end is { } end ? end - clock.UtcNow : length;

    /// <summary>An attempt begins.</summary>
    public void Begin() => _end ??= clock.After(length);
}
