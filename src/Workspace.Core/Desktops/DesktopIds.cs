using System.Collections.Generic;

namespace Workspace.Desktops;

/// <summary>A body that names desktops, or with null every desktop of the project.</summary>
/// <param name="Ids">1 to 100 ids, or null.</param>
internal sealed record DesktopIds([property: System.Text.Json.Serialization.JsonPropertyName("desktop_ids")] IReadOnlyList<string>? Ids);
