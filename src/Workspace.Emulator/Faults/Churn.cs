using System;
using System.Linq;
using Workspace.Emulator.Desktops;
using Workspace.Emulator.Pools;

namespace Workspace.Emulator.Faults;

/// <summary>
/// Lets desktops come and go after each page of a list, as a fleet under way does. The first template stays, and so does
/// every desktop that a job works on. New desktops turn up anywhere in the list.
/// </summary>
internal sealed class Churn(TenantState state)
{
    private readonly SeededRandom _random = new(state.Options.Seed, "churn");
    private int _next = state.Desktops.All.Count;

    /// <param name="pool">The pool whose desktops were listed; null for a list of all.</param>
    /// <param name="now">The time.</param>
    public void AfterPage(Pool? pool, DateTimeOffset now)
    {
        for (int i = 0; i < state.Quirks.DesktopsDeletedPerPage; i++)
        {
            Delete(pool, now);
        }

        for (int i = 0; i < state.Quirks.DesktopsCreatedPerPage; i++)
        {
            Create(pool);
        }
    }

    private void Delete(Pool? pool, DateTimeOffset now)
    {
        var there = pool?.Desktops ?? state.Desktops.All;
        int first = there.Count == 0 ? 0 : _random.Below(there.Count);
        Desktop? victim = Enumerable.Range(0, there.Count)
            .Select(i => there[(first + i) % there.Count])
            .FirstOrDefault(d => d.Number != 0 && !d.IsWorkedOn(now));
        if (victim is not null)
        {
            state.Desktops.Remove(victim);
            victim.Pool?.Remove(victim);
        }
    }

    private void Create(Pool? pool)
    {
        pool ??= state.Pools.Count == 0 ? null : state.Pools[_random.Below(state.Pools.Count)];
        int number = _next++;
        Desktop desktop = pool is null
            ? DesktopSeed.Template(state.Options, number, state.Images[Images.ImageSeed.Current])
            : DesktopSeed.Pooled(state.Options, number, pool, number, pool.Image);
        state.Desktops.Insert(_random.Below(state.Desktops.All.Count + 1), desktop);
        pool?.Insert(_random.Below(pool.Desktops.Count + 1), desktop);
    }
}
