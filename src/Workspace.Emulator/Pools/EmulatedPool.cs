using System;

namespace Workspace.Emulator.Pools;

/// <summary>A desktop pool of an emulated tenant as it was at one moment.</summary>
/// <param name="PoolId">The pool's identifier.</param>
/// <param name="Name">Its name.</param>
/// <param name="Type">STATIC or DYNAMIC.</param>
/// <param name="Status">STEADY, or TEMPORARY while it is rebuilt.</param>
/// <param name="ImageId">The image its desktops should run.</param>
/// <param name="ImageName">That image's name.</param>
/// <param name="DesktopCount">How many desktops it has.</param>
/// <param name="InconsistentDesktops">How many of them run another image.</param>
/// <param name="Created">When it was created.</param>
public sealed record EmulatedPool(
    string PoolId,
    string Name,
    string Type,
    string Status,
    string ImageId,
    string ImageName,
    int DesktopCount,
    int InconsistentDesktops,
    DateTimeOffset Created);
