using System.Collections.Generic;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Http;

namespace Workspace.Authentication;

/// <summary>Signs requests with an access key (SDK-HMAC-SHA256).</summary>
internal sealed class RequestSigner : IAuthorizer
{
    private readonly AccessKeyCredential _credential;
    private readonly IClock _clock;
    private readonly string? _projectId;

    /// <param name="credential">The key.</param>
    /// <param name="clock">Dates the signatures; the service takes 15 minutes of difference.</param>
    /// <param name="projectId">The project of a regional service; null for IAM, which is asked without.</param>
    public RequestSigner(AccessKeyCredential credential, IClock clock, string? projectId)
    {
        _credential = credential;
        _clock = clock;
        _projectId = projectId;
    }

    public Task AuthorizeAsync(HttpRequestMessage message, ServiceRequest request, CancellationToken cancellationToken)
    {
        string date = SignedContent.FormatDate(_clock.UtcNow);
        List<KeyValuePair<string, string>> added = [new("X-Sdk-Date", date)];
        if (_projectId is not null)
        {
            added.Add(new("X-Project-Id", _projectId));
        }

        if (_credential.SecurityToken is { } token)
        {
            added.Add(new("X-Security-Token", token.Reveal()));
        }

        // Host is signed as it is sent: with its port, unless that is the scheme's own.
        List<KeyValuePair<string, string>> signed = [.. added, new("Host", message.RequestUri!.Authority)];
        if (message.Content?.Headers.ContentType is { } contentType)
        {
            signed.Add(new("Content-Type", contentType.ToString()));
        }

        var content = new SignedContent(request.Method.Method, message.RequestUri.AbsolutePath, request.Query, signed, request.Body ?? []);
        string signature = _credential.SecretKey.Use(key => content.Sign(key, date));
        foreach (var header in added)
        {
            message.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        message.Headers.TryAddWithoutValidation(
            "Authorization",
            $"{SignedContent.Algorithm} Access={_credential.AccessKey.Reveal()}, SignedHeaders={content.SignedHeaders}, Signature={signature}");
        return Task.CompletedTask;
    }
}
