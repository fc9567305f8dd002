using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Numerics;
using System.Text.Json;

namespace Workspace.Rest;

/// <summary>
/// JSON of any shape as plain values. Texts stay texts, dates too: what the service gave can be sent back as it is. Whole
/// numbers are long, or BigInteger where they are longer; others are double.
/// </summary>
internal static class RestJson
{
    public static object? Read(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => new RestObject([.. element.EnumerateObject().Select(member => new KeyValuePair<string, object?>(member.Name, Read(member.Value)))]),
        JsonValueKind.Array => element.EnumerateArray().Select(Read).ToArray(),
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number => Number(element),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    /// <exception cref="ArgumentException">Something in the value has no place in JSON.</exception>
    public static byte[] Write(object? value)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            Write(writer, value);
        }

        return stream.ToArray();
    }

    private static object Number(JsonElement element) =>
        element.TryGetInt64(out long whole) ? whole
        : BigInteger.TryParse(element.GetRawText(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out BigInteger large) ? large
        : element.TryGetDouble(out double number) ? number
        : throw new JsonException($"{element} is too large a number");

    private static void Write(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case bool yes:
                writer.WriteBooleanValue(yes);
                break;
            case sbyte or byte or short or ushort or int or uint or long or ulong or decimal or BigInteger:
                writer.WriteRawValue(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture));
                break;
            case float or double when Convert.ToDouble(value, CultureInfo.InvariantCulture) is var number && !double.IsNaN(number) && !double.IsInfinity(number):
                writer.WriteNumberValue(number);
                break;
            case RestObject members:
                writer.WriteStartObject();
                foreach (var member in members)
                {
                    writer.WritePropertyName(member.Key);
                    Write(writer, member.Value);
                }

                writer.WriteEndObject();
                break;
            case IEnumerable<object?> items:
                writer.WriteStartArray();
                foreach (object? item in items)
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            default:
                throw new ArgumentException($"Body has a value '{value}' of type {value.GetType().Name}, for which JSON has no place.");
        }
    }
}
