// Compiled by Wire.ps1 into the PowerShell that runs the tests: plain C# for .NET 8, not part of the test project.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;

namespace Workspace.Tests.Wire;

/// <summary>
/// The service's side of a socket on this machine: keeps every request and answers as it was told, else as the tenant
/// does, else with 404.
/// </summary>
public sealed class WireServer : IDisposable
{
    private readonly HttpListener _listener;
    private readonly HttpMessageInvoker _tenant;
    private readonly List<WireRequest> _requests = [];
    private readonly List<WireRule> _rules = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _hanging = new(0);
    private long _answers;
    private int _untilFrozen = int.MaxValue;

    /// <summary>Starts to listen.</summary>
    /// <param name="tenant">Answers what no rule answers; may be null.</param>
    public WireServer(HttpMessageHandler tenant)
    {
        _tenant = tenant is null ? null : new HttpMessageInvoker(tenant);
        (_listener, Endpoint) = Listen();
        _ = Task.Run(AcceptAsync);
    }

    public Uri Endpoint { get; }

    public WireRequest[] Requests
    {
        get
        {
            lock (_requests)
            {
                return [.. _requests];
            }
        }
    }

    public WireRequest[] Writes => [.. Requests.Where(request => request.IsWrite)];

    /// <summary>Requests of a method whose path fits a pattern.</summary>
    public WireRequest[] Find(string method, string path) =>
        [.. Requests.Where(request => request.Method == method && Regex.IsMatch(request.Path, path))];

    /// <summary>Answers requests so; the rule that was added last goes first.</summary>
    /// <param name="method">The method.</param>
    /// <param name="pattern">Fits the path and query.</param>
    /// <param name="status">The HTTP status.</param>
    /// <param name="body">The body.</param>
    /// <param name="times">How often; 0 for always.</param>
    public void Answer(string method, string pattern, int status, string body, int times = 0) =>
        Add(new WireRule { Method = method, Pattern = pattern, Status = status, Body = body, Left = times == 0 ? int.MaxValue : times });

    /// <summary>Sends such requests elsewhere.</summary>
    public void Redirect(string method, string pattern, int status, Uri location) =>
        Add(new WireRule { Method = method, Pattern = pattern, Status = status, Body = "", Location = location.AbsoluteUri, Left = int.MaxValue });

    /// <summary>Answers such requests with an error that quotes them whole, headers and body, as the gateway quotes those that it cannot verify.</summary>
    public void Echo(string method, string pattern, int status) =>
        Add(new WireRule { Method = method, Pattern = pattern, Status = status, Echoes = true, Left = int.MaxValue });

    /// <summary>Never answers such requests, or those of them whose body fits a pattern too.</summary>
    public void Hang(string method, string pattern, string body = "") =>
        Add(new WireRule { Method = method, Pattern = pattern, BodyPattern = body, Hangs = true, Left = int.MaxValue });

    /// <summary>Has the request carried out where there is a tenant, and drops the connection instead of answering.</summary>
    public void Drop(string method, string pattern) => Add(new WireRule { Method = method, Pattern = pattern, Drops = true, Left = 1 });

    /// <summary>Carries out so many requests more, answers the last of them no more, and none after it.</summary>
    public void Freeze(int requests) => Volatile.Write(ref _untilFrozen, requests);

    /// <summary>Answers again.</summary>
    public void Thaw()
    {
        Freeze(int.MaxValue);
        while (_hanging.Wait(0))
        {
            // What hung before says nothing of what comes.
        }
    }

    /// <summary>Forgets the requests so far.</summary>
    public void Forget()
    {
        lock (_requests)
        {
            _requests.Clear();
        }
    }

