namespace Workspace.Emulator.Http;

/// <summary>How a list may be paged: every list of the service has numbers of its own.</summary>
/// <param name="Standard">The page's size when none is asked for.</param>
/// <param name="Most">The greatest size.</param>
/// <param name="LastOffset">The greatest offset, in records.</param>
internal sealed record PageLimits(int Standard, int Most, int LastOffset = int.MaxValue);
