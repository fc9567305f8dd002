using System;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Benchmarks.Floor;

// nothing: only starts. page: reads one. list: reads all, one after the other. drain: takes pages off the wire for some seconds.
const int Connections = 4;
const double DrainSeconds = 3;

int count = 0;
var watch = Stopwatch.StartNew();
switch (args[0])
{
    case "page":
        using (var service = new Service())
        {
            count = (await service.ReadPageAsync(0)).Desktops!.Length;
        }

        break;
    case "list":
        using (var service = new Service())
        {
            DesktopPage page;
            do
            {
                page = await service.ReadPageAsync(count);
                count += page.Desktops!.Length;
            }
            while (count < page.TotalCount);
        }

        break;
    case "drain":
        using (var service = new Service())
        {
            int pages = (await service.ReadPageAsync(0)).TotalCount / Service.PageSize;
            watch.Restart();
            await Task.WhenAll(Enumerable.Range(0, Connections).Select(async _ =>
            {
                byte[] buffer = new byte[128 * 1024];
                while (watch.Elapsed.TotalSeconds < DrainSeconds)
                {
                    await service.DrainPageAsync(Interlocked.Increment(ref count) % pages * Service.PageSize, buffer);
                }
            }));
        }

        break;
}

watch.Stop();
using var process = Process.GetCurrentProcess();
Console.WriteLine(string.Create(
    CultureInfo.InvariantCulture,
    $"figures count={count} wall={watch.Elapsed.TotalMilliseconds} cpu={process.TotalProcessorTime.TotalMilliseconds} peak={process.PeakWorkingSet64}"));
