using System;
using System.Globalization;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Net;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Http;

/// <summary>Answers whose beginning comes, and whose end does not.</summary>
public sealed class BrokenAnswerTests
{
    private const string Start = """{"sysprep_version":"1",""";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_that_breaks_off_cannot_be_read(bool isWrite)
    {
        using WorkspaceClient client = await ConnectAsync(HttpStatusCode.OK, PipedBody.Broken(Start));

        WorkspaceException error = await Assert.ThrowsAsync<WorkspaceException>(() => CallAsync(client, isWrite));

        Assert.Equal((WorkspaceException.UnreadableAnswer, HttpStatusCode.OK, "r1", isWrite), (error.Code, error.StatusCode, error.RequestId, error.IsOutcomeUnknown));
        Assert.StartsWith("The service's answer could not be read: it broke off after 23 bytes. It is application/json, 23 bytes: " + Start + " (HTTP 200", error.Message, StringComparison.Ordinal);
        Assert.False(error.ConcernsConnection);
        Assert.Null(error.InnerException);
    }

    [Fact]
    public async Task One_whose_compression_is_damaged_cannot_be_read()
    {
        using WorkspaceClient client = await TestClient.ConnectAsync(StubHandler.Always(
            StubAnswer.Stream(HttpStatusCode.OK, () => new GZipStream(new MemoryStream("no gzip at all"u8.ToArray()), CompressionMode.Decompress))));

        WorkspaceException error = await Assert.ThrowsAsync<WorkspaceException>(() => CallAsync(client, isWrite: true));

        Assert.Equal((WorkspaceException.UnreadableAnswer, true), (error.Code, error.IsOutcomeUnknown));
        Assert.StartsWith("The service's answer could not be read: its compression is damaged. It is application/json, 0 bytes.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_read_is_made_again_and_tells_why()
    {
        var observer = new RecordingObserver();
        var answers = StubHandler.InTurn(StubAnswer.Stream(HttpStatusCode.OK, PipedBody.Broken(Start).Open), StubAnswer.Ok("""{"sysprep_version":"2"}"""));
        using WorkspaceClient client = await TestClient.ConnectAsync(answers, options => options.Retry = new(), observer);

        Assert.Equal("2", (await client.Desktops.GetSysprepAsync("d1", Stop)).SysprepVersion);

        Assert.Contains("it broke off after 23 bytes", Assert.Single(observer.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(409)]
    [InlineData(429)]
    [InlineData(500)]
    public async Task Of_an_error_the_status_counts_whatever_becomes_of_its_body(int number)
    {
        var status = (HttpStatusCode)number;
        using WorkspaceClient client = await ConnectAsync(status, PipedBody.Broken("<html>Sorry"));

        WorkspaceException error = await Assert.ThrowsAsync<WorkspaceException>(() => CallAsync(client, isWrite: true));

        Assert.Equal(number.ToString(CultureInfo.InvariantCulture), error.Code);
        Assert.StartsWith("<html>Sorry (HTTP ", error.Message, StringComparison.Ordinal);
        Assert.Equal((status == HttpStatusCode.TooManyRequests, status == HttpStatusCode.InternalServerError), (error.IsThrottled, error.IsOutcomeUnknown));
    }

    [Fact]
    public async Task A_refused_key_is_spared_also_after_a_refusal_that_broke_off()
    {
        StubHandler stub = StubHandler.By(_ => StubAnswer.Stream(HttpStatusCode.Unauthorized, PipedBody.Broken("{").Open));
        using WorkspaceClient client = await TestClient.ConnectAsync(stub, options => options.Retry = new());

        await Assert.ThrowsAsync<WorkspaceException>(() => CallAsync(client, isWrite: false));
        WorkspaceException second = await Assert.ThrowsAsync<WorkspaceException>(() => CallAsync(client, isWrite: false));

        Assert.Equal("401", second.Code);
        Assert.Single(stub.Requests);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_that_does_not_come_to_its_end_is_given_up_with_its_attempt(bool isWrite)
    {
        using WorkspaceClient client = await ConnectAsync(HttpStatusCode.OK, PipedBody.Stalled(Start), TimeSpan.FromMilliseconds(300));

        WorkspaceException error = await Assert.ThrowsAsync<WorkspaceException>(() => CallAsync(client, isWrite));

        Assert.Equal((WorkspaceException.Timeout, isWrite), (error.Code, error.IsOutcomeUnknown));
        Assert.StartsWith("The answer of workspace.ap-southeast-3.myhuaweicloud.com did not come to its end within 0.3 seconds.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_that_does_not_come_to_its_end_is_told_with_what_came()
    {
        using WorkspaceClient client = await ConnectAsync(HttpStatusCode.NotFound, PipedBody.Stalled("<html>Nothing"), TimeSpan.FromMilliseconds(300));

        WorkspaceException error = await Assert.ThrowsAsync<WorkspaceException>(() => CallAsync(client, isWrite: false));

        Assert.Equal("404", error.Code);
        Assert.StartsWith("<html>Nothing (HTTP 404", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HttpStatusCode.OK)]
    [InlineData(HttpStatusCode.NotFound)]
    public async Task The_user_does_not_have_to_wait_for_the_end(HttpStatusCode status)
    {
        PipedBody body = PipedBody.Stalled(Start);
        using WorkspaceClient client = await ConnectAsync(status, body);
        using var user = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        Task call = client.Desktops.GetSysprepAsync("d1", user.Token);
        await body.Done.InTime();
        Assert.False(call.IsCompleted);

        await user.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.InTime());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Nor_has_who_closes_the_connection(bool isWrite)
    {
        PipedBody body = PipedBody.Stalled(Start);
        using WorkspaceClient client = await ConnectAsync(HttpStatusCode.OK, body);
        Task call = CallAsync(client, isWrite);
        await body.Done.InTime();
        Assert.False(call.IsCompleted);

        client.Dispose();

        WorkspaceException error = await Assert.ThrowsAsync<WorkspaceException>(() => call);
        Assert.Equal((WorkspaceException.Disconnected, isWrite), (error.Code, error.IsOutcomeUnknown));
    }

    [Fact]
    public async Task A_byte_order_mark_is_passed_over()
    {
        using WorkspaceClient client = await TestClient.ConnectAsync(StubHandler.Always(
            StubAnswer.Stream(HttpStatusCode.OK, () => new MemoryStream([.. Encoding.UTF8.GetPreamble(), .. """{"sysprep_version":"1"}"""u8]))));

        Assert.Equal("1", (await client.Desktops.GetSysprepAsync("d1", Stop)).SysprepVersion);
    }

    // Longer than one of the parts in which it is read, and cut in the middle of a character.
    [Fact]
    public async Task A_long_one_is_put_together_from_its_parts()
    {
        string version = "é" + string.Concat(Enumerable.Repeat("äöü€😀", 20_000));
        using WorkspaceClient client = await TestClient.ConnectAsync(StubHandler.Always($$"""{"sysprep_version":"{{version}}"}"""));

        Assert.Equal(version, (await client.Desktops.GetSysprepAsync("d1", Stop)).SysprepVersion);
    }

    private static Task CallAsync(WorkspaceClient client, bool isWrite) =>
        (isWrite ? client.Agents.InstallAsync(["d1"], Stop) : (Task)client.Desktops.GetSysprepAsync("d1", Stop)).InTime();

    private static Task<WorkspaceClient> ConnectAsync(HttpStatusCode status, PipedBody body, TimeSpan? timeout = null) =>
        TestClient.ConnectAsync(StubHandler.Always(StubAnswer.Stream(status, body.Open).With("X-Request-Id", "r1")), options => options.Timeout = timeout ?? TimeSpan.FromSeconds(100));
}
