using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Http;

namespace Workspace.Authentication;

/// <summary>
/// The places where a credential is looked for when none is given, in their order: environment (SDK, then Terraform),
/// profile file, KooCLI, metadata service. The first that has one is used; one that has half a key is an error.
/// </summary>
public sealed class CredentialChain
{
    /// <summary>The variable that names the region where -Region does not.</summary>
    public const string RegionVariable = "HW_REGION_NAME";

    /// <summary>The variable that names another metadata service, on this machine or link-local, for tests and for gateways.</summary>
    public const string MetadataVariable = "WORKSPACE_METADATA_ENDPOINT";

    private readonly CredentialSearch _search;

    /// <summary>The chain for a search.</summary>
    /// <param name="search">Where and how to look; the usual places where it is null.</param>
    public CredentialChain(CredentialSearch? search = null) => _search = search ?? new();

    /// <summary>The region that the environment names, or null.</summary>
    public string? Region => _search.Variable(RegionVariable) is { Length: > 0 } region ? region : null;

    /// <summary>The first credential found.</summary>
    /// <param name="report">Hears of each place what it had, or why it was passed over; or null.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <returns>The credential.</returns>
    /// <exception cref="ArgumentException">A place has one half of a key, or the named profile does not exist.</exception>
    /// <exception cref="CredentialNotFoundException">No place has a credential; the message lists them.</exception>
    public async Task<FoundCredential> FindAsync(Action<string>? report = null, CancellationToken cancellationToken = default)
    {
        List<string> places = [];
        foreach (ICredentialSource source in Sources())
        {
            CredentialLookup lookup = await source.LookAsync(cancellationToken).ConfigureAwait(false);
            if (lookup.Found is { } found)
            {
                report?.Invoke($"Credentials: using {source.Description}.");
                return found;
            }

            report?.Invoke($"Credentials: passed over {source.Description}: {lookup.PassedOver}.");
            places.Add($"{source.Description}: {lookup.PassedOver}");
        }

        throw new CredentialNotFoundException(places, _search.ProfileName);
    }

    private IEnumerable<ICredentialSource> Sources()
    {
        bool isNamed = _search.ProfileName is not null || _search.ProfilePath is not null;
        if (!isNamed)
        {
            yield return EnvironmentSource.Sdk(_search.Variable);
            yield return EnvironmentSource.Terraform(_search.Variable);
        }

        if (!_search.IsKooCliFile)
        {
            yield return new ProfileSource(_search.CredentialsFile, _search.ProfileName, isAsked: _search.ProfilePath is not null);
        }

        if (_search.IsKooCliFile || _search.ProfilePath is null)
        {
            yield return new KooCliSource(_search.KooCliFile, _search.ProfileName);
        }

        if (!isNamed)
        {
            yield return new MetadataSource(MetadataAddress(), _search.Clock, _search.MetadataHandler);
        }
    }

    private Uri MetadataAddress()
    {
        if (_search.Variable(MetadataVariable) is not { Length: > 0 } text)
        {
            return MetadataClient.Standard;
        }

        return Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https" && (address.IsLoopback || IsLinkLocal(address))
            ? address
            : throw new ArgumentException($"{MetadataVariable} '{AddressText.HideIn(text)}' is not an address on this machine or link-local: keys are taken from nowhere else.");
    }

    private static bool IsLinkLocal(Uri address) => IPAddress.TryParse(address.DnsSafeHost, out IPAddress? ip)
        && (ip.IsIPv6LinkLocal || (ip.AddressFamily == AddressFamily.InterNetwork && ip.GetAddressBytes() is var bytes && bytes[0] == 169 && bytes[1] == 254));
}
