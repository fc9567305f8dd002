namespace Workspace.Authentication;

/// <summary>A project as IAM lists it.</summary>
internal sealed class IamProject
{
    public string? Id { get; set; }

    public string? Name { get; set; }

    public string? DomainId { get; set; }

    public string? ParentId { get; set; }

    public bool? Enabled { get; set; }

    public bool? IsDomain { get; set; }

    public string? Description { get; set; }
}
