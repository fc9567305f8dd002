namespace Workspace;

/// <summary>The module's version, for the User-Agent header.</summary>
internal static class ClientVersion
{
    public static string Text { get; } = typeof(ClientVersion).Assembly.GetName().Version!.ToString(3);
}
