using System;

namespace Workspace.Emulator.Iam;

/// <summary>A token that IAM gave out.</summary>
/// <param name="Value">What the holder sends.</param>
/// <param name="Project">The project it is for; null when it is for the account.</param>
/// <param name="IssuedAt">When it was given out.</param>
internal sealed record IssuedToken(string Value, Project? Project, DateTimeOffset IssuedAt)
{
    public DateTimeOffset ExpiresAt => IssuedAt.AddHours(24);
}
