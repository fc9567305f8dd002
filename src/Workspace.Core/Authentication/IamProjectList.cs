namespace Workspace.Authentication;

/// <summary>IAM's envelope of projects.</summary>
internal sealed class IamProjectList
{
    public IamProject[]? Projects { get; set; }
}
