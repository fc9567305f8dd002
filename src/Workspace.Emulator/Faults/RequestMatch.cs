using System;

namespace Workspace.Emulator.Faults;

/// <summary>Whether a request is one that a fault is meant for.</summary>
internal static class RequestMatch
{
    public static bool Fits(EmulatorRequest request, string? method, string? path) =>
        (method is null || string.Equals(method, request.Method, StringComparison.OrdinalIgnoreCase))
        && (path is null || request.Path.IndexOf(path, StringComparison.Ordinal) >= 0);
}
