using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.NetFramework;

/// <summary>What the client's build for Windows PowerShell makes of connections and answers that are bad.</summary>
public sealed class FrameworkAnswerTests
{
    private const string Head = "HTTP/1.1 200 OK\nContent-Type: application/json\nConnection: close\n";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    // .NET Framework sends a write again by itself when its pooled connection turns out dead: it must not get a pooled one.
    [Fact]
    public async Task A_write_goes_over_a_connection_of_its_own_and_is_received_once()
    {
        await using var server = new FragileServer(withReset: true);

        Assert.Equal(["j1"], await RunAsync((server.Endpoint, 100)));
        Assert.Equal([("GET", 1), ("POST", 2)], server.Received);
    }

    [Fact]
    public async Task A_bad_answer_is_a_clear_error_within_bounds_of_time_and_memory()
    {
        long sent = 0;
        await using var dripping = new RawServer(async (_, stream, stop) =>
        {
            await WriteAsync(stream, Head + "Content-Length: 1000\n\n{", stop);
            while (!stop.IsCancellationRequested)
            {
                await WriteAsync(stream, " ", stop);
                await Task.Delay(10, stop);
            }
        });
        await using var silent = new RawServer(async (_, stream, stop) =>
        {
            await WriteAsync(stream, Head + "Content-Length: 1000\n\n{", stop);
            await Task.Delay(Timeout.InfiniteTimeSpan, stop);
        });
        await using var huge = new RawServer(async (_, stream, stop) =>
        {
            await WriteAsync(stream, Head + "\n{}", stop);
            string part = new(' ', 64 * 1024);
            while (sent < 100 * 1024 * 1024)
            {
                await WriteAsync(stream, part, stop);
                sent += part.Length;
            }
        });
        await using RawServer cut = RawServer.Of(Head + "Content-Length: 100\n\n{", []);
        await using RawServer html = RawServer.Of(Head + "\n<html>Hello</html>", []);
        await using RawServer noHttp = RawServer.Of("SSH-2.0-OpenSSH_9.6\n", []);
        await using RawServer garbage = RawServer.Of(Head + "Content-Encoding: gzip\n\n", Encoding.Latin1.GetBytes(new string('\xff', 500)));

        string[] said = await RunAsync((dripping.Endpoint, 1), (silent.Endpoint, 1), (huge.Endpoint, 100), (cut.Endpoint, 100), (html.Endpoint, 100), (noHttp.Endpoint, 100), (garbage.Endpoint, 100));

        Assert.Collection(
            said,
            drip => Assert.Matches("^WsTimeout: The answer of 127.0.0.1:[0-9]+ did not come to its end within 1 seconds", drip),
            silence => Assert.Matches("^WsTimeout: The answer of 127.0.0.1:[0-9]+ did not come to its end within 1 seconds", silence),
            hundred => Assert.StartsWith("WsUnreadableAnswer: The service's answer could not be read: it is longer than 16384 KB.", hundred, StringComparison.Ordinal),
            end => Assert.StartsWith("WsUnreadableAnswer: The service's answer could not be read: ", end, StringComparison.Ordinal),
            page => Assert.Contains("It is application/json, 18 bytes: <html>Hello</html> (HTTP 200", page, StringComparison.Ordinal),
            // Mono does not tell it from a lost connection.
            other => Assert.Matches("^Ws(UnreadableAnswer|ConnectionFailed): ", other),
            packed => Assert.StartsWith("WsUnreadableAnswer: The service's answer could not be read: ", packed, StringComparison.Ordinal));
        Assert.InRange(Interlocked.Read(ref sent), 15 * 1024 * 1024, 50 * 1024 * 1024);
    }

    [Fact]
    public async Task A_compressed_answer_is_asked_for_and_read()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write("""{"job_id":"j1"}"""u8);
        }

        List<string> heads = [];
        await using var server = new RawServer(async (head, stream, stop) =>
        {
            heads.Add(head);
            await WriteAsync(stream, Head + "Content-Encoding: gzip\n\n", stop);
            await stream.WriteAsync(packed.ToArray(), stop);
        });

        Assert.Equal(["j1"], await RunAsync((server.Endpoint, 100)));
        Assert.Contains("Accept-Encoding: gzip, deflate\r\n", Assert.Single(heads), StringComparison.Ordinal);
    }

    // What the program says of each endpoint.
    private static async Task<string[]> RunAsync(params (Uri Endpoint, int Seconds)[] servers)
    {
        (string program, string[] before) = FrameworkRuntime.Start(FrameworkProgram.Metadata("NetFrameworkProgram"));
        var start = new ProcessStartInfo(program, [.. before, .. servers.SelectMany(server => new[] { server.Endpoint.AbsoluteUri, $"{server.Seconds}" })]) { RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        string said = await process.StandardOutput.ReadToEndAsync(Stop);
        await process.WaitForExitAsync(Stop);
        return said.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    private static Task WriteAsync(Stream stream, string text, CancellationToken stop) => stream.WriteAsync(Encoding.ASCII.GetBytes(text.ReplaceLineEndings("\r\n")), stop).AsTask();
}
