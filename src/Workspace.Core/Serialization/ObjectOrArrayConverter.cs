using System;
using System.Text.Json;
using System.Text.Json.Serialization;
using Workspace.Desktops;

namespace Workspace.Serialization;

/// <summary>Reads one desktop that may come wrapped in an array, as the published example shows it.</summary>
internal sealed class ObjectOrArrayConverter : JsonConverter<Desktop>
{
    public override Desktop? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return JsonSerializer.Deserialize(ref reader, WorkspaceJson.Default.Desktop);
        }

        Desktop[] desktops = JsonSerializer.Deserialize(ref reader, WorkspaceJson.Default.DesktopArray) ?? [];
        return desktops.Length == 0 ? null : desktops[0];
    }

    public override void Write(Utf8JsonWriter writer, Desktop value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value, WorkspaceJson.Default.Desktop);
}
