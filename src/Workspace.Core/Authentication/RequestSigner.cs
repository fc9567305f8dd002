using System;
using System.Collections.Generic;
using System.Globalization;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Http;

namespace Workspace.Authentication;

/// <summary>Signs requests with an access key (SDK-HMAC-SHA256).</summary>
internal sealed class RequestSigner : IAuthorizer
{
    private const int MostSigned = 5;

    private readonly IAccessKeySource _keys;
    private readonly IClock _clock;
    private readonly string? _projectId;
    private readonly string? _domainId;
    private readonly ClockSkew _skew;

    /// <param name="keys">Gives the key.</param>
    /// <param name="clock">Dates the signatures; the service takes 15 minutes of difference.</param>
    /// <param name="projectId">The project of a regional service; null for IAM, which is asked without.</param>
    /// <param name="skew">What the connection knows of the service's clock; its own where it is null.</param>
    /// <param name="domainId">The account, which IAM as a global service is told; null leaves it to the key.</param>
    public RequestSigner(IAccessKeySource keys, IClock clock, string? projectId, ClockSkew? skew = null, string? domainId = null)
    {
        _keys = keys;
        _clock = clock;
        _projectId = projectId;
        _domainId = domainId;
        _skew = skew ?? new ClockSkew();
    }

    public async Task<object> AuthorizeAsync(HttpRequestMessage message, ServiceRequest request, CancellationToken cancellationToken)
    {
        AccessKeyCredential key = await _keys.GetKeyAsync(cancellationToken).ConfigureAwait(false);
        TimeSpan ahead = _skew.Ahead;
        string date = SignedContent.FormatDate(_clock.UtcNow + ahead);
        HttpRequestHeaders headers = message.Headers;
        var signed = new List<KeyValuePair<string, string>>(MostSigned);
        Add("X-Sdk-Date", "x-sdk-date", date);
        if (_projectId is not null)
        {
            Add("X-Project-Id", "x-project-id", _projectId);
        }

        if (_domainId is not null)
        {
            Add("X-Domain-Id", "x-domain-id", _domainId);
        }

        if (key.SecurityToken is { } token)
        {
            Add("X-Security-Token", "x-security-token", token.Reveal());
        }

        // Host is signed as it is sent: with its port, unless that is the scheme's own.
        signed.Add(new("host", message.RequestUri!.Authority));
        if (message.Content?.Headers.ContentType is { } contentType)
        {
            signed.Add(new("content-type", contentType.ToString()));
        }

        var content = new SignedContent(request.Method.Method, message.RequestUri.AbsolutePath, request.QueryString, signed, request.Body ?? []);
        string signature = key.SecretKey.Use(secret => content.Sign(secret, date));
        headers.TryAddWithoutValidation(
            "Authorization",
            $"{SignedContent.Algorithm} Access={key.AccessKey}, SignedHeaders={content.SignedHeaders}, Signature={signature}");
        return ahead;

        void Add(string name, string signedName, string value)
        {
            headers.TryAddWithoutValidation(name, value);
            signed.Add(new(signedName, value));
        }
    }

    /// <summary>Takes the time from the service where this machine's clock is wrong.</summary>
    public bool Recover(object proof, ServiceResponse refusal, IClientObserver? observer)
    {
        // The end of all time would leave none to add to it.
        if (!RefusalText.SaysSignatureExpired(refusal)
            || !DateTimeOffset.TryParse(refusal.Header("Date"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset server)
            || server.Year == DateTimeOffset.MaxValue.Year)
        {
            return false;
        }

        _skew.Correct((TimeSpan)proof, server, _clock.UtcNow, observer);
        return true;
    }
}
