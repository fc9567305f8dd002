namespace Workspace.Authentication;

/// <summary>The project that a connection works in: by id where it is known, else by name. A region's own project has the region's name.</summary>
/// <param name="Id">The project's id, or null.</param>
/// <param name="Name">The project's name.</param>
internal sealed record ProjectScope(string? Id, string Name);
