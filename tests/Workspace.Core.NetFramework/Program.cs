using System;
using System.Globalization;
using System.Threading.Tasks;
using Workspace.Authentication;

namespace Workspace.Tests.NetFramework;

/// <summary>
/// The command line has endpoints, each with the seconds that an attempt may take. Connects to each of them, which is a read, and installs an
/// agent, which is a write. Prints a line for each: the job or the error.
/// </summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        // .NET Framework has these types itself and knows so; Mono has them, too, and does not.
        AppDomain.CurrentDomain.AssemblyResolve += (_, missing) =>
            missing.Name.StartsWith("System.ValueTuple,", StringComparison.Ordinal) ? typeof(ValueTuple).Assembly : null;
        int failures = 0;
        for (int i = 0; i < arguments.Length; i += 2)
        {
            try
            {
                Console.WriteLine(RunAsync(new Uri(arguments[i]), double.Parse(arguments[i + 1], CultureInfo.InvariantCulture)).GetAwaiter().GetResult());
            }
            catch (WorkspaceException failure)
            {
                Console.WriteLine($"{failure.Code}: {failure.Message}");
                failures++;
            }
        }

        return failures;
    }

    private static async Task<string> RunAsync(Uri endpoint, double seconds)
    {
        var options = new WorkspaceClientOptions
        {
            ProjectId = "0123456789abcdef0123456789abcdef",
            Credential = new TokenCredential(Secret.FromText("the-token"), "a test"),
            Endpoint = endpoint,
            IamEndpoint = endpoint,
            NoProxy = true,
            Timeout = TimeSpan.FromSeconds(seconds),
        };
        using WorkspaceClient client = await WorkspaceClient.ConnectAsync(options).ConfigureAwait(false);
        return await client.Agents.InstallAsync(["d1"]).ConfigureAwait(false);
    }
}
