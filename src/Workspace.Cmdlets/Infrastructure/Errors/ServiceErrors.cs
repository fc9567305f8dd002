using System;
using System.Collections.Generic;
using System.Management.Automation;

namespace Workspace.Commands.Infrastructure.Errors;

/// <summary>The service's own codes (WKS.…), as far as it is known what they mean, and the emulator's.</summary>
internal static class ServiceErrors
{
    private static readonly ErrorAdvice _absent = new(ErrorCategory.ObjectNotFound, "It is gone, or in another project: Get-WsConnection shows where you are.");
    private static readonly ErrorAdvice _noBackup = new(ErrorCategory.InvalidOperation, "This desktop has no backup of its own to set: leave it out.");
    private static readonly ErrorAdvice _groupLimit = new(ErrorCategory.LimitsExceeded, "The application group is at its limit: take something out of it first.");

    private static readonly Dictionary<string, ErrorAdvice> _byCode = new(StringComparer.Ordinal)
    {
        [WorkspaceException.NotEmulated] = new(ErrorCategory.NotImplemented, "The emulator implements a part of the service's operations only: connect to the service for this one. about_Workspace_Emulator says what it has."),
        ["WKS.0202"] = _absent,
        ["WKS.0915"] = _absent,
        ["WKS.00170117"] = _absent,
        ["WKS.00170208"] = _absent,
        ["WKS.00170312"] = _absent,
        ["WKS.00081103"] = _absent,
        ["WKS.00081104"] = _absent,
        ["WKS.0407"] = new(ErrorCategory.ResourceBusy, "Disks are being added: run the command again, 5 minutes later at the earliest."),
        ["WKS.00000003"] = new(ErrorCategory.InvalidResult, "Cancel the subscription job in the console, and subscribe to Workspace again."),
        ["WKS.00010099"] = new(ErrorCategory.PermissionDenied, "Open Workspace for this project in the console, or connect to a project that has it: Connect-WsService -Region and -ProjectId."),
        ["WKS.00010109"] = new(ErrorCategory.InvalidArgument, "Give each desktop a name."),
        ["WKS.00010110"] = new(ErrorCategory.ResourceUnavailable, "The subnet has no free address, or the desktop cannot reach DHCP: free some, or use another subnet."),
        ["WKS.00010306"] = _noBackup,
        ["WKS.00010315"] = _noBackup,
        ["WKS.00010321"] = _noBackup,
        ["WKS.00081101"] = new(ErrorCategory.ResourceExists, "Choose a name that no policy group has."),
        ["WKS.00081102"] = new(ErrorCategory.InvalidOperation, "The basic policy group stays; leave it out."),
        ["WKS.00081105"] = new(ErrorCategory.LimitsExceeded, "The quota of policy groups is used up: delete some, or ask for more."),
        ["WKS.00131104"] = _groupLimit,
        ["WKS.00131105"] = _groupLimit,
        ["WKS.00211102"] = _groupLimit,
    };

    public static ErrorAdvice? Find(WorkspaceException e) => _byCode.TryGetValue(e.Code, out ErrorAdvice? advice) ? advice
        : e.Code == "WKS.0001" ? Empty(e)
        : e.Code == "WKS.00010032" ? ConflictErrors.Find(e)
        : null;

    // The documents know this code for an empty request only; of a pool that is not there the service says it too.
    private static ErrorAdvice Empty(WorkspaceException e) => e.Path?.Contains("/desktop-pools/") == true
        ? new(ErrorCategory.ObjectNotFound, "Check the pool's id, the region and the project: Get-WsPool lists the pools, Get-WsConnection shows where you are.")
        : new(ErrorCategory.InvalidArgument, "The request has no body, or not what belongs in it: look at it with -Debug.");
}
