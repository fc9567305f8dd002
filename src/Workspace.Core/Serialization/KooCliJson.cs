using System.Text.Json.Serialization;
using Workspace.Authentication;

namespace Workspace.Serialization;

/// <summary>KooCLI's JSON, which is camelCase.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(KooCliConfig))]
internal sealed partial class KooCliJson : JsonSerializerContext
{
}
