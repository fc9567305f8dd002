using System;

namespace Workspace.Authentication;

/// <summary>A token that IAM gave, with what it is for.</summary>
internal sealed class IamToken
{
    public IamToken(Secret text, DateTimeOffset expiresAt, string? projectId)
    {
        Text = text;
        ExpiresAt = expiresAt;
        ProjectId = projectId;
    }

    public Secret Text { get; }

    public DateTimeOffset ExpiresAt { get; }

    public string? ProjectId { get; }
}
