using System;
using System.Linq;
using System.Threading.Tasks;

namespace Workspace.Benchmarks.Fleet;

/// <summary>Runs contenders in turn, several times each, so that whatever else the machine does meets all of them.</summary>
internal sealed class Round(int runs)
{
    /// <summary>Runs them over one service, or over none.</summary>
    public Task<Samples[]> RunAsync(EmulatedFleet? fleet, params Contender[] contenders) =>
        RunAsync([.. contenders.Select(contender => (contender, fleet))]);

    /// <summary>Runs each over a service of its own.</summary>
    public async Task<Samples[]> RunAsync(params (Contender Contender, EmulatedFleet? Fleet)[] contenders)
    {
        Samples[] all = [.. contenders.Select(c => new Samples(c.Contender))];
        for (int run = 0; run < runs; run++)
        {
            for (int i = 0; i < all.Length; i++)
            {
                contenders[i].Fleet?.Forget();
                all[i].Add(await contenders[i].Contender.RunAsync(contenders[i].Fleet?.Variables ?? EmulatedFleet.NoService));
                await Console.Error.WriteAsync('.');
            }
        }

        await Console.Error.WriteLineAsync();
        return all;
    }
}
