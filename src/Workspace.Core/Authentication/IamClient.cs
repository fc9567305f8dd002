using System;
using System.IO;
using System.Net.Http;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Http;
using Workspace.Serialization;

namespace Workspace.Authentication;

/// <summary>The two calls of IAM that a connection needs: a token for a password, and the projects of a region.</summary>
internal sealed class IamClient
{
    private static readonly TimeSpan _tokenLife = TimeSpan.FromHours(24);

    private readonly RestClient _rest;
    private readonly IClock _clock;

    public IamClient(RestClient rest, IClock clock)
    {
        _rest = rest;
        _clock = clock;
    }

    /// <summary>POST /v3/auth/tokens, without the catalog, which is large.</summary>
    public Task<IamToken> LogOnAsync(PasswordCredential credential, ProjectScope scope, CancellationToken cancellationToken)
    {
        ServiceRequest request = _rest.Request(HttpMethod.Post, "/v3/auth/tokens", new Query().Add("nocatalog", "true"), Body(credential, scope));
        request.IsConfidential = true;
        return _rest.SendAsync(request, response => Read(request, response), cancellationToken);
    }

    /// <summary>GET /v3/projects, asked without a project of its own.</summary>
    public async Task<IamProject[]> ListProjectsAsync(string name, CancellationToken cancellationToken)
    {
        IamProjectList list = await _rest.GetAsync("/v3/projects", new Query().Add("name", name), WorkspaceJson.Default.IamProjectList, cancellationToken).ConfigureAwait(false);
        return list.Projects ?? [];
    }

    private IamToken Read(ServiceRequest request, ServiceResponse response)
    {
        string text = response.Header("X-Subject-Token") is { } header && HeaderText.IsSafe(header)
            ? header
            : throw AnswerFailure.Unreadable(request, response, "IAM accepted the logon but sent no token that can be used (header X-Subject-Token)");
        IamTokenAnswer answer = RestClient.Parse(request, response, WorkspaceJson.Default.IamTokenAnswer);
        DateTimeOffset expires = answer.Token?.ExpiresAt is { } at ? new DateTimeOffset(at) : _clock.UtcNow + _tokenLife;
        return new IamToken(Secret.FromText(text), expires, answer.Token?.Project?.Id);
    }

    private static byte[] Body(PasswordCredential credential, ProjectScope scope)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteStartObject("auth");
            json.WriteStartObject("identity");
            json.WriteStartArray("methods");
            json.WriteStringValue("password");
            json.WriteEndArray();
            json.WriteStartObject("password");
            json.WriteStartObject("user");
            json.WriteString("name", credential.UserName);
            credential.Password.Use(password =>
            {
                json.WriteString("password", password);
                return true;
            });
            json.WriteStartObject("domain");
            json.WriteString("name", credential.DomainName);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteStartObject("scope");
            json.WriteStartObject("project");
            json.WriteString(scope.Id is null ? "name" : "id", scope.Id ?? scope.Name);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return stream.ToArray();
    }
}
