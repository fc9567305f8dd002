namespace Workspace.Authentication;

/// <summary>A profile of KooCLI.</summary>
internal sealed class KooCliProfile : KooCliKey
{
    public string? Name { get; set; }

    public string? Mode { get; set; }

    public string? Region { get; set; }

    public string? ProjectId { get; set; }

    public KooCliSso? SsoAuth { get; set; }
}
