using System;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Authentication;

namespace Workspace.Commands;

/// <summary>Makes the options of a connection with a credential that is found, not given.</summary>
internal static class ChainOptions
{
    /// <summary>Looks for a credential, and takes what else its place says about the connection.</summary>
    /// <param name="search">Where and how to look.</param>
    /// <param name="region">The region that was given; the environment's or the place's own where it is null.</param>
    /// <param name="report">Hears what was looked at, and why it was passed over.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    public static async Task<WorkspaceClientOptions> FindAsync(CredentialSearch search, string? region, Action<string> report, CancellationToken cancellationToken)
    {
        var chain = new CredentialChain(search);
        FoundCredential found = await chain.FindAsync(report, cancellationToken).ConfigureAwait(false);
        try
        {
            return Make(found, region ?? chain.Region ?? found.Region);
        }
        catch
        {
            found.Credential.Dispose();
            throw;
        }
    }

    private static WorkspaceClientOptions Make(FoundCredential found, string? chosen)
    {

        // A project belongs to one region: that of another is of no use.
        bool fits = found.Region is null || found.Region == chosen;
        return new WorkspaceClientOptions
        {
            Credential = found.Credential,
            Region = chosen,
            ProjectId = fits ? found.ProjectId : null,
            ProjectName = fits ? found.ProjectName : null,
            DomainId = found.DomainId,
            IamEndpoint = IamEndpoint(found),
        };
    }

    private static Uri? IamEndpoint(FoundCredential found) => found.IamEndpoint is null ? null
        : Uri.TryCreate(found.IamEndpoint, UriKind.Absolute, out Uri? address) ? address
        : throw new ArgumentException($"The iam_endpoint of {found.Credential.Source} is not an address.");
}
