using System.Text.Json.Serialization;
using Workspace.Serialization;

namespace Workspace.Desktops;

/// <summary>The envelope of GET /desktops/{desktop_id}.</summary>
internal sealed class DesktopEnvelope
{
    [JsonConverter(typeof(ObjectOrArrayConverter))]
    public Desktop? Desktop { get; set; }
}
