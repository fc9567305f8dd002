using System;
using System.Runtime.CompilerServices;
using Workspace.Serialization;

namespace Workspace.Http;

/// <summary>
/// What one pass over an answer tells before it is read. The pass looks at braces, quotes and names alone, which costs a small part of
/// the reading, and keeps away what would make it wrong or costly. Whether it is JSON at all is for the reading to say.
/// </summary>
/// <param name="MentionsError">Its top level has a member that only an error has.</param>
/// <param name="Flaw">Why it must not be read as a result, or null.</param>
internal readonly record struct AnswerScan(bool MentionsError, string? Flaw)
{
    // A page of 500 desktops has some 10,000 objects. Three bytes of JSON can cost 500 bytes of memory.
    private const int MostObjects = 100_000;

    // A job has two for each desktop.
    private const int MostUnpagedObjects = 500_000;

    // So that the search among an object's names stays short; the service's have 60 at most.
    private const int MostMembers = 1000;

    // As deep as JSON is read: a bit for each level, 1 where it is an object.
    private const int Deepest = 64;

    /// <summary>Looks over an answer. A file has no flaw.</summary>
    public static AnswerScan Of(ReadOnlySpan<byte> body, AnswerKind kind, bool isUnpaged = false)
    {
        bool mentionsError = false;
        string? flaw = Scan(body, kind, isUnpaged ? MostUnpagedObjects : MostObjects, ref mentionsError);
        return new(mentionsError, kind == AnswerKind.File ? null : flaw);
    }

    // To the end in any case: that it is an error counts for more than how it is written.
    [MethodImpl(Hot.Path)]
    private static string? Scan(ReadOnlySpan<byte> body, AnswerKind kind, int mostObjects, ref bool mentionsError)
    {
        var names = new OpenNames();
        string? flaw = null;
        int objects = 0;
        int depth = 0;
        ulong levels = 0;
        bool isName = false;
        for (int at = 0; at < body.Length; at++)
        {
            switch (body[at])
            {
                case (byte)'"':
                    int start = at + 1;
                    at = QuotedText.End(body, start, out bool isEscaped);
                    if (isName)
                    {
                        ReadOnlySpan<byte> name = body.Slice(start, at - start);
                        flaw ??= isEscaped && !QuotedText.TryUnescape(ref name) ? "it has a member whose name is no text" : null;
                        mentionsError |= depth == 1 && IsOfError(name);
                        flaw ??= names.Add(name, start) > MostMembers ? $"it has an object with more than {MostMembers} members" : null;
                    }

                    break;
                case (byte)'{' or (byte)'[' when depth == Deepest:
                    return flaw;
                case (byte)'{':
                    names.Open();
                    objects++;
                    flaw ??= objects > mostObjects ? $"it has more than {mostObjects} objects" : null;
                    depth++;
                    levels = (levels << 1) | 1;
                    isName = true;
                    break;
                case (byte)'[':
                    depth++;
                    levels <<= 1;
                    isName = false;
                    break;
                case (byte)'}' or (byte)']' when depth == 0 || (body[at] == '}') != ((levels & 1) != 0):
                    return flaw;
                case (byte)'}':
                    int? twice = names.Close();
                    flaw ??= twice is { } place && kind != AnswerKind.Any ? $"it has the member '{QuotedText.Read(body, place)}' twice" : null;
                    goto case (byte)']';
                case (byte)']':
                    depth--;
                    levels >>= 1;
                    isName = false;
                    break;
                case (byte)',':
                    isName = (levels & 1) != 0;
                    break;
                case (byte)':':
                    isName = false;
                    break;
                case (byte)'n' when depth == 2 && (levels & 1) == 0 && kind == AnswerKind.Known && body.Slice(at).StartsWith("null"u8):
                    flaw ??= "its list holds an item that is null";
                    break;
            }
        }

        return flaw;
    }

    private static bool IsOfError(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("error_code"u8) || name.SequenceEqual("errorCode"u8) || name.SequenceEqual("failed_operation_list"u8);
}
