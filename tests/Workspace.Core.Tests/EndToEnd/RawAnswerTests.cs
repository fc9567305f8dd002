using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Net;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.EndToEnd;

/// <summary>What the platform's own handler makes of bytes that are bad HTTP, or good HTTP around something bad.</summary>
public sealed class RawAnswerTests
{
    private const string Ok = "HTTP/1.1 200 OK\nX-Request-Id: r1\nContent-Type: application/json\n";
    private const string Body = """{"sysprep_version":"1"}""";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("SSH-2.0-OpenSSH_9.6\n")]
    [InlineData("HTTP/1.1 abc the-token\n\n")]
    [InlineData("HTTP/1.1 200 OK\nno header, but the-token\n\n")]
    public async Task Something_that_is_no_HTTP_is_no_answer(string head)
    {
        WorkspaceException error = await FailAsync(head, []);

        Assert.Equal((WorkspaceException.UnreadableAnswer, false), (error.Code, error.ConcernsConnection));
        Assert.StartsWith("The answer of 127.0.0.1:", error.Message, StringComparison.Ordinal);
        Assert.Contains("could not be read: ", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("the-token", error.ToString(), StringComparison.Ordinal);
        Assert.InRange(error.Message.Length, 50, 400);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    public async Task Headers_beyond_64_KB_are_no_answer(int lines)
    {
        string flood = string.Concat(Enumerable.Range(0, lines).Select(i => $"X-Flood-{i}: {new string('x', 100_000 / lines)}\n"));

        WorkspaceException error = await FailAsync(Ok + flood + "Content-Length: 2\n\n", "{}"u8.ToArray());

        Assert.Equal(WorkspaceException.UnreadableAnswer, error.Code);
        Assert.Contains("65536", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Headers_without_an_end_are_no_answer()
    {
        long sent = 0;
        await using var server = new RawServer(async (_, stream, stop) =>
        {
            byte[] line = Encoding.ASCII.GetBytes("X-Flood: " + new string('x', 1000) + "\r\n");
            await stream.WriteAsync("HTTP/1.1 200 OK\r\n"u8.ToArray(), stop);
            while (sent < 100 * 1024 * 1024)
            {
                await stream.WriteAsync(line, stop);
                sent += line.Length;
            }
        });

        WorkspaceException error = await FailAsync(server);

        Assert.Equal(WorkspaceException.UnreadableAnswer, error.Code);

        // What fits into the buffers of the two sockets was on its way.
        Assert.InRange(Interlocked.Read(ref sent), 0, 20 * 1024 * 1024);
    }

    [Theory]
    [InlineData("Content-Length: 100\n\n" + Body)]
    [InlineData("Transfer-Encoding: chunked\n\n17\n" + Body)]
    [InlineData("Transfer-Encoding: chunked\n\n17\n" + Body + "\nno number\n")]
    [InlineData("Transfer-Encoding: chunked\n\n99999999999999999999\n" + Body)]
    public async Task A_body_shorter_than_announced_breaks_off(string rest)
    {
        WorkspaceException error = await FailAsync(Ok + rest, []);

        Assert.Equal((WorkspaceException.UnreadableAnswer, HttpStatusCode.OK, "r1"), (error.Code, error.StatusCode, error.RequestId));
        Assert.Contains("it broke off after ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(30)]
    public async Task Compressed_bytes_that_end_too_soon_cannot_be_read(int length)
    {
        byte[] packed = Pack(Encoding.UTF8.GetBytes(Body));

        WorkspaceException error = await FailAsync($"{Ok}Content-Encoding: gzip\nContent-Length: {length}\n\n", packed[..length]);

        Assert.Equal((WorkspaceException.UnreadableAnswer, HttpStatusCode.OK), (error.Code, error.StatusCode));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    public async Task Compressed_garbage_cannot_be_read(string encoding)
    {
        WorkspaceException error = await FailAsync($"{Ok}Content-Encoding: {encoding}\n\n", Encoding.Latin1.GetBytes("\x78\x9c\x01\xff" + new string('\xff', 500)));

        Assert.Equal(WorkspaceException.UnreadableAnswer, error.Code);
        Assert.Contains("its compression is damaged", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_compression_that_was_not_asked_for_is_named()
    {
        WorkspaceException error = await FailAsync($"{Ok}Content-Encoding: br\n\n", [0x0b, 0x02, 0x80]);

        Assert.Contains("It is application/json in br, 3 bytes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_hundred_megabytes_the_rest_stays_where_it_is()
    {
        long sent = 0;
        await using var server = new RawServer(async (_, stream, stop) =>
        {
            byte[] part = Encoding.ASCII.GetBytes(Body.PadRight(64 * 1024));
            await stream.WriteAsync(Encoding.ASCII.GetBytes(Ok.ReplaceLineEndings("\r\n") + "\r\n"), stop);
            while (sent < 100 * 1024 * 1024)
            {
                await stream.WriteAsync(part, stop);
                sent += part.Length;
                part.AsSpan().Fill((byte)' ');
            }
        });

        WorkspaceException error = await FailAsync(server);

        Assert.Contains("it is longer than 16384 KB", error.Message, StringComparison.Ordinal);
        Assert.InRange(Interlocked.Read(ref sent), 15 * 1024 * 1024, 50 * 1024 * 1024);
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\n")]
    [InlineData("HTTP/1.1 200 OK\nContent-Type: ")]
    [InlineData(Ok + "Content-Length: 1000\n\n")]
    [InlineData(Ok + "Transfer-Encoding: chunked\n\n")]
    public async Task What_drips_is_given_up_with_its_attempt(string head)
    {
        await using var server = new RawServer(async (_, stream, stop) =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(head.ReplaceLineEndings("\r\n")), stop);
            string drops = head.Contains("chunked", StringComparison.Ordinal) ? "1\r\n \r\n" : head.Contains("Content-Length", StringComparison.Ordinal) ? " " : head.Length == 0 ? "HTTP/1.1 100 Continue\r\n\r\n" : "x";
            while (!stop.IsCancellationRequested)
            {
                await stream.WriteAsync(Encoding.ASCII.GetBytes(drops), stop);
                await Task.Delay(10, stop);
            }
        });

        WorkspaceException error = await FailAsync(server, TimeSpan.FromMilliseconds(400));

        Assert.Equal(WorkspaceException.Timeout, error.Code);
        Assert.Contains(head.StartsWith(Ok, StringComparison.Ordinal) ? "did not come to its end within 0.4 seconds" : "within 0.4 seconds", error.Message, StringComparison.Ordinal);
    }

    private static async Task<WorkspaceException> FailAsync(string head, byte[] body)
    {
        await using RawServer server = RawServer.Of(head, body);
        return await FailAsync(server);
    }

    private static async Task<WorkspaceException> FailAsync(RawServer server, TimeSpan? timeout = null)
    {
        using WorkspaceClient client = await WorkspaceClient.ConnectAsync(
            new()
            {
                ProjectId = TestClient.ProjectId,
                Credential = TestClient.Token(),
                Endpoint = server.Endpoint,
                IamEndpoint = server.Endpoint,
                NoProxy = true,
                Timeout = timeout ?? TimeSpan.FromSeconds(100),
                Retry = new() { MaximumRetryCount = 0 },
            },
            null,
            Stop);
        return await Assert.ThrowsAsync<WorkspaceException>(() => client.Desktops.GetSysprepAsync("d1", Stop).InTime());
    }

    private static byte[] Pack(byte[] body)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(body);
        }

        return packed.ToArray();
    }
}
