using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Workspace.Emulator.Http;

/// <summary>Reads a request's JSON members and refuses those out of their limits, by name. Unknown members are ignored, null means absent.</summary>
internal sealed class BodyReader
{
    private readonly JsonElement _body;

    private BodyReader(JsonElement body) => _body = body;

    public static BodyReader Parse(byte[] body)
    {
        if (body.Length == 0)
        {
            throw ServiceRefusal.BadRequest("The request message is empty.");
        }

        if (!RequestText.IsUtf8(body))
        {
            throw ServiceRefusal.BadRequest("The request message is not UTF-8.");
        }

        try
        {
            if (!RequestText.HasValidEscapes(body))
            {
                throw ServiceRefusal.BadRequest("The request message has an escape that is no character.");
            }

            using JsonDocument document = JsonDocument.Parse(body);
            return Of(document.RootElement.Clone(), "The request message");
        }
        catch (JsonException)
        {
            throw ServiceRefusal.BadRequest("The request message is not JSON.");
        }
    }

    public string? Text(string name, int limit, Regex? form = null)
    {
        if (Find(name, "a string", JsonValueKind.String) is not { } value)
        {
            return null;
        }

        string text = value.GetString()!;
        if (text.Length > limit)
        {
            throw Bad(FormattableString.Invariant($"{name} has {text.Length} characters; at most {limit} are allowed."));
        }

        return form is null || form.IsMatch(text) ? text : throw Bad($"{name} contains characters that are not allowed.");
    }

    public string RequiredText(string name, int limit, Regex? form = null)
    {
        string? text = Text(name, limit, form);
        return string.IsNullOrEmpty(text) ? throw Bad($"{name} is missing or empty.") : text!;
    }

    public string? Word(string name, params string[] words)
    {
        string? text = Text(name, 255);
        return text is null || words.Contains(text, StringComparer.Ordinal)
            ? text
            : throw Bad($"{name} must be one of {string.Join(", ", words)}.");
    }

    public bool Flag(string name, bool otherwise) =>
        Find(name, "true or false", JsonValueKind.True, JsonValueKind.False)?.GetBoolean() ?? otherwise;

    public bool RequiredFlag(string name) =>
        Find(name, "true or false", JsonValueKind.True, JsonValueKind.False)?.GetBoolean() ?? throw Bad($"{name} is missing.");

    public int Number(string name, int otherwise, int limit)
    {
        if (Find(name, "an integer", JsonValueKind.Number) is not { } value)
        {
            return otherwise;
        }

        return value.TryGetInt32(out int number) && number >= 0 && number <= limit
            ? number
            : throw Bad(FormattableString.Invariant($"{name} must be an integer from 0 to {limit}."));
    }

    /// <summary>1 to 100 identifiers (or another limit), each once; null when absent.</summary>
    public IReadOnlyList<string>? Ids(string name, int limit = 100)
    {
        if (Find(name, "an array", JsonValueKind.Array) is not { } array)
        {
            return null;
        }

        int count = array.GetArrayLength();
        if (count == 0 || count > limit)
        {
            throw Bad(FormattableString.Invariant($"{name} has {count} items; 1 to {limit} are allowed."));
        }

        if (array.EnumerateArray().Any(i => i.ValueKind != JsonValueKind.String || i.GetString()!.Length is 0 or > 255))
        {
            throw Bad($"{name} must contain strings of 1 to 255 characters.");
        }

        return [.. array.EnumerateArray().Select(i => i.GetString()!).Distinct()];
    }

    public IReadOnlyList<string> RequiredIds(string name) => Ids(name) ?? throw Bad($"{name} is missing.");

    public IReadOnlyList<BodyReader> Objects(string name, int limit)
    {
        if (Find(name, "an array", JsonValueKind.Array) is not { } array)
        {
            return [];
        }

        return array.GetArrayLength() <= limit
            ? [.. array.EnumerateArray().Select(i => Of(i, $"Each item of {name}"))]
            : throw Bad(FormattableString.Invariant($"{name} has {array.GetArrayLength()} items; at most {limit} are allowed."));
    }

    private static BodyReader Of(JsonElement element, string what) => element.ValueKind == JsonValueKind.Object
        ? new BodyReader(element)
        : throw Bad($"{what} must be a JSON object.");

    private static ServiceRefusal Bad(string message) => ServiceRefusal.BadRequest(message);

    private JsonElement? Find(string name, string what, params JsonValueKind[] kinds)
    {
        if (!_body.TryGetProperty(name, out JsonElement value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        return kinds.Contains(value.ValueKind) ? value : throw Bad($"{name} must be {what}.");
    }
}
