using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Tasks;
using Workspace.Emulator;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.EndToEnd;

/// <summary>The emulator accepts signatures as the vendor's SDKs make them. They are put together here without the client's code.</summary>
public sealed class VendorSignatureTests
{
    private const string Date = "20260101T000000Z";
    private const string Host = "workspace.example:8443";
    private const string Unsigned = "UNSIGNED-PAYLOAD";

    private readonly EmulatedTenant _tenant = new(null, new ManualClock());

    [Theory]

    // Python sends what it signed.
    [InlineData("user_names=bob1&user_names=bob%40corp", "user_names=bob1&user_names=bob%40corp")]

    // Node and .NET send as given, sort raw and encode then; .NET leaves reserved characters in the address as they are.
    [InlineData("user_names=bob%40corp&user_names=bob1&limit=5", "limit=5&user_names=bob1&user_names=bob%40corp")]
    [InlineData("user_names=bob@corp&user_names=bob1", "user_names=bob1&user_names=bob%40corp")]
    [InlineData("user_names=%E7%8E%8B&user_names=alice", "user_names=alice&user_names=%E7%8E%8B")]

    // Go sends by name, a blank as a plus, and no equals sign before an empty value.
    [InlineData("computer_name=a+b&user_names", "computer_name=a%20b&user_names=")]

    // Java sorts names only.
    [InlineData("offset=0&desktop_id=id2&desktop_id=id&desktop_id=Id", "desktop_id=id2&desktop_id=id&desktop_id=Id&offset=0")]
    public async Task A_query_is_accepted_in_the_order_of_every_SDK(string sent, string covered) =>
        Assert.Equal(200, await SendAsync("GET", "/desktops", sent, covered, "", []));

    [Theory]
    [InlineData("limit=5&offset=1", "offset=1&limit=5")]
    [InlineData("desktop_id=id2&desktop_id=id&desktop_id=Id", "desktop_id=id&desktop_id=id2&desktop_id=Id")]
    [InlineData("computer_name=a", "computer_name=b")]
    public async Task A_query_in_an_order_that_no_SDK_has_is_refused(string sent, string covered) =>
        Assert.Equal(401, await SendAsync("GET", "/desktops", sent, covered, "", []));

    [Fact]
    public async Task A_blank_is_read_from_a_plus()
    {
        await SendAsync("GET", "/desktops", "computer_name=a+b%2Bc", "computer_name=a%20b%2Bc", "", []);

        Assert.Equal("a b+c", Assert.Single(_tenant.Requests[^1].Query).Value);
    }

    // Every SDK signs a segment of the path encoded once, whether it sends it encoded or as it is.
    [Theory]
    [InlineData("a%20b", "a%20b", 404)]
    [InlineData("a:b@c", "a%3Ab%40c", 404)]
    [InlineData("a%3Ab", "a%3Ab", 404)]
    [InlineData("%E7%8E%8B", "%E7%8E%8B", 404)]
    [InlineData("%e7%8e%8b", "%E7%8E%8B", 404)]
    [InlineData("50%25", "50%25", 404)]
    [InlineData("a+b", "a%2Bb", 404)]
    [InlineData("a%20b", "a b", 401)]
    [InlineData("a:b", "a:c", 401)]
    public async Task A_path_is_accepted_as_it_is_signed_by_the_SDKs(string sent, string covered, int status) =>
        Assert.Equal(status, await SendAsync("GET", "/desktops/" + sent, "", "", "", [], coveredPath: "/desktops/" + covered));

    [Theory]
    [InlineData(Unsigned, Unsigned, true)]
    [InlineData(Unsigned, null, false)]
    [InlineData("SOMETHING-ELSE", "SOMETHING-ELSE", false)]
    public async Task A_body_may_be_left_out_of_the_signature_where_a_header_says_so(string header, string? hash, bool isAccepted) =>
        Assert.Equal(isAccepted, await SendAsync("POST", "/desktops/agents", "", "", "{}", [new("x-sdk-content-sha256", header)], hash) != 401);

    [Fact]
    public async Task Without_a_body_the_header_changes_nothing() =>
        Assert.Equal(200, await SendAsync("GET", "/desktops", "", "", "", [new("x-sdk-content-sha256", Unsigned)]));

    private async Task<int> SendAsync(string method, string path, string sent, string covered, string body, KeyValuePair<string, string>[] more, string? hash = null, string? coveredPath = null)
    {
        string canonicalPath = $"/v2/{_tenant.ProjectId}{coveredPath ?? path}/";
        path = $"/v2/{_tenant.ProjectId}{path}";
        KeyValuePair<string, string>[] headers = [.. new KeyValuePair<string, string>[] { new("host", Host), new("x-sdk-date", Date) }.Concat(more).OrderBy(header => header.Key, StringComparer.Ordinal)];
        string names = string.Join(';', headers.Select(header => header.Key));
        string canonical = $"{method}\n{canonicalPath}\n{covered}\n{string.Concat(headers.Select(header => $"{header.Key}:{header.Value}\n"))}\n{names}\n{hash ?? Hash(body)}";
        string toSign = $"SDK-HMAC-SHA256\n{Date}\n{Hash(canonical)}";
        string signature = Hash(toSign, _tenant.SecretKey);
        var authorization = new KeyValuePair<string, string>("Authorization", $"SDK-HMAC-SHA256 Access={_tenant.AccessKey}, SignedHeaders={names}, Signature={signature}");
        var request = new EmulatorRequest(method, sent.Length == 0 ? path : $"{path}?{sent}", [.. headers, authorization], Encoding.UTF8.GetBytes(body));
        return (await _tenant.HandleAsync(request, TestContext.Current.CancellationToken)).Status;
    }

    private static string Hash(string text, string? key = null)
    {
        using HashAlgorithm algorithm = key is null ? SHA256.Create() : new HMACSHA256(Encoding.UTF8.GetBytes(key));
        return string.Concat(algorithm.ComputeHash(Encoding.UTF8.GetBytes(text)).Select(part => part.ToString("x2", CultureInfo.InvariantCulture)));
    }
}
