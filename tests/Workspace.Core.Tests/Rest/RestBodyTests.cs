using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Authentication;
using Workspace.Rest;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Rest;

/// <summary>What is sent with a call.</summary>
public sealed class RestBodyTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_value_is_sent_as_JSON()
    {
        var value = new RestObject(
        [
            new("text", "a\"b"), new("yes", true), new("no", false), new("none", null), new("small", (byte)1), new("whole", -2), new("long", long.MaxValue),
            new("large", BigInteger.Pow(10, 25)), new("price", 12.30m), new("double", 1.5), new("single", 0.5f),
            new("list", new List<object?> { 1, Array.Empty<object?>(), new RestObject([]) }),
        ]);

        RecordedRequest sent = await SentAsync(RestBody.FromValue(value));

        Assert.Equal("application/json", sent.Header("Content-Type"));
        Assert.Equal(
            "{\"text\":\"a\\u0022b\",\"yes\":true,\"no\":false,\"none\":null,\"small\":1,\"whole\":-2,\"long\":9223372036854775807,\"large\":10000000000000000000000000,\"price\":12.30,\"double\":1.5,\"single\":0.5,\"list\":[1,[],{}]}",
            sent.Body);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void A_number_that_JSON_has_not_is_refused(object number) =>
        Assert.Contains("JSON has no place", Assert.Throws<ArgumentException>(() => RestBody.FromValue(new object?[] { number })).Message, StringComparison.Ordinal);

    [Fact]
    public void A_value_of_another_type_is_refused() =>
        Assert.Contains("of type DateTime", Assert.Throws<ArgumentException>(() => RestBody.FromValue(DateTime.UnixEpoch)).Message, StringComparison.Ordinal);

    [Fact]
    public async Task JSON_is_sent_as_it_is()
    {
        const string Json = """ {"b" : 1.50, "ä":"\u00e4" } """;

        Assert.Equal(Json, (await SentAsync(RestBody.FromJson(Json))).Body);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("{'a':1}")]
    [InlineData("""{"a":1}}""")]
    public void A_text_that_is_not_JSON_is_refused(string text) =>
        Assert.StartsWith("Body is a text that is not JSON", Assert.Throws<ArgumentException>(() => RestBody.FromJson(text)).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_file_is_sent_as_the_one_part_of_a_form_and_signed()
    {
        RecordedRequest sent = await SentAsync(RestBody.FromFile("my \"users\"\r\n.csv", "a,b\r\nö"u8.ToArray()));

        string type = sent.Header("Content-Type")!;
        string boundary = type.Split("boundary=")[1];
        Assert.Equal($"multipart/form-data; boundary={boundary}", type);
        Assert.Equal(
            $"--{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"my %22users%22%0D%0A.csv\"\r\nContent-Type: application/octet-stream\r\n\r\na,b\r\nö\r\n--{boundary}--\r\n",
            sent.Body);
        var expected = new SignedContent(
            "POST",
            sent.Path,
            [],
            [new("content-type", type), new("host", sent.Address.Authority), new("x-project-id", TestClient.ProjectId), new("x-sdk-date", sent.Header("X-Sdk-Date")!)],
            Encoding.UTF8.GetBytes(sent.Body!));
        Assert.EndsWith("Signature=" + expected.Sign("SecretKey"u8.ToArray(), sent.Header("X-Sdk-Date")!), sent.Header("Authorization"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("json")]
    [InlineData("secret")]
    [InlineData("file")]
    public async Task Debug_output_shows_no_secret_and_no_file(string kind)
    {
        var observer = new RecordingObserver();
        RestBody body = kind switch
        {
            "json" => RestBody.FromJson("""{"name":"a"}"""),
            "secret" => RestBody.FromValue(new RestObject([new("name", "a")]), isConfidential: true),
            _ => RestBody.FromFile("a", [1]),
        };

        await SentAsync(body, observer);

        Assert.Equal(kind == "json" ? ("""{"name":"a"}""", "{}") : (null, null), (observer.Traces.Last().RequestBody, observer.Traces.Last().ResponseBody));
    }

    [Theory]
    [InlineData("GET", "/v2/{project_id}/desktops", true, "A GET takes no body: give what ListDesktops shall look for with -Query")]
    [InlineData("POST", "/v2/{project_id}/desktops/batch-delete", false, "BatchDeleteDesktops takes a body: give -Body")]
    [InlineData("POST", "/v2/{project_id}/ip/import", false, "ImportIp takes a file: give -InFile")]
    public async Task A_body_that_is_missing_or_too_many_is_refused(string method, string path, bool hasBody, string message)
    {
        StubHandler stub = StubHandler.Always("{}");
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);
        var call = new RestCall(method, path) { Body = hasBody ? RestBody.FromJson("{}") : null };

        ArgumentException refusal = await Assert.ThrowsAsync<ArgumentException>(() => client.Rest.SendAsync(call, Stop));

        Assert.StartsWith(message, refusal.Message, StringComparison.Ordinal);
        Assert.Empty(stub.Requests);
    }

    private static async Task<RecordedRequest> SentAsync(RestBody body, RecordingObserver? observer = null)
    {
        StubHandler stub = StubHandler.Always("{}");
        using WorkspaceClient client = await TestClient.ConnectAsync(stub, observer: observer);
        await client.Rest.SendAsync(new RestCall("POST", "/v2/{project_id}/anything") { Body = body }, Stop);
        return Assert.Single(stub.Requests);
    }
}
