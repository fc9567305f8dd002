using System;
using System.Collections.Generic;
using System.Management.Automation;

namespace Workspace.Commands.Infrastructure;

/// <summary>
/// Whether a change of medium impact is asked about. A cmdlet declares one impact, that of its most harmful case, and PowerShell compares only that
/// one with $ConfirmPreference.
/// </summary>
internal static class MediumImpact
{
    /// <summary>Whether PowerShell would neither ask nor only show it: at the default preference, where nothing on the command line says otherwise.</summary>
    /// <param name="bound">The parameters of the command.</param>
    /// <param name="getPreference">Reads a preference variable.</param>
    public static bool IsUnasked(IDictionary<string, object> bound, Func<string, object?> getPreference) =>
        !bound.ContainsKey("Confirm")
        && !IsOn(bound, "Debug")
        && !(bound.ContainsKey("WhatIf") ? IsOn(bound, "WhatIf") : LanguagePrimitives.IsTrue(getPreference("WhatIfPreference")))
        && string.Equals(getPreference("ConfirmPreference")?.ToString(), nameof(ConfirmImpact.High), StringComparison.OrdinalIgnoreCase);

    private static bool IsOn(IDictionary<string, object> bound, string name) => bound.TryGetValue(name, out object? value) && LanguagePrimitives.IsTrue(value);
}
