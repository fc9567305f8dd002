using System.Collections.Generic;
using System.Text;
using Workspace.Authentication;
using Workspace.Emulator;
using Workspace.Http;

namespace Workspace.Tests.Support;

/// <summary>Requests for an emulated tenant that are signed as they are, so that malformed ones get past the gateway.</summary>
internal static class SignedRequest
{
    public static EmulatorRequest Of(EmulatedTenant tenant, IClock clock, string method, string path, string query = "", byte[]? body = null, string? signedQuery = null)
    {
        body ??= [];
        string date = SignedContent.FormatDate(clock.UtcNow);
        List<KeyValuePair<string, string>> headers = [new("Host", "workspace.example"), new("X-Sdk-Date", date)];
        var content = new SignedContent(method, path, signedQuery ?? query, headers, body);
        string signature = content.Sign(Encoding.UTF8.GetBytes(tenant.SecretKey), date);
        headers.Add(new("Authorization", $"{SignedContent.Algorithm} Access={tenant.AccessKey}, SignedHeaders={content.SignedHeaders}, Signature={signature}"));
        return new EmulatorRequest(method, query.Length == 0 ? path : $"{path}?{query}", headers, body);
    }
}
