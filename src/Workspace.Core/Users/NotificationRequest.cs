using System.Collections.Generic;

namespace Workspace.Users;

/// <summary>The body of POST /desktops/notifications, and without ids that of POST /desktop-pools/{pool_id}/notifications.</summary>
/// <param name="DesktopIds">1 to 100 ids; null for a pool.</param>
/// <param name="Notifications">The text; the plural is the service's.</param>
internal sealed record NotificationRequest(IReadOnlyList<string>? DesktopIds, string Notifications);
