namespace Workspace.Desktops;

/// <summary>The envelope of POST /sysprep.</summary>
internal sealed class SysprepAnswer
{
    public SysprepInfo[]? SysprepInfos { get; set; }
}
