using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using Workspace.Authentication;
using Workspace.Http;

namespace Workspace.Benchmarks.Core;

/// <summary>Signing one request: from the finished message to its Authorization header.</summary>
[MemoryDiagnoser]
[InProcess]
[IterationCount(8)]
[WarmupCount(3)]
[HideColumns("Error", "StdDev", "RatioSD")]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByMethod)]
public class SigningBenchmarks : IDisposable
{
    private readonly AccessKeyCredential _key = new("EMULATEDJEXM7LHC6PSH", Secret.FromText("EmulatedSecretXJDDayupjvKN7eGoerK99xF2w5"), null, "a benchmark");
    private readonly ServiceRequest _list = new(
        HttpMethod.Get,
        "/v2/af609b0b1d84afea1f8bd13c1ce8b3d9/desktops/detail",
        new Query().Add("status", "ACTIVE").WithPage(499, 500));

    private RequestSigner? _signer;

    [GlobalSetup]
    public void SetUp() => _signer = new RequestSigner(_key, SystemClock.Instance, "af609b0b1d84afea1f8bd13c1ce8b3d9");

    /// <summary>The message itself, which is taken off.</summary>
    [Benchmark(Baseline = true)]
    public HttpRequestMessage Message() => new(HttpMethod.Get, new Uri("https://workspace.ap-southeast-3.myhuaweicloud.com" + _list.Target));

    /// <summary>The message with its signature.</summary>
    [Benchmark]
    public async Task<HttpRequestMessage> SignedMessage()
    {
        HttpRequestMessage message = Message();
        await _signer!.AuthorizeAsync(message, _list, CancellationToken.None);
        return message;
    }

    public void Dispose()
    {
        _key.Dispose();
        GC.SuppressFinalize(this);
    }
}
