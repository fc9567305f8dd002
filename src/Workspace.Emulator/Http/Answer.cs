using System.Collections.Generic;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workspace.Emulator.Http;

/// <summary>What an endpoint answers.</summary>
/// <param name="Body">The body, spelled out.</param>
/// <param name="Status">The HTTP status.</param>
internal sealed record Answer(byte[] Body, int Status = 200)
{
    // Like the real service: UTF-8 as it is, not escaped.
    private static readonly JsonSerializerOptions _asItIs = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public Answer(JsonObject body, int status = 200)
        : this(Spell(body), status)
    {
    }

    /// <summary>A success that has nothing to tell: it has no body.</summary>
    public static Answer Nothing => new((byte[])[]);

    public Dictionary<string, string> Headers { get; } = [];

    public static implicit operator Answer(JsonObject body) => new(body);

    public static byte[] Spell(JsonNode body) => JsonSerializer.SerializeToUtf8Bytes(body, _asItIs);
}
