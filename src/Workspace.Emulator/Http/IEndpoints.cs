using System.Collections.Generic;

namespace Workspace.Emulator.Http;

/// <summary>The operations of one room.</summary>
internal interface IEndpoints
{
    IEnumerable<Route> Routes { get; }
}
