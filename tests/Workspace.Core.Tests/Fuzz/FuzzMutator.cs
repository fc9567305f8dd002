using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;

namespace Workspace.Tests.Fuzz;

/// <summary>Spoils answers, as a seeded random number says.</summary>
/// <param name="random">What to do.</param>
/// <param name="secrets">What the connection must never show: it is put into answers.</param>
internal sealed class FuzzMutator(Random random, IReadOnlyList<string> secrets)
{
    public void Spoil(FuzzAnswer answer, JsonPieces pieces)
    {
        int kind = random.Next(100);
        if (kind < 45)
        {
            answer.Body = Edit(answer.Body, pieces);
        }
        else if (kind < 65)
        {
            answer.Body = Scratch(answer.Body);
        }
        else if (kind < 80)
        {
            answer.Body = Replace(answer.Body);
        }

        if (random.Next(8) == 0)
        {
            answer.Body = Scratch(answer.Body);
        }

        if (random.Next(4) == 0)
        {
            answer.Status = Pick(FuzzWords.Statuses);
        }

        if (kind >= 80 || random.Next(6) == 0)
        {
            SpoilHeaders(answer.Headers);
        }

        if (random.Next(10) == 0)
        {
            Deliver(answer);
        }
    }

    private void Deliver(FuzzAnswer answer)
    {
        answer.Delivery = random.Next(300) == 0 ? FuzzDelivery.Endless : Pick([FuzzDelivery.Crumbs, FuzzDelivery.Broken, FuzzDelivery.Compressed]);
        answer.BreaksAt = random.Next(answer.Body.Length + 1);
        if (answer.Delivery == FuzzDelivery.Compressed)
        {
            byte[] packed = Pack(answer.Body);
            answer.Body = random.Next(4) == 0 ? packed : Scratch(packed);
        }
    }

    // One place of valid JSON becomes another one.
    private byte[] Edit(byte[] body, JsonPieces pieces)
    {
        if (pieces.Members.Count == 0)
        {
            return Scratch(body);
        }

        JsonPiece value = Pick(pieces.Values);
        JsonPiece member = Pick(pieces.Members);
        switch (random.Next(8))
        {
            case 0 or 1 or 2:
                return Splice(body, value, Value());
            case 3:
                byte[] twin = random.Next(2) == 0
                    ? body[member.Start..member.End]
                    : [.. body.AsSpan(member.Start, member.ValueStart - member.Start), .. Value()];
                return Splice(body, member, [.. body.AsSpan(member.Start, member.End - member.Start), (byte)',', .. twin]);
            case 4:
                return Splice(body, member, []);
            case 5:
                JsonPiece other = Pick(pieces.Members);
                byte[] name = random.Next(2) == 0 ? body[other.Start..other.ValueStart] : Bytes(Pick(FuzzWords.Names) + ":");
                return Splice(body, new(member.Start, member.ValueStart), name);
            case 6:
                int depth = Pick([1, 2, 60, 63, 64, 65, 1000, 20_000]);
                (string open, string close) = random.Next(2) == 0 ? ("[", "]") : ("{\"a\":", "}");
                byte[] nested = [.. Bytes(Repeat(open, depth)), .. body.AsSpan(value.Start, value.End - value.Start), .. Bytes(Repeat(close, depth))];
                return Splice(body, value, nested);
            default:
                return Splice(body, value, body[Pick(pieces.Values) is var twinValue ? twinValue.Start..twinValue.End : ..]);
        }
    }

    // Bytes without regard to what they mean.
    private byte[] Scratch(byte[] body)
    {
        if (body.Length == 0)
        {
            return body;
        }

        int at = random.Next(body.Length);
        int length = random.Next(1, int.Min(64, body.Length - at + 1));
        switch (random.Next(6))
        {
            case 0:
                return body[..at];
            case 1:
                return Splice(body, new(at, at), Bytes(Pick(FuzzWords.Bytes)));
            case 2:
                return Splice(body, new(at, at + length), []);
            case 3:
                return Splice(body, new(at, at), body[at..(at + length)]);
            case 4:
                byte[] noise = new byte[length];
                random.NextBytes(noise);
                return Splice(body, new(at, at + length), noise);
            default:
                byte[] flipped = [.. body];
                for (int i = random.Next(1, 9); i > 0; i--)
                {
                    flipped[random.Next(flipped.Length)] ^= (byte)(1 << random.Next(8));
                }

                return flipped;
        }
    }

