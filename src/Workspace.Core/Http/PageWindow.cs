namespace Workspace.Http;

/// <summary>How much of a list one request may ask for.</summary>
/// <param name="Limit">Items a page, the endpoint's maximum.</param>
/// <param name="MaxOffset">The largest offset that the endpoint takes.</param>
internal sealed record PageWindow(int Limit, int MaxOffset = int.MaxValue);
