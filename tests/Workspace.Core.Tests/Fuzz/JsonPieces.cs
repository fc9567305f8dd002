using System.Collections.Generic;
using System.Text.Json;

namespace Workspace.Tests.Fuzz;

/// <summary>Where the values and members of a valid answer are.</summary>
internal sealed class JsonPieces
{
    private readonly List<JsonPiece> _values = [];
    private readonly List<JsonPiece> _members = [];

    /// <param name="json">The answer. One that is not JSON has no pieces.</param>
    public JsonPieces(byte[] json)
    {
        if (json.Length > 0 && json[0] == '{')
        {
            Find(json);
        }
    }

    public IReadOnlyList<JsonPiece> Values => _values;

    public IReadOnlyList<JsonPiece> Members => _members;

    private void Find(byte[] json)
    {
        var reader = new Utf8JsonReader(json);
        var open = new Stack<(int Start, int Name)>();
        int name = -1;
        while (reader.Read())
        {
            int start = (int)reader.TokenStartIndex;
            int end = (int)reader.BytesConsumed;
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    name = start;
                    continue;
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    open.Push((start, name));
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    (int opened, int named) = open.Pop();
                    Add(opened, end, named);
                    break;
                default:
                    Add(start, end, name);
                    break;
            }

            name = -1;
        }
    }

    private void Add(int start, int end, int name)
    {
        _values.Add(new(start, end));
        if (name >= 0)
        {
            _members.Add(new(name, end) { ValueStart = start });
        }
    }
}
