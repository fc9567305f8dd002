using System.Collections.Generic;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workspace.Emulator.Http;

/// <summary>What an endpoint answers.</summary>
/// <param name="Body">The body.</param>
/// <param name="Status">The HTTP status.</param>
internal sealed record Answer(JsonObject Body, int Status = 200)
{
    // Like the real service: UTF-8 as it is, not escaped.
    private static readonly JsonSerializerOptions _asItIs = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public Dictionary<string, string> Headers { get; } = [];

    public static implicit operator Answer(JsonObject body) => new(body);

    public byte[] Serialize() => JsonSerializer.SerializeToUtf8Bytes(Body, _asItIs);
}
