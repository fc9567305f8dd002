using System;
using System.Collections.Generic;
using System.IO;
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
    /// <summary>
    /// Opens what goes out in the body's place, where it does not go out whole and at once; null where it does. An IOException of its
    /// reading is a connection that breaks.
    /// </summary>
    public Func<Stream>? OpenBody { get; init; }

    /// <summary>The length that is announced for what <see cref="OpenBody"/> opens; null for none.</summary>
    public long? AnnouncedLength { get; init; }

    /// <summary>The body read as UTF-8.</summary>
    public string BodyText => Encoding.UTF8.GetString(Body);
}
