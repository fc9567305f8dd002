using System.Collections.Generic;

namespace Workspace.Tests.Fuzz;

/// <summary>What is put into answers to spoil them.</summary>
internal static class FuzzWords
{
    public static readonly int[] Statuses = [200, 201, 202, 204, 206, 300, 302, 304, 400, 400, 401, 401, 403, 404, 407, 409, 418, 429, 429, 500, 500, 502, 503, 504, 505, 600, 999];

    public static readonly string[] Values =
    [
        "null", "true", "false", "0", "-1", "1", "101", "2147483647", "2147483648", "-2147483648", "99999999999999999999", "1e5", "1e400", "-1e400", "0.5", "00", "-", "NaN", "1" + new string('0', 400),
        "\"\"", "\" \"", "\"null\"", "\"12\"", "\"-1\"", "\"x\"", "\"1e9\"", "\"2147483647\"", "\"0001-01-01T00:00:00+14:00\"", "\"9999-12-31T23:59:59-14:00\"", "\"2026-13-45 99:99:99\"", "\"2026-01-01T00:00:00Z\"",
        "[]", "{}", "[null]", "[[]]", "[{}]", "{\"\":null}", "[1,\"a\",null,{},[]]", "{\"a\":{\"b\":{}}}", "[{\"desktop_id\":null}]", "[{\"id\":\"\"}]", "\"..\"", "\"a/b?c#d\"",
        "\"SUCCESS\"", "\"FAILED\"", "\"RUNNING\"", "\"WAITING\"", "\"TEMPORARY\"", "\"\\u0000\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\x41\"", "\"unterminated", "'single'",
    ];

    public static readonly string[] Names =
    [
        "\"\"", "\"id\"", "\"job_id\"", "\"total_count\"", "\"desktops\"", "\"jobs\"", "\"error_code\"", "\"error_msg\"", "\"errorCode\"", "\"failed_operation_list\"", "\"\\u006aob_id\"", "\"\\ud800\"", "\"a\\u0000b\"", "\"Total_Count\"", "name", "1", "null",
    ];

    public static readonly string[] Escapes = ["\\u0000", "\\u001b[31m", "\\r\\n", "\\u202e", "\\ud83d\\ude00", "\\ud800", "\\t", "\\\"", "\\\\", "\\/"];

    public static readonly string[] Bytes = ["\0", "\uFEFF", "\u001b", "\\ud800", "\"", "{", "}", "[", "]", ",", ":", "null", "\u2028", "\uD7FF", "/*", "//", "\\", "1", "e"];

    public static readonly string[] Bodies =
    [
        " ", "null", "true", "0", "\"text\"", "[]", "{}", "[null]", "[{}]", "<html><body>Bad gateway</body></html>", "OK", "\u0001\u0002\u0003", "{\"total_count\":0}", "{\"total_count\":1000000}", "{\"total_count\":-1,\"desktops\":[]}",
        "{\"job_id\":\"\"}", "{\"job_id\":{}}", "{\"error_code\":\"\\ud800\"}", "{\"error_code\":0,\"error_msg\":1e400}", "{\"error_code\":{},\"job_id\":\"j\"}", "{\"code\":\"X\",\"message\":null}", "{\"failed_operation_list\":[null,1,\"x\"]}", "{\"error\":\"no\"}", "{\"a\":1}{\"b\":2}", "{\"token\":{}}", "{\"token\":null}", "{\"projects\":[]}", "{\"projects\":[null]}", "{\"projects\":[{},{}]}", "{\"projects\":[{\"id\":\"../..\"}]}", "{\"credential\":null}", "{\"credential\":[]}",
    ];

    public static readonly string[] HeaderNames = ["Content-Type", "Content-Encoding", "Content-Length", "Retry-After", "Date", "X-Request-Id", "X-IAM-Trace-Id", "X-Subject-Token", "Location", "Set-Cookie", "Transfer-Encoding", "Server"];

    private static readonly string[] _plain = ["", " ", "x", "\u00e4\u00f6", "\u0001\u0002", new string('x', 70_000), "a\tb"];

    private static readonly Dictionary<string, string?[]> _values = new()
    {
        ["Content-Type"] = ["text/html", "application/json; charset=utf-16", "application/json; charset=\"\"", "application/json; charset=no-such", "application/json; charset=iso-8859-1", "application/json;;;=", ";", "*/*", "text/plain; charset=utf-7", null],
        ["Content-Encoding"] = ["gzip", "br", "deflate", "identity", "gzip, gzip", "zstd", null],
        ["Content-Length"] = ["0", "-1", "1", "104857600", "99999999999999999999", "abc"],
        ["Retry-After"] = ["0", "1", "-1", "5", "299", "301", "2147483647", "99999999999", "1.5", "soon", "Fri, 31 Dec 9999 23:59:59 GMT", "Thu, 01 Jan 1970 00:00:00 GMT", "Thu, 01 Jan 2026 00:00:07 GMT", null],
        ["Date"] = ["Fri, 31 Dec 9999 23:59:59 GMT", "Mon, 01 Jan 0001 00:00:00 GMT", "Thu, 01 Jan 1970 00:00:00 GMT", "Thu, 01 Jan 2026 01:00:00 GMT", "9999-12-31T23:59:59-14:00", "yesterday", null],
        ["Location"] = ["https://evil.example/", "/", "//", "http://[", null],
    };

    /// <summary>What a header may have; null stands for an echoed secret.</summary>
    public static IReadOnlyList<string?> HeaderValues(string name) => _values.TryGetValue(name, out string?[]? own) ? [.. own, .. _plain] : [.. _plain, null];
}
