using System;
using System.Globalization;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Desktops;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Http;

/// <summary>An answer costs no more than a known amount of memory, whatever it claims or contains.</summary>
public sealed class HugeAnswerTests
{
    private const long Hundred = 100L * 1024 * 1024;
    private const int Most = 16 * 1024 * 1024;

    // What is under way when the reader has had enough.
    private const int Spare = 256 * 1024;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Of_a_hundred_megabytes_sixteen_are_read(bool isWrite)
    {
        PipedBody body = PipedBody.Long("""{"job_id":"j1"}""", Hundred);

        WorkspaceException error = await FailAsync(StubAnswer.Stream(HttpStatusCode.OK, body.Open), isWrite);
        await body.Done.InTime();

        Assert.Equal((WorkspaceException.UnreadableAnswer, isWrite), (error.Code, error.IsOutcomeUnknown));
        Assert.StartsWith("The service's answer could not be read: it is longer than 16384 KB. It is application/json, 16777216 bytes: {\"job_id\":\"j1\"} (HTTP 200", error.Message, StringComparison.Ordinal);
        Assert.InRange(body.Taken, Most, Most + Spare);
    }

    [Fact]
    public async Task One_that_announces_too_much_is_not_read_at_all()
    {
        PipedBody body = PipedBody.Long("{}", Hundred);

        WorkspaceException error = await FailAsync(StubAnswer.Stream(HttpStatusCode.OK, body.Open).With("Content-Length", Hundred.ToString(CultureInfo.InvariantCulture)));
        await body.Done.InTime();

        Assert.Contains("it is longer than 16384 KB", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, body.Taken);
    }

    [Fact]
    public async Task One_of_sixteen_megabytes_is_read()
    {
        PipedBody body = PipedBody.Long("""{"sysprep_version":"1"}""", Most);
        using WorkspaceClient client = await TestClient.ConnectAsync(StubHandler.Always(StubAnswer.Stream(HttpStatusCode.OK, body.Open)));

        Assert.Equal("1", (await client.Desktops.GetSysprepAsync("d1", Stop)).SysprepVersion);
    }

    [Fact]
    public async Task Of_an_error_the_beginning_is_read_and_the_status_counts()
    {
        PipedBody body = PipedBody.Long("<html>Too busy</html>", Hundred);

        WorkspaceException error = await FailAsync(StubAnswer.Stream(HttpStatusCode.Conflict, body.Open));
        await body.Done.InTime();

        Assert.Equal("409", error.Code);
        Assert.StartsWith("<html>Too busy</html> (HTTP 409", error.Message, StringComparison.Ordinal);
        Assert.InRange(body.Taken, 1, Spare + (256 * 1024));
    }

    [Fact]
    public async Task What_is_decompressed_counts()
    {
        PipedBody body = PipedBody.Long("{}", Hundred);
        byte[] bomb = Pack(body.Open());
        var packed = new MemoryStream(bomb);

        WorkspaceException error = await FailAsync(StubAnswer.Stream(HttpStatusCode.OK, () => new GZipStream(packed, CompressionMode.Decompress)));

        Assert.Contains("it is longer than 16384 KB", error.Message, StringComparison.Ordinal);
        Assert.InRange(bomb.Length, 1, 1024 * 1024);
    }

    [Theory]
    [InlineData(99_999, true)]
    [InlineData(100_000, false)]
    public async Task Small_things_in_great_number_are_not_made_objects_of(int count, bool isRead)
    {
        string body = "{\"sysprep_version\":\"1\",\"more\":[" + string.Join(',', Enumerable.Repeat("{}", count)) + "]}";
        using WorkspaceClient client = await TestClient.ConnectAsync(StubHandler.Always(body));
        Task<SysprepSupport> call = client.Desktops.GetSysprepAsync("d1", Stop);

        if (isRead)
        {
            Assert.Equal("1", (await call).SysprepVersion);
        }
        else
        {
            WorkspaceException error = await Assert.ThrowsAsync<WorkspaceException>(() => call);
            Assert.Contains("it has more than 100000 objects", error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(1000, true)]
    [InlineData(1001, false)]
    public async Task So_are_objects_of_very_many_members(int count, bool isRead)
    {
        string body = "{\"sysprep_version\":\"1\",\"more\":{" + string.Join(',', Enumerable.Range(0, count).Select(i => $"\"m{i}\":0")) + "}}";
        using WorkspaceClient client = await TestClient.ConnectAsync(StubHandler.Always(body));
        Task<SysprepSupport> call = client.Desktops.GetSysprepAsync("d1", Stop);

        if (isRead)
        {
            Assert.Equal("1", (await call).SysprepVersion);
        }
        else
        {
            WorkspaceException error = await Assert.ThrowsAsync<WorkspaceException>(() => call);
            Assert.Contains("it has an object with more than 1000 members", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_error_that_talks_on_and_on_is_cut()
    {
        string longText = new('x', 50_000);
        string body = $$"""{"error_code":"{{longText}}","error_msg":"{{longText}}","error_detail":"{{new string('y', 50_000)}}","request_id":"{{longText}}"}""";

        WorkspaceException error = await FailAsync(StubAnswer.Json(HttpStatusCode.BadRequest, body));

        Assert.Equal(new string('x', 100) + "…", error.Code);
        Assert.Equal(new string('y', 1000) + "…", error.Detail);
        Assert.Equal(new string('x', 100) + "…", error.RequestId);
        Assert.InRange(error.Message.Length, 2000, 2500);
    }

    [Fact]
    public async Task A_refusal_of_part_of_a_call_names_a_hundred_desktops_at_most()
    {
        string entry = """{"desktop_id":"0123","desktop_name":"PC-0001","error_code":"WKS.1","error_msg":"Is off."}""";
        string body = "{\"failed_operation_list\":[" + string.Join(',', Enumerable.Repeat(entry, 5000)) + "]}";

        WorkspaceException error = await FailAsync(StubAnswer.Ok(body));

        Assert.Equal(100, error.Failures.Count);
        Assert.InRange(error.Message.Length, 100 * "PC-0001: Is off. (WKS.1); ".Length, 16_500);
    }

    private static async Task<WorkspaceException> FailAsync(StubAnswer answer, bool isWrite = false)
    {
        using WorkspaceClient client = await TestClient.ConnectAsync(StubHandler.Always(answer));
        return await Assert.ThrowsAsync<WorkspaceException>(() => (isWrite ? client.Agents.InstallAsync(["d1"], Stop) : (Task)client.Desktops.GetSysprepAsync("d1", Stop)).InTime());
    }

    private static byte[] Pack(Stream body)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            body.CopyTo(gzip);
        }

        return packed.ToArray();
    }
}
