using System;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Emulator;
using Workspace.Emulator.Faults;
using Xunit;

namespace Workspace.Tests.Faults;

/// <summary>Which requests a fault strikes.</summary>
public sealed class FaultPlanTests : IDisposable
{
    private const int Struck = 418;

    private readonly EmulatedTenant _tenant = new();
    private readonly HttpClient _http;

    public FaultPlanTests() => _http = new HttpClient(new EmulatorHandler(_tenant));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _http.Dispose();

    [Theory]
    [InlineData(0, 1, 1, "!.........")]
    [InlineData(0, 1, 3, "!!!.......")]
    [InlineData(2, 1, 1, "..!.......")]
    [InlineData(0, 3, null, "!..!..!..!")]
    [InlineData(1, 4, 2, ".!...!....")]
    [InlineData(0, 1, null, "!!!!!!!!!!")]
    [InlineData(0, 1, 0, "..........")]
    public async Task It_strikes_as_often_as_it_says(int after, int every, int? times, string expected)
    {
        Fault fault = _tenant.Faults.Add(new Fault { After = after, Every = every, Times = times, Effect = FaultEffect.Answer(Struck) });

        string seen = "";
        for (int i = 0; i < expected.Length; i++)
        {
            seen += await GetAsync("/x") ? '!' : '.';
        }

        Assert.Equal(expected, seen);
        Assert.Equal(expected.Count(c => c == '!'), fault.Strikes);
    }

    [Fact]
    public async Task It_strikes_only_the_requests_that_fit_and_counts_no_others()
    {
        _tenant.Faults.Add(new Fault { Method = "get", Path = "/b", When = r => r.Query.Count == 0, After = 1, Effect = FaultEffect.Answer(Struck) });

        Assert.False(await GetAsync("/a"));
        Assert.False(await GetAsync("/a/b?c=d"));
        Assert.False(await SendAsync(HttpMethod.Post, "/a/b"));
        Assert.False(await GetAsync("/a/b"));
        Assert.True(await GetAsync("/a/b"));
    }

    [Fact]
    public async Task The_first_one_that_is_due_strikes()
    {
        Fault first = _tenant.Faults.Add(new Fault { Effect = FaultEffect.Answer(Struck) });
        Fault second = _tenant.Faults.Add(new Fault { Effect = FaultEffect.Answer(Struck) });

        Assert.True(await GetAsync("/x"));
        Assert.Equal((1, 0), (first.Strikes, second.Strikes));
        Assert.True(await GetAsync("/x"));
        Assert.Equal((1, 1), (first.Strikes, second.Strikes));
        Assert.False(await GetAsync("/x"));
    }

    [Fact]
    public async Task Cleared_ones_strike_no_more()
    {
        _tenant.Faults.Add(new Fault { Times = null, Effect = FaultEffect.Answer(Struck) });
        Assert.True(await GetAsync("/x"));

        _tenant.Faults.Clear();

        Assert.False(await GetAsync("/x"));
    }

    [Fact]
    public async Task Of_many_requests_at_once_it_strikes_no_more_than_it_says()
    {
        _tenant.Faults.Add(new Fault { Times = 10, Effect = FaultEffect.Answer(Struck) });

        bool[] struck = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(() => GetAsync("/x"), Stop)));

        Assert.Equal(10, struck.Count(s => s));
    }

    [Fact]
    public void A_fault_must_be_one() => Assert.Throws<ArgumentNullException>(() => _tenant.Faults.Add(null!));

    private Task<bool> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    private async Task<bool> SendAsync(HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, "https://workspace.example" + path);
        using HttpResponseMessage response = await _http.SendAsync(request, Stop);
        return (int)response.StatusCode == Struck;
    }
}
