using System;
using System.Collections.Generic;

namespace Workspace.Emulator.Jobs;

/// <summary>One line of a tenant's ledger: a change that the service carried out. What it refused, and what never reached it, is not there.</summary>
/// <param name="Type">The type of its job, or of what has none: os-start, os-stop, reboot, os-hibernate, logoff or maintenance-mode.</param>
/// <param name="PoolId">The pool that was changed; null for a change of desktops.</param>
/// <param name="DesktopIds">The desktops that were changed; none where only desktops to come are.</param>
/// <param name="JobId">The job that the change was answered with, whether or not the answer arrived; null for a change without one.</param>
/// <param name="Time">When it was accepted, on the tenant's clock.</param>
/// <param name="Request">The request that ordered it.</param>
public sealed record ExecutedOperation(
    string Type,
    string? PoolId,
    IReadOnlyList<string> DesktopIds,
    string? JobId,
    DateTimeOffset Time,
    EmulatorRequest Request);
