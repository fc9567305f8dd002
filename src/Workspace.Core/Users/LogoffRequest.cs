using System.Collections.Generic;

namespace Workspace.Users;

/// <summary>The body of POST /desktops/logoff.</summary>
/// <param name="DesktopIds">1 to 100 ids.</param>
/// <param name="Message">What users are told, or null.</param>
internal sealed record LogoffRequest(IReadOnlyList<string> DesktopIds, string? Message);
