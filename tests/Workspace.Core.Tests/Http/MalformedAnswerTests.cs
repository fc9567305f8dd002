using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Http;

/// <summary>Answers that are JSON, but not such that anybody could rely on it.</summary>
public sealed class MalformedAnswerTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""{"job_id":"j1","job_id":"j2"}""", "it has the member 'job_id' twice")]
    [InlineData("""{"job_id":"j1","job_id":"j1"}""", "it has the member 'job_id' twice")]
    [InlineData("""{"job_id":"j1","\u006aob_id":"j2"}""", "it has the member 'job_id' twice")]
    [InlineData("""{"job_id":"j1","more":[{"a":{"b":1,"c":{"b":1},"b":2}}]}""", "it has the member 'b' twice")]
    [InlineData("""{"job_id":"j1","\ud800":1}""", "it has a member whose name is no text")]
    [InlineData("""{"job_id":"j1","error_code":"\ud800"}""", "it names an error in characters that are none")]
    [InlineData("""{"job_id":["j1"]}""", "a text was expected")]
    [InlineData("""{"job_id":"\ud800"}""", "The JSON value could not be converted")]
    [InlineData("""{"job_id":"a b"}""", "it names no job")]
    [InlineData("""{"job_id":".."}""", "it names no job")]
    [InlineData("""{"job_id":"é"}""", "it names no job")]
    [InlineData("""{"job_id":"j1"}{}""", "'{' is invalid after a single JSON value")]
    public async Task A_write_has_an_unknown_outcome_then(string body, string why)
    {
        using WorkspaceClient client = await TestClient.ConnectAsync(StubHandler.Always(body));

        WorkspaceException error = await Assert.ThrowsAsync<WorkspaceException>(() => client.Agents.InstallAsync(["d1"], Stop));

        Assert.Equal((WorkspaceException.UnreadableAnswer, HttpStatusCode.OK, true), (error.Code, error.StatusCode, error.IsOutcomeUnknown));
        Assert.StartsWith("The service's answer could not be read: " + why, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"job_id":"j1","a":{"b":1},"c":{"b":2},"d":[{"b":1},{"b":1}]}""")]
    [InlineData("""{"job_id":"j1","a":null,"b":[1,[null],{"c":null}]}""")]
    public async Task The_same_name_in_different_objects_and_a_null_that_is_no_item_are_no_flaw(string body)
    {
        using WorkspaceClient client = await TestClient.ConnectAsync(StubHandler.Always(body));

        Assert.Equal("j1", await client.Agents.InstallAsync(["d1"], Stop));
    }

    [Theory]
    [InlineData("""{"total_count":1,"desktops":[null]}""", "its list holds an item that is null")]
    [InlineData("""{"total_count":1,"desktops":{}}""", "The JSON value could not be converted")]
    [InlineData("""{"total_count":1,"desktops":["d1"]}""", "The JSON value could not be converted")]
    [InlineData("""{"total_count":99999999999,"desktops":[]}""", "The JSON value could not be converted")]
    [InlineData("""{"total_count":1,"desktops":[{"desktop_id":{}}]}""", "a text was expected")]
    [InlineData("""{"total_count":1,"desktops":[{"created":"soon"}]}""", "'soon' is not a time")]
    [InlineData("""{"total_count":1,"desktops":[{"addresses":5}]}""", "addresses are neither a map nor an array")]
    [InlineData("""{"total_count":1,"desktops":[{"desktop_id":"a"}],"desktops":[]}""", "it has the member 'desktops' twice")]
    public async Task A_list_is_an_error_then_and_never_a_shorter_one(string body, string why)
    {
        using WorkspaceClient client = await TestClient.ConnectAsync(StubHandler.Always(body));

        WorkspaceException error = await Assert.ThrowsAsync<WorkspaceException>(() => client.Desktops.List().CountAsync(Stop).AsTask());

        Assert.Equal((WorkspaceException.UnreadableAnswer, false), (error.Code, error.IsOutcomeUnknown));
        Assert.StartsWith("The service's answer could not be read: " + why, error.Message, StringComparison.Ordinal);
        Assert.Null(error.InnerException);
    }

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{\"a\":", "}")]
    public async Task Sixty_levels_are_read_and_a_hundred_thousand_are_not(string open, string close)
    {
        using WorkspaceClient shallow = await TestClient.ConnectAsync(StubHandler.Always(Nested(60)));
        using WorkspaceClient deep = await TestClient.ConnectAsync(StubHandler.Always(Nested(100_000)));

        Assert.Equal("1", (await shallow.Desktops.GetSysprepAsync("d1", Stop)).SysprepVersion);
        WorkspaceException error = await Assert.ThrowsAsync<WorkspaceException>(() => deep.Desktops.GetSysprepAsync("d1", Stop));

        Assert.Equal(WorkspaceException.UnreadableAnswer, error.Code);
        Assert.Contains("maximum", error.Message, StringComparison.Ordinal);

        string Nested(int depth) => "{\"sysprep_version\":\"1\",\"more\":" + Repeat(open, depth) + "1" + Repeat(close, depth) + "}";
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-32")]
    public async Task Another_character_set_is_named(string charset)
    {
        byte[] body = Encoding.GetEncoding(charset).GetBytes("""{"sysprep_version":"1"}""");
        using WorkspaceClient client = await TestClient.ConnectAsync(StubHandler.Always(
            StubAnswer.Stream(HttpStatusCode.OK, () => new MemoryStream(body), "application/json; charset=" + charset)));

        WorkspaceException error = await Assert.ThrowsAsync<WorkspaceException>(() => client.Desktops.GetSysprepAsync("d1", Stop));

        Assert.Equal(WorkspaceException.UnreadableAnswer, error.Code);
        Assert.Contains($"It is application/json; charset={charset}, {body.Length} bytes: {{", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_character_set_that_nobody_knows_does_no_harm()
    {
        using WorkspaceClient client = await TestClient.ConnectAsync(StubHandler.Always(
            StubAnswer.Stream(HttpStatusCode.OK, () => new MemoryStream("""{"sysprep_version":"1"}"""u8.ToArray()), "application/json; charset=no-such")));

        Assert.Equal("1", (await client.Desktops.GetSysprepAsync("d1", Stop)).SysprepVersion);
    }

    [Fact]
    public async Task Nothing_where_there_should_be_something_is_passed_over_in_small_things()
    {
        StubHandler stub = StubHandler.By(request => StubAnswer.Ok(request.Path.EndsWith("/agents", StringComparison.Ordinal)
            ? """{"total_count":1,"agents_condition":[{"desktop_id":"d1","agent_info":[null]}]}"""
            : """{"total_count":1,"desktops":[{"desktop_id":"d1","addresses":{"n":[null,{"addr":"10.0.0.1"}]},"tags":[null],"data_volumes":[null]}]}"""));
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        Assert.Equal("10.0.0.1", Assert.Single(await client.Desktops.List().ToListAsync(Stop)).IPAddress);
        Assert.False(Assert.Single(await client.Agents.List().ToListAsync(Stop)).IsInstalled);
    }

    [Fact]
    public async Task Nothing_in_place_of_a_part_of_a_job_or_of_a_desktop_is_an_unreadable_answer()
    {
        using WorkspaceClient client = await TestClient.ConnectAsync(StubHandler.Always(
            """{"status":"RUNNING","sub_jobs_total":1,"sub_jobs":[null],"sysprep_infos":[null]}"""));

        WorkspaceException job = await Assert.ThrowsAsync<WorkspaceException>(() => client.Jobs.GetAsync(new("j1"), Stop));
        WorkspaceException sysprep = await Assert.ThrowsAsync<WorkspaceException>(() => client.Desktops.CheckSysprepAsync(["d1"], Stop));

        Assert.All([job, sysprep], error => Assert.Equal(WorkspaceException.UnreadableAnswer, error.Code));
    }

    [Fact]
    public async Task A_jobs_progress_is_a_percentage_whatever_its_parts_claim()
    {
        StubHandler stub = StubHandler.Always("""{"status":"RUNNING","sub_jobs_total":3,"sub_jobs":[{"id":"1","status":"RUNNING","process":2147483647},{"id":"2","status":"RUNNING","process":2147483647},{"id":"3","status":"RUNNING","process":-5}]}""");
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        Assert.Equal(66, (await client.Jobs.GetAsync(new("j1"), Stop)).Progress);
    }

    private static string Repeat(string text, int times) => new StringBuilder(text.Length * times).Insert(0, text, times).ToString();
}
