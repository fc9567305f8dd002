using System.Runtime.CompilerServices;

namespace Workspace.Serialization;

/// <summary>What runs for each member of each object that is read.</summary>
internal static class Hot
{
    /// <summary>
    /// Compiled in full at its first call. Else .NET first counts what such a method does, call by call, and that takes longer than the reading
    /// of 50,000 desktops. .NET Framework knows no such stages and passes it over.
    /// </summary>
    public const MethodImplOptions Path = (MethodImplOptions)512;
}
