using System.Collections.Generic;

namespace Workspace.Tests.Servers;

/// <summary>What goes back over a socket.</summary>
internal sealed record SocketAnswer(int Status, IEnumerable<KeyValuePair<string, string>> Headers, byte[] Body);
