using System;
using System.Text;

namespace Workspace.Http;

/// <summary>Bytes as text, to be shown.</summary>
internal static class Utf8Text
{
    /// <summary>The text of the first bytes.</summary>
    public static string Utf8(this ReadOnlyMemory<byte> bytes, int most) => Encoding.UTF8.GetString(bytes.Slice(0, Math.Min(bytes.Length, most)).ToArray());
}
