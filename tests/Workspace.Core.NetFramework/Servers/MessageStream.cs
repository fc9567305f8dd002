using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace Workspace.Tests.Servers;

/// <summary>The messages of HTTP/1.1 on one connection.</summary>
internal sealed class MessageStream(Stream stream, CancellationToken stop)
{
    /// <summary>The next request with its whole body, or null when the client has closed.</summary>
    public async Task<SocketRequest?> ReadAsync()
    {
        if (await ReadHeadAsync() is not { } head)
        {
            return null;
        }

        string[] lines = head.Split(["\r\n"], StringSplitOptions.RemoveEmptyEntries);
        string[] first = lines[0].Split(' ');
        Dictionary<string, string> headers = lines.Skip(1)
            .Select(line => line.Split([':'], 2))
            .GroupBy(pair => pair[0], pair => pair[1].Trim(), StringComparer.OrdinalIgnoreCase)
            .ToDictionary(group => group.Key, group => string.Join(", ", group), StringComparer.OrdinalIgnoreCase);
        if (headers.ContainsKey("Expect"))
        {
            await WriteAsync("HTTP/1.1 100 Continue\r\n\r\n");
        }

        byte[] body = new byte[headers.TryGetValue("Content-Length", out string? length) ? int.Parse(length, CultureInfo.InvariantCulture) : 0];
        await stream.ReadExactlyAsync(body, stop);
        return new SocketRequest(first[0], first[1], headers, body);
    }

    public async Task WriteAsync(SocketAnswer answer)
    {
        string headers = string.Concat(answer.Headers.Select(header => $"{header.Key}: {header.Value}\r\n"));
        await WriteAsync($"HTTP/1.1 {answer.Status} As told\r\n{headers}Content-Length: {answer.Body.Length}\r\n\r\n");
        await stream.WriteAsync(answer.Body, stop);
        await stream.FlushAsync(stop);
    }

    private Task WriteAsync(string text) => stream.WriteAsync(Encoding.ASCII.GetBytes(text), stop);

    private async Task<string?> ReadHeadAsync()
    {
        var text = new StringBuilder();
        byte[] one = new byte[1];
        while (text.Length < 4 || text.ToString(text.Length - 4, 4) != "\r\n\r\n")
        {
            if (await stream.ReadAsync(one, stop) == 0)
            {
                return null;
            }

            text.Append((char)one[0]);
        }

        return text.ToString();
    }
}
