using System.Collections.Generic;

namespace Workspace.Tests.Support;

/// <summary>A request as it came over a socket.</summary>
internal sealed record ReceivedRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers);
