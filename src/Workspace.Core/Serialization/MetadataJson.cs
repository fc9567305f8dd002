using System.Text.Json.Serialization;
using Workspace.Authentication;

namespace Workspace.Serialization;

/// <summary>The metadata service's JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, Converters = [typeof(ServiceTimeConverter)])]
[JsonSerializable(typeof(MetadataAnswer))]
internal sealed partial class MetadataJson : JsonSerializerContext
{
}
