using System.Text.Json.Serialization;
using Workspace.Benchmarks.Floor;
using Workspace.Desktops;

namespace Workspace.Serialization;

/// <summary>Reads the page without the leniency that the client has for the service's slips. It is named as the models' converter wants it.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(DesktopPage))]
[JsonSerializable(typeof(DesktopAddress[]))]
internal sealed partial class WorkspaceJson : JsonSerializerContext
{
}
