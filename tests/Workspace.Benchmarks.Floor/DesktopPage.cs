using Workspace.Desktops;

namespace Workspace.Benchmarks.Floor;

/// <summary>A page of GET /desktops/detail.</summary>
internal sealed class DesktopPage
{
    public Desktop[]? Desktops { get; set; }

    public int TotalCount { get; set; }
}
