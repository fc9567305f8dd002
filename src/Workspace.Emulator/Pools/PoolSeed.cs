using System;
using System.Collections.Generic;
using Workspace.Emulator.Images;

namespace Workspace.Emulator.Pools;

/// <summary>Makes the tenant's pools: sales-01, then sales, support, design and finance in turn, with rising numbers.</summary>
internal static class PoolSeed
{
    private static readonly string[] _departments = ["sales", "support", "design", "finance"];

    public static IReadOnlyList<Pool> Sow(EmulatorOptions options, EmulatedImage image)
    {
        var pools = new List<Pool>(options.Pools);
        string otherProject = new SeededRandom(options.Seed, "enterprise-project").Id();
        for (int i = 0; i < options.Pools; i++)
        {
            var random = new SeededRandom(options.Seed, "pool", i);
            string department = _departments[i == 0 ? 0 : (i - 1) % _departments.Length];
            pools.Add(new Pool
            {
                Id = random.Id(),
                Name = FormattableString.Invariant($"{department}-{NumberOf(i):D2}"),
                IsDynamic = i % 2 == 1,
                ChargeMode = department == "support" ? "0" : "1",
                EnterpriseProjectId = department is "design" or "finance" ? otherProject : "0",
                AvailabilityZone = options.Region + random.Pick("a", "b"),
                Created = TenantState.Epoch.AddMilliseconds(random.Below(int.MaxValue)),
                Tags = [new("department", department), new("ring", i == 0 ? "canary" : "broad")],
                Image = image,
            });
        }

        return pools;
    }

    // The first pool is an extra one of sales, so that sales counts one further than the others.
    private static int NumberOf(int index)
    {
        if (index == 0)
        {
            return 1;
        }

        int round = (index - 1) / _departments.Length;
        return (index - 1) % _departments.Length == 0 ? round + 2 : round + 1;
    }
}
