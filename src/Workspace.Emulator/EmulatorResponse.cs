using System.Collections.Generic;
using System.Text;

namespace Workspace.Emulator;

/// <summary>The service's answer to one request.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Headers">The headers, without Content-Type and Content-Length.</param>
/// <param name="Body">The body's bytes.</param>
/// <param name="ContentType">The body's media type.</param>
public sealed record EmulatorResponse(
    int Status,
    IReadOnlyList<KeyValuePair<string, string>> Headers,
    byte[] Body,
    string ContentType = "application/json")
{
    /// <summary>The body read as UTF-8.</summary>
    public string BodyText => Encoding.UTF8.GetString(Body);
}
