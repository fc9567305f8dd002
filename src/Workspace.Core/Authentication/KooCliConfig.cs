namespace Workspace.Authentication;

/// <summary>KooCLI's configuration file.</summary>
internal sealed class KooCliConfig
{
    public string? Current { get; set; }

    public KooCliProfile[]? Profiles { get; set; }
}
