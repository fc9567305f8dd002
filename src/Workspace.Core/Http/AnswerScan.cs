using System;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Workspace.Serialization;

namespace Workspace.Http;

/// <summary>
/// What one pass over an answer tells before it is read. A pass without objects costs a small part of the reading, and keeps
/// away what would make it wrong or costly.
/// </summary>
/// <param name="MentionsError">Its top level has a member that only an error has.</param>
/// <param name="Flaw">Why it must not be read as a result, or null.</param>
internal readonly record struct AnswerScan(bool MentionsError, string? Flaw)
{
    // A page of 500 desktops has some 10,000 objects. Three bytes of JSON can cost 500 bytes of memory.
    private const int MostObjects = 100_000;

    // So that the search among an object's names stays short; the service's have 60 at most.
    private const int MostMembers = 1000;

    /// <summary>Looks over an answer. What is no JSON has no flaw here: the reading reports that better. A file has none.</summary>
    public static AnswerScan Of(ReadOnlySpan<byte> body, AnswerKind kind)
    {
        bool mentionsError = false;
        string? flaw = null;
        try
        {
            flaw = Scan(body, kind, ref mentionsError);
        }
        catch (JsonException)
        {
        }
        catch (InvalidOperationException)
        {
            flaw = "it has a member whose name is no text";
        }

        return new(mentionsError, kind == AnswerKind.File ? null : flaw);
    }

    // To the end in any case: that it is an error counts for more than how it is written.
    [MethodImpl(Hot.Path)]
    private static string? Scan(ReadOnlySpan<byte> body, AnswerKind kind, ref bool mentionsError)
    {
        var reader = new Utf8JsonReader(body);
        var names = new OpenNames();
        int objects = 0;
        string? flaw = null;
        bool isMember = false;
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    names.Open();
                    flaw ??= ++objects > MostObjects ? $"it has more than {MostObjects} objects" : null;
                    break;
                case JsonTokenType.EndObject:
                    names.Close();
                    break;
                case JsonTokenType.PropertyName:
                    mentionsError |= reader.CurrentDepth == 1 && IsOfError(ref reader);
                    flaw ??= AddName(ref reader, kind, names);
                    break;
                case JsonTokenType.Null when kind == AnswerKind.Known && !isMember && reader.CurrentDepth == 2:
                    flaw ??= "its list holds an item that is null";
                    break;
            }

            isMember = reader.TokenType == JsonTokenType.PropertyName;
        }

        return flaw;
    }

    [MethodImpl(Hot.Path)]
    private static string? AddName(ref Utf8JsonReader reader, AnswerKind kind, OpenNames names) => names.Add(Name(ref reader)) switch
    {
        null when kind == AnswerKind.Any => null,
        null => $"it has the member '{reader.GetString()}' twice",
        > MostMembers => $"it has an object with more than {MostMembers} members",
        _ => null,
    };

    [MethodImpl(Hot.Path)]
    private static bool IsOfError(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("error_code") || reader.ValueTextEquals("errorCode") || reader.ValueTextEquals("failed_operation_list");

    [MethodImpl(Hot.Path)]
    private static ReadOnlySpan<byte> Name(ref Utf8JsonReader reader) =>
        reader.ValueIsEscaped ? Encoding.UTF8.GetBytes(reader.GetString()!) : reader.ValueSpan;
}