    /// <summary>Waits until a request that is never answered has come.</summary>
    public bool WaitUntilHanging() => _hanging.Wait(TimeSpan.FromSeconds(20));

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Close();
        _tenant?.Dispose();
    }

    private static (HttpListener Listener, Uri Endpoint) Listen()
    {
        for (int attempt = 1; ; attempt++)
        {
            var probe = new TcpListener(IPAddress.Loopback, 0);
            probe.Start();
            int port = ((IPEndPoint)probe.LocalEndpoint).Port;
            probe.Stop();
            var listener = new HttpListener();
            listener.Prefixes.Add($"http://127.0.0.1:{port}/");
            try
            {
                listener.Start();
                return (listener, new Uri($"http://127.0.0.1:{port}"));
            }
            catch (HttpListenerException) when (attempt < 10)
            {
                // Somebody else took the port in between.
            }
        }
    }

    private void Add(WireRule rule)
    {
        lock (_rules)
        {
            _rules.Insert(0, rule);
        }
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                HttpListenerContext context = await _listener.GetContextAsync();
                _ = Task.Run(() => ServeAsync(context));
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(HttpListenerContext context)
    {
        try
        {
            WireRequest request = await ReadAsync(context.Request);
            lock (_requests)
            {
                _requests.Add(request);
            }

            WireRule rule = Take(request);
            int untilFrozen = Interlocked.Decrement(ref _untilFrozen);
            if (rule is { Hangs: true } || untilFrozen < 0)
            {
                await HangAsync();
            }

            using WireAnswer answer = rule is { Drops: false } ? rule.Answer(request) : await AskTenantAsync(request);
            if (untilFrozen == 0)
            {
                await HangAsync();
            }

            if (rule is { Drops: true })
            {
                context.Response.Abort();
                return;
            }

            context.Response.StatusCode = answer.Status;
            context.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
            context.Response.Headers["X-Request-Id"] = $"wire-{Interlocked.Increment(ref _answers)}";
            foreach (var header in answer.Headers)
            {
                context.Response.Headers[header.Key] = header.Value;
            }

            if (answer.Content.Headers.ContentEncoding.Count > 0)
            {
                context.Response.Headers["Content-Encoding"] = answer.Content.Headers.ContentEncoding.First();
            }

            context.Response.SendChunked = answer.Content.Headers.ContentLength is null;
            if (answer.Content.Headers.ContentLength is { } length)
            {
                context.Response.ContentLength64 = length;
            }

            // Not gathered first: what the tenant's faults let drip must drip.
            await answer.Content.CopyToAsync(context.Response.OutputStream, _stop.Token);
            context.Response.Close();
        }
        catch (Exception exception) when (exception is OperationCanceledException or HttpListenerException or IOException or ObjectDisposedException)
        {
            context.Response.Abort();
        }
    }

    private Task HangAsync()
    {
        _hanging.Release();
        return Task.Delay(Timeout.Infinite, _stop.Token);
    }

    private async Task<WireAnswer> AskTenantAsync(WireRequest request)
    {
        if (_tenant is null)
        {
            return request.Path.EndsWith("/workspaces", StringComparison.Ordinal)
                ? new WireAnswer(200, "{\"status\":\"SUBSCRIBED\"}")
                : new WireAnswer(404, $"{{\"error_code\":\"WIRE.0404\",\"error_msg\":\"Nothing is scripted for {request.Method} {request.Path}\"}}");
        }

        using var asked = new HttpRequestMessage(new HttpMethod(request.Method), new Uri(Endpoint, request.Target));
        if (request.Body.Length > 0)
        {
            asked.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(request.Body));
        }

        foreach (var header in request.Headers)
        {
            if (!asked.Headers.TryAddWithoutValidation(header.Key, header.Value))
            {
                asked.Content?.Headers.TryAddWithoutValidation(header.Key, header.Value);
            }
        }

        HttpResponseMessage response = await _tenant.SendAsync(asked, _stop.Token);
        var answer = new WireAnswer((int)response.StatusCode, response.Content);
        foreach (var header in response.Headers.Where(h => h.Key.StartsWith("X-", StringComparison.OrdinalIgnoreCase)))
        {
            answer.Headers[header.Key] = header.Value.First();
        }

        return answer;
    }

    private WireRule Take(WireRequest request)
    {
        lock (_rules)
        {
            WireRule rule = _rules.FirstOrDefault(r => r.Fits(request));
            if (rule is not null)
            {
                rule.Left--;
            }

            return rule;
        }
    }

    private static async Task<WireRequest> ReadAsync(HttpListenerRequest incoming)
    {
        using var reader = new StreamReader(incoming.InputStream, Encoding.UTF8);
        var request = new WireRequest
        {
            Method = incoming.HttpMethod,
            Target = incoming.RawUrl,
            Body = await reader.ReadToEndAsync(),
        };
        foreach (string name in incoming.Headers.AllKeys)
        {
            request.Headers[name] = incoming.Headers[name];
        }

        return request;
    }
}
