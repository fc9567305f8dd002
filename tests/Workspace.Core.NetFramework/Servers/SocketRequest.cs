using System.Collections.Generic;

namespace Workspace.Tests.Servers;

/// <summary>A request as it came over a socket.</summary>
internal sealed record SocketRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers, byte[] Body);
