using System.Collections.Generic;

namespace Workspace.Desktops;

/// <summary>The body of PUT /desktops/maintenance-mode.</summary>
/// <param name="DesktopIds">1 to 100 ids.</param>
/// <param name="InMaintenanceMode">To enter maintenance, or to leave it.</param>
internal sealed record MaintenanceRequest(IReadOnlyList<string> DesktopIds, bool InMaintenanceMode);
