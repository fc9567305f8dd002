using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Emulator;
using Workspace.Emulator.Faults;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Faults;

/// <summary>What a client makes of the emulator's spoilt answers, in memory and over a socket with the platform's own handler.</summary>
public sealed class BadAnswerTests
{
    private const long Hundred = 100L * 1024 * 1024;
    private const string Unreadable = WorkspaceException.UnreadableAnswer;

    private static readonly Dictionary<string, (FaultEffect Effect, string Code, string Message)> _kinds = new()
    {
        ["cut off"] = (FaultEffect.CutOff(), Unreadable, "could not be read: "),
        ["broken off"] = (BadAnswer.BrokenOff(), Unreadable, "it broke off after "),
        ["stalled"] = (BadAnswer.Stalled(), WorkspaceException.Timeout, "did not come to its end within 0.5 seconds"),
        ["garbled"] = (FaultEffect.Garble(), Unreadable, "could not be read: "),
        ["HTML"] = (FaultEffect.Processed(FaultEffect.Html(200)), Unreadable, "It is text/html, 70 bytes: <html><head><title>Bad gateway"),
        ["huge"] = (BadAnswer.Huge(Hundred), Unreadable, "it is longer than 16384 KB"),
        ["nested"] = (BadAnswer.Nested(100_000), Unreadable, "could not be read: The maximum configured depth"),
        ["wrong types"] = (BadAnswer.WrongTypes(), Unreadable, "could not be read: a text was expected"),
        ["named twice"] = (BadAnswer.TwiceNamed(), Unreadable, "it has the member 'job_id' twice"),
        ["wrong charset"] = (BadAnswer.WrongCharset(), Unreadable, "It is application/json; charset=utf-16, "),
        ["empty"] = (BadAnswer.Empty(), Unreadable, "It is application/json, 0 bytes. "),
    };

    private static readonly Dictionary<string, (FaultEffect Effect, string Code, string Message)> _onSockets = new()
    {
        ["not compressed"] = (BadAnswer.NotCompressed(), Unreadable, "its compression is damaged"),
        ["bomb"] = (BadAnswer.Bomb(Hundred), Unreadable, "it is longer than 16384 KB"),
        ["header flood"] = (BadAnswer.HeaderFlood(70_000), Unreadable, "The answer of 127.0.0.1:"),
        ["dripping"] = (BadAnswer.Dripping(TimeSpan.FromMilliseconds(20)), WorkspaceException.Timeout, "did not come to its end within 0.5 seconds"),
    };

    private readonly ManualClock _clock = new();

    public static TheoryData<string, bool> Kinds => [.. _kinds.Keys.SelectMany(kind => new[] { (kind, false), (kind, true) }), .. _onSockets.Keys.Select(kind => (kind, true))];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_write_was_carried_out_and_its_answer_is_of_no_use(string kind, bool overSocket)
    {
        (FaultEffect effect, string code, string message) = _kinds.TryGetValue(kind, out var common) ? common : _onSockets[kind];

        // What drips does so on a clock that does not jump.
        var tenant = new EmulatedTenant(null, kind == "dripping" ? null : _clock);
        tenant.Faults.Add(new Fault { Method = "POST", Effect = effect });
        await using EmulatedService service = await EmulatedService.StartAsync(
            tenant,
            kind == "dripping" ? Workspace.Http.SystemClock.Instance : _clock,
            overSocket,
            options => (options.Retry, options.Timeout) = (new() { MaximumRetryCount = 0 }, code == WorkspaceException.Timeout ? TimeSpan.FromSeconds(0.5) : TimeSpan.FromSeconds(100)));

        WorkspaceException error = await Assert.ThrowsAsync<WorkspaceException>(() => service.Client.Agents.InstallAsync([tenant.Desktops[0].DesktopId], Stop).InTime());

        Assert.Equal((code, true), (error.Code, error.IsOutcomeUnknown));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.InRange(error.Message.Length, 50, 800);
        Assert.Single(tenant.Jobs);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task After_one_bad_answer_a_list_is_read_all_the_same(bool overSocket)
    {
        var tenant = new EmulatedTenant(null, _clock);
        foreach (string kind in _kinds.Keys.Where(kind => kind != "stalled"))
        {
            tenant.Faults.Add(new Fault { Path = "/desktops/detail", Effect = _kinds[kind].Effect });
        }

        // One of them after the other: each attempt meets the next.
        await using EmulatedService service = await EmulatedService.StartAsync(tenant, _clock, overSocket, options => options.Retry = new() { MaximumRetryCount = 10 });

        Assert.Equal(tenant.Desktops.Count, await service.Client.Desktops.List().CountAsync(Stop));
        Assert.Equal(_kinds.Count, tenant.Requests.Count(request => request.Path.EndsWith("/desktops/detail", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_compressed_answer_is_asked_for_and_read()
    {
        var tenant = new EmulatedTenant(null, _clock);
        tenant.Faults.Add(new Fault { Path = "/desktops/detail", Times = null, Effect = BadAnswer.Bomb(1024 * 1024) });
        await using EmulatedService service = await EmulatedService.StartAsync(tenant, _clock, overSocket: true);

        Assert.Equal(tenant.Desktops.Count, await service.Client.Desktops.List().CountAsync(Stop));
        Assert.All(tenant.Requests, request => Assert.Equal("gzip, deflate", request.Headers["Accept-Encoding"]));
    }
}
