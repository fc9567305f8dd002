using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Http;

namespace Workspace.Authentication;

/// <summary>The metadata service of the cloud server that this runs on.</summary>
internal sealed class MetadataSource : ICredentialSource
{
    private readonly Uri _address;
    private readonly IClock _clock;
    private readonly HttpMessageHandler? _handler;

    public MetadataSource(Uri address, IClock clock, HttpMessageHandler? handler)
    {
        _address = address;
        _clock = clock;
        _handler = handler;
    }

    public string Description => $"metadata service of this server ({_address.Authority})";

    public async Task<CredentialLookup> LookAsync(CancellationToken cancellationToken)
    {
        var credential = new MetadataCredential(new MetadataClient(_address, _handler), _clock);
        try
        {
            await credential.GetKeyAsync(cancellationToken).ConfigureAwait(false);
            return new FoundCredential(credential);
        }
        catch (WorkspaceException nothing)
        {
            credential.Dispose();
            return CredentialLookup.Nothing(nothing.Message);
        }
        catch
        {
            credential.Dispose();
            throw;
        }
    }
}
