namespace Workspace.Tests.Pester;

/// <summary>What the search for a PowerShell found.</summary>
/// <param name="Pwsh">One that will do, or null.</param>
/// <param name="Reason">Why there is none, and what to install.</param>
internal sealed record PwshSearch(Pwsh? Pwsh, string Reason);
