using BenchmarkDotNet.Running;
using Workspace.Benchmarks.Fleet;

// fleet: whole processes against each other. Anything else is BenchmarkDotNet's: single pieces of the core.
if (args is ["fleet", .. string[] rest])
{
    return await FleetCommand.RunAsync(rest);
}

_ = BenchmarkSwitcher.FromAssembly(typeof(FleetCommand).Assembly).Run(args);
return 0;
