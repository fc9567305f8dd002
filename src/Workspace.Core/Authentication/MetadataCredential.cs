using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Http;

namespace Workspace.Authentication;

/// <summary>The temporary key of a cloud server's agency, renewed by itself with 40 minutes left.</summary>
public sealed class MetadataCredential : Credential, IAccessKeySource
{
    private static readonly TimeSpan _margin = TimeSpan.FromMinutes(40);

    // An old key is not wiped before the end: a request may be signing with it.
    private readonly ConcurrentQueue<AccessKeyCredential> _keys = new();
    private readonly MetadataClient _client;
    private readonly RenewedValue<AccessKeyCredential> _key;

    internal MetadataCredential(MetadataClient client, IClock clock)
        : base("metadata service of this server")
    {
        _client = client;
        _key = new RenewedValue<AccessKeyCredential>(RenewAsync, clock, _margin);
    }

    /// <inheritdoc/>
    public override string Identity => _key.Last is { } key ? $"temporary {key.Identity}" : "the server's agency";

    internal override IEnumerable<Secret> Secrets => _keys.SelectMany(key => key.Secrets);

    /// <inheritdoc/>
    public override void Dispose()
    {
        _key.Dispose();
        _client.Dispose();
        foreach (AccessKeyCredential key in _keys)
        {
            key.Dispose();
        }
    }

    Task<AccessKeyCredential> IAccessKeySource.GetKeyAsync(CancellationToken cancellationToken) => GetKeyAsync(cancellationToken);

    internal Task<AccessKeyCredential> GetKeyAsync(CancellationToken cancellationToken) => _key.GetAsync(cancellationToken);

    private async Task<(AccessKeyCredential Key, DateTimeOffset ExpiresAt)> RenewAsync(CancellationToken cancellationToken)
    {
        MetadataKey answer = await _client.GetKeyAsync(new SecretMask(this), cancellationToken).ConfigureAwait(false);
        AccessKeyCredential key = ToCredential(answer) ?? throw NoKey("The metadata service's answer holds no key.");
        _keys.Enqueue(key);
        return (key, answer.ExpiresAt is { } at ? new DateTimeOffset(at) : DateTimeOffset.MaxValue);
    }

    private AccessKeyCredential? ToCredential(MetadataKey answer)
    {
        string?[] parts = [answer.Access, answer.Secret, answer.Securitytoken];
        if (parts.Any(part => !string.IsNullOrWhiteSpace(part) && !HeaderText.IsSafe(part!.Trim())))
        {
            throw NoKey("The metadata service's key has characters that no key has.");
        }

        try
        {
            return new KeyText(answer.Access, answer.Secret, answer.Securitytoken).ToCredential(Source, "access", "secret", "the metadata service's answer");
        }
        catch (ArgumentException half) when (_key.Last is not null)
        {
            // Half a key where one is looked for is for the user to see to; here the service's answer is wrong.
            throw NoKey(half.Message);
        }
    }

    private static WorkspaceException NoKey(string why) => new("WsNoMetadataKey", why);
}
