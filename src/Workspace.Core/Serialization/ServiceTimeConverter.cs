using System;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Workspace.Serialization;

/// <summary>Reads the service's times, with and without a zone, as UTC. Without one they are taken for UTC; an empty text is no time.</summary>
internal sealed class ServiceTimeConverter : JsonConverter<DateTime?>
{
    [MethodImpl(Hot.Path)]
    public override DateTime? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        // As nearly all are written; without a zone it is of no kind.
        if (reader.TokenType == JsonTokenType.String && reader.TryGetDateTime(out DateTime usual))
        {
            return usual.Kind == DateTimeKind.Unspecified ? DateTime.SpecifyKind(usual, DateTimeKind.Utc) : usual.ToUniversalTime();
        }

        string? text = reader.TokenType == JsonTokenType.Null ? null : reader.GetString();
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        return DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTime time)
            ? time
            : throw new JsonException($"'{text}' is not a time");
    }

    public override void Write(Utf8JsonWriter writer, DateTime? value, JsonSerializerOptions options)
    {
        if (value is { } time)
        {
            writer.WriteStringValue(time.ToUniversalTime());
        }
        else
        {
            writer.WriteNullValue();
        }
    }
}
