using System;
using System.Globalization;
using System.Threading.Tasks;
using Workspace.Authentication;

namespace Workspace.Tests;

/// <summary>
/// The command line has endpoints, each with the seconds that an attempt may take. Connects to each of them, which is a read, and installs an
/// agent, which is a write. Prints a line for each: the job or the error.
/// </summary>
internal static class EndpointCalls
{
    public static async Task<int> RunAsync(string[] arguments)
    {
        int failures = 0;
        for (int i = 0; i < arguments.Length; i += 2)
        {
            try
            {
                Console.WriteLine(await CallAsync(new Uri(arguments[i]), double.Parse(arguments[i + 1], CultureInfo.InvariantCulture)));
            }
            catch (WorkspaceException failure)
            {
                Console.WriteLine($"{failure.Code}: {failure.Message}");
                failures++;
            }
        }

        return failures;
    }

    private static async Task<string> CallAsync(Uri endpoint, double seconds)
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
        using WorkspaceClient client = await WorkspaceClient.ConnectAsync(options);
        return await client.Agents.InstallAsync(["d1"]);
    }
}
