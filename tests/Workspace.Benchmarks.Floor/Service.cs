using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using Workspace.Serialization;

namespace Workspace.Benchmarks.Floor;

/// <summary>The service by hand: a token, a URL, a page.</summary>
internal sealed class Service : IDisposable
{
    public const int PageSize = 500;

    private readonly string _list;
    private readonly HttpClient _http;

    public Service()
    {
        _list = $"{Variable("ENDPOINT")}v2/{Variable("PROJECT")}/desktops/detail";
        _http = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.All });
        _http.DefaultRequestHeaders.TryAddWithoutValidation("X-Auth-Token", Variable("TOKEN"));
    }

    public async Task<DesktopPage> ReadPageAsync(int offset)
    {
        using HttpResponseMessage response = await SendAsync(offset);
        await using Stream body = await response.Content.ReadAsStreamAsync();
        return (await JsonSerializer.DeserializeAsync(body, WorkspaceJson.Default.DesktopPage))!;
    }

    /// <summary>Takes a page off the wire and looks at none of it.</summary>
    public async Task DrainPageAsync(int offset, byte[] buffer)
    {
        using HttpResponseMessage response = await SendAsync(offset);
        await using Stream body = await response.Content.ReadAsStreamAsync();
        while (await body.ReadAsync(buffer) > 0)
        {
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> SendAsync(int offset) =>
        (await _http.GetAsync(new Uri($"{_list}?offset={offset}&limit={PageSize}"), HttpCompletionOption.ResponseHeadersRead)).EnsureSuccessStatusCode();

    private static string Variable(string name) => Environment.GetEnvironmentVariable("BENCHMARK_" + name)!;
}
