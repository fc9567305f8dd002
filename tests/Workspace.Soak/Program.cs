using System;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Soak;

// dotnet run --project tests/Workspace.Soak -c Release -- [minutes] [requests per second] [share of requests that go wrong]
double Argument(int index, double otherwise) => args.Length > index ? double.Parse(args[index], CultureInfo.InvariantCulture) : otherwise;
var length = TimeSpan.FromMinutes(Argument(0, 30));
double rate = Argument(1, 200);
double faults = Argument(2, 0.05);

using var server = ServerProcess.Start(faults);
using var stop = new CancellationTokenSource(length);
var load = new Load(rate);
using var client = await Load.ConnectAsync(server, load);
Task[] workers = [.. Enumerable.Range(0, 16).Select(number => load.RunAsync(client, number, stop.Token))];
var samples = new Samples(load);
Console.WriteLine(Samples.Header);
for (TimeSpan next = TimeSpan.Zero; !stop.IsCancellationRequested; next += length / 30)
{
    await Task.WhenAny(Task.Delay(length / 30, stop.Token), Task.WhenAll(workers));
    Console.WriteLine(samples.Take());
}

await Task.WhenAll(workers);
Console.WriteLine();
Console.WriteLine(load.Summary);
Console.WriteLine(samples.Verdict(out bool isFlat));
return isFlat && load.Unexpected.IsEmpty ? 0 : 1;
