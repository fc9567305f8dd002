namespace Workspace.Authentication;

/// <summary>A key as KooCLI spells it.</summary>
internal class KooCliKey
{
    public string? AccessKeyId { get; set; }

    public string? SecretAccessKey { get; set; }

    public string? SecurityToken { get; set; }
}
