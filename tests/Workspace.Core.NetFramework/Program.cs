using System;
using System.Threading.Tasks;
using Workspace.Authentication;

namespace Workspace.Tests.NetFramework;

/// <summary>Connects to the endpoint that the command line names, which is a read, and installs an agent, which is a write.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        // .NET Framework has these types itself and knows so; Mono has them, too, and does not.
        AppDomain.CurrentDomain.AssemblyResolve += (_, missing) =>
            missing.Name.StartsWith("System.ValueTuple,", StringComparison.Ordinal) ? typeof(ValueTuple).Assembly : null;
        try
        {
            Console.WriteLine(RunAsync(new Uri(arguments[0])).GetAwaiter().GetResult());
            return 0;
        }
        catch (WorkspaceException failure)
        {
            Console.WriteLine(failure);
            return 1;
        }
    }

    private static async Task<string> RunAsync(Uri endpoint)
    {
        var options = new WorkspaceClientOptions
        {
            ProjectId = "0123456789abcdef0123456789abcdef",
            Credential = new TokenCredential(Secret.FromText("the-token"), "a test"),
            Endpoint = endpoint,
            IamEndpoint = endpoint,
            NoProxy = true,
        };
        using WorkspaceClient client = await WorkspaceClient.ConnectAsync(options).ConfigureAwait(false);
        return await client.Agents.InstallAsync(["d1"]).ConfigureAwait(false);
    }
}
