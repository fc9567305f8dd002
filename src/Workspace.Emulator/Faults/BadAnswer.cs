using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;

namespace Workspace.Emulator.Faults;

/// <summary>
/// Answers that a client cannot use. The service carries the request out each time, and its answer is spoilt on the way. See also
/// <see cref="FaultEffect.CutOff"/>, <see cref="FaultEffect.Garble"/> and <see cref="FaultEffect.Html"/>.
/// </summary>
public static class BadAnswer
{
    /// <summary>The connection breaks in the middle of the body.</summary>
    /// <returns>The effect.</returns>
    public static FaultEffect BrokenOff() => FaultEffect.Change((answer, _) => answer with
    {
        OpenBody = () => new SpoiltStream(Half(answer.Body), (_, _) => throw new IOException("The connection was reset.", new SocketException((int)SocketError.ConnectionReset))),
        AnnouncedLength = answer.Body.Length,
    });

    /// <summary>After half of the body nothing more comes, until the client gives up.</summary>
    /// <returns>The effect.</returns>
    public static FaultEffect Stalled() => FaultEffect.Change((answer, _) => answer with
    {
        OpenBody = () => new SpoiltStream(Half(answer.Body), async (_, token) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, token).ConfigureAwait(false);
            return 0;
        }),
        AnnouncedLength = answer.Body.Length,
    });

    /// <summary>After half of the body blanks come one by one, without an end.</summary>
    /// <param name="interval">How far apart they are on the tenant's clock.</param>
    /// <returns>The effect.</returns>
    public static FaultEffect Dripping(TimeSpan interval) => FaultEffect.Change((answer, clock) => answer with
    {
        OpenBody = () => new SpoiltStream(Half(answer.Body), async (_, token) =>
        {
            await clock.DelayAsync(interval, token).ConfigureAwait(false);
            return 1;
        }),
    });

    /// <summary>Blanks follow the body, as JSON allows it.</summary>
    /// <param name="length">How many bytes the body has then; it is not announced.</param>
    /// <returns>The effect.</returns>
    public static FaultEffect Huge(long length) => FaultEffect.Change((answer, _) => answer with
    {
        OpenBody = () => Longer(answer.Body, length),
    });

    /// <summary>A body of many levels.</summary>
    /// <param name="depth">How many.</param>
    /// <returns>The effect.</returns>
    public static FaultEffect Nested(int depth) => Json(body => Repeat("{\"a\":", depth) + body + Repeat("}", depth));

    /// <summary>Every text is a list, and everything else a text.</summary>
    /// <returns>The effect.</returns>
    public static FaultEffect WrongTypes() => Json(body => Swap(JsonNode.Parse(body))!.ToJsonString());

    /// <summary>The first member comes once more, as null.</summary>
    /// <returns>The effect.</returns>
    public static FaultEffect TwiceNamed() => Json(body => JsonNode.Parse(body) is JsonObject { Count: > 0 } members
        ? body.Substring(0, body.LastIndexOf('}')) + ",\"" + members.First().Key + "\":null}"
        : body);

    /// <summary>The body comes in UTF-16, and says so.</summary>
    /// <returns>The effect.</returns>
    public static FaultEffect WrongCharset() => FaultEffect.Change((answer, _) => answer with
    {
        Body = Encoding.Unicode.GetBytes(answer.BodyText),
        ContentType = "application/json; charset=utf-16",
    });

    /// <summary>A success without a body.</summary>
    /// <returns>The effect.</returns>
    public static FaultEffect Empty() => FaultEffect.Change((answer, _) => answer with { Body = [] });

    /// <summary>The body is called compressed and is not.</summary>
    /// <returns>The effect.</returns>
    public static FaultEffect NotCompressed() => FaultEffect.Change((answer, _) => With(answer, "Content-Encoding", "gzip"));

    /// <summary>The body is compressed, and far larger than it looks.</summary>
    /// <param name="length">How many bytes the body has when it is decompressed: blanks, for the most part.</param>
    /// <returns>The effect.</returns>
    public static FaultEffect Bomb(long length) => FaultEffect.Change((answer, _) =>
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        using (Stream body = Longer(answer.Body, length))
        {
            body.CopyTo(gzip);
        }

        return With(answer, "Content-Encoding", "gzip") with { Body = packed.ToArray() };
    });

    /// <summary>Many headers come with the answer.</summary>
    /// <param name="length">How many characters they have together.</param>
    /// <returns>The effect.</returns>
    public static FaultEffect HeaderFlood(int length) => FaultEffect.Change((answer, _) =>
    {
        const int One = 1000;
        return answer with { Headers = [.. answer.Headers, .. Enumerable.Range(0, length / One).Select(i => new KeyValuePair<string, string>($"X-Flood-{i}", new string('x', One)))] };
    });

    private static FaultEffect Json(Func<string, string> change) =>
        FaultEffect.Change((answer, _) => answer with { Body = Encoding.UTF8.GetBytes(change(answer.BodyText)) });

    private static SpoiltStream Longer(byte[] body, long length) => new(body, (blanks, _) => Task.FromResult(Math.Max(0, length - body.Length - blanks)));

    private static byte[] Half(byte[] body) => body.AsSpan(0, body.Length / 2).ToArray();

    private static string Repeat(string text, int times) => new StringBuilder(text.Length * times).Insert(0, text, times).ToString();

    private static EmulatorResponse With(EmulatorResponse answer, string name, string value) => answer with { Headers = [.. answer.Headers, new(name, value)] };

    private static JsonNode? Swap(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.Select(member => new KeyValuePair<string, JsonNode?>(member.Key, Swap(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Swap)]),
        JsonValue value when value.TryGetValue(out string? text) => new JsonArray(JsonValue.Create(text)),
        _ => JsonValue.Create("x"),
    };
}
