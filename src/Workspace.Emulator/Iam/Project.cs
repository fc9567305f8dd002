using System.Collections.Generic;

namespace Workspace.Emulator.Iam;

/// <summary>A project of the account.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Name">Its name: the region's.</param>
internal sealed record Project(string Id, string Name)
{
    /// <summary>The projects under the region's name: the service's own first, then those that make the name ambiguous.</summary>
    public static IEnumerable<Project> Of(TenantState state)
    {
        for (int i = 0; i < state.Quirks.ProjectsOfRegion; i++)
        {
            string id = i == 0 ? state.ProjectId : new SeededRandom(state.Options.Seed, "project", i).Hex(32);
            yield return new Project(id, state.Options.Region);
        }
    }
}