    private byte[] Replace(byte[] body) => random.Next(12) switch
    {
        0 => [],
        1 => Bytes(Pick(FuzzWords.Bodies)),
        2 => Bytes(Repeat(Pick(["[", "{\"a\":", "{\"desktops\":["]), Pick([10, 65, 5000]))),
        3 => Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(body)),
        4 => Encoding.BigEndianUnicode.GetPreamble().Concat(Encoding.BigEndianUnicode.GetBytes(Encoding.UTF8.GetString(body))).ToArray(),
        5 => [.. Encoding.UTF8.Preamble, .. body],
        6 => Pack(body),
        7 => Encoding.Latin1.GetBytes("<html><title>Zugang verweigert für " + Echo() + "</title>"),
        8 => Bytes("{\"error_msg\":" + Text() + ",\"error_code\":" + Text() + ",\"request_id\":" + Text() + ",\"error_detail\":" + Text() + "}"),
        9 => Bytes("{\"error\":{\"code\":401,\"message\":" + Text() + ",\"title\":\"Unauthorized\"}}"),
        10 => Bytes("{\"failed_operation_list\":[" + string.Join(',', Enumerable.Repeat("{\"desktop_id\":" + Text() + ",\"error_code\":" + Text() + ",\"error_msg\":" + Text() + "}", Pick([1, 3, 300]))) + "]}"),
        _ => Bytes("{\"error_code\":\"APIGW.0301\",\"error_msg\":\"Incorrect IAM authentication information: verify aksk signature fail, canonicalRequest:GET|/v2/|x-security-token:" + Pick(secrets) + "|x-sdk-date:20260101T000000Z\"}"),
    };

    private void SpoilHeaders(List<KeyValuePair<string, string>> headers)
    {
        for (int i = random.Next(1, 4); i > 0; i--)
        {
            string name = Pick(FuzzWords.HeaderNames);
            if (random.Next(5) > 0)
            {
                headers.RemoveAll(header => header.Key == name);
            }

            if (random.Next(6) > 0)
            {
                headers.Add(new(name, Pick(FuzzWords.HeaderValues(name)) ?? Echo()));
            }
        }
    }

    private byte[] Value() => random.Next(4) == 0 ? Bytes(Text()) : Bytes(Pick(FuzzWords.Values));

    // A JSON string with something in it that must not be shown.
    private string Text() => random.Next(6) switch
    {
        0 => "\"" + Pick(FuzzWords.Escapes) + Echo() + "\"",
        1 => "\"" + Repeat("long ", Pick([100, 5000])) + Echo() + "\"",
        2 => Pick(FuzzWords.Values),
        3 => "\"The throttling threshold has been reached: over ratelimit,limit:" + Pick(["1", "0", "200", "999999999"]) + ",time:" + Pick(["1", "0", "9999"]) + " " + Pick(["second", "minute", "hour"]) + "\"",
        4 => "\"signature expired " + Echo() + "\"",
        _ => "\"" + Echo() + "\"",
    };

    private string Echo()
    {
        string secret = Pick(secrets);
        return random.Next(4) switch
        {
            0 => "X-Auth-Token: " + secret,
            1 => secret[..random.Next(12, secret.Length + 1)],
            2 => "before " + secret + " after",
            _ => secret,
        };
    }

    private T Pick<T>(IReadOnlyList<T> all) => all[random.Next(all.Count)];

    private static byte[] Splice(byte[] body, JsonPiece at, byte[] by) => [.. body.AsSpan(0, at.Start), .. by, .. body.AsSpan(at.End)];

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static string Repeat(string text, int times) => new StringBuilder(text.Length * times).Insert(0, text, times).ToString();

    private static byte[] Pack(byte[] body)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(body);
        }

        return packed.ToArray();
    }
}
