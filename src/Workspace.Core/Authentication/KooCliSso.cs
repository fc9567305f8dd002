namespace Workspace.Authentication;

/// <summary>What KooCLI keeps of a single sign-on.</summary>
internal sealed class KooCliSso
{
    public KooCliKey? StsToken { get; set; }
}
