using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Serialization;
using Workspace.Desktops;

namespace Workspace.Serialization;

/// <summary>Reads a desktop's addresses, which the service documents as a map of networks and shows as an array.</summary>
internal sealed class AddressesConverter : JsonConverter<DesktopAddress[]>
{
    public override DesktopAddress[]? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return null;
            case JsonTokenType.StartArray:
                return ReadArray(ref reader);
            case JsonTokenType.StartObject:
                List<DesktopAddress> all = [];
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    string network = reader.GetString()!;
                    reader.Read();
                    foreach (DesktopAddress address in ReadArray(ref reader))
                    {
                        address.Network = network;
                        all.Add(address);
                    }
                }

                return [.. all];
            default:
                throw new JsonException("addresses are neither a map nor an array");
        }
    }

    public override void Write(Utf8JsonWriter writer, DesktopAddress[] value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value, WorkspaceJson.Default.DesktopAddressArray);

    // Something that is null in it is no address.
    private static DesktopAddress[] ReadArray(ref Utf8JsonReader reader) =>
        [.. (JsonSerializer.Deserialize(ref reader, WorkspaceJson.Default.DesktopAddressArray) ?? []).OfType<DesktopAddress>()];
}
