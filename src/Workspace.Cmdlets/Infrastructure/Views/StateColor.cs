using System;
using System.Management.Automation;

namespace Workspace.Commands.Infrastructure.Views;

/// <summary>Paints states with the colours of $PSStyle, which Windows PowerShell does not have and its readers do not see.</summary>
internal static class StateColor
{
    /// <summary>The colour of what is under way.</summary>
    public const string Work = "Cyan";

    // The reference that this is built against is older than $PSStyle.
    private static readonly PSObject? _style = typeof(PSObject).Assembly.GetType("System.Management.Automation.PSStyle")?.GetProperty("Instance")?.GetValue(null) is { } style
        ? PSObject.AsPSObject(style)
        : null;

    /// <summary>The colour of a status, or null for none.</summary>
    public static string? NameOf(string? status) => status?.ToUpperInvariant() switch
    {
        "FAILED" or "FAIL" or "ERROR" => "Red",
        "PARTLYFAILED" or "EXIST_FROZEN" or "UNKNOWN" or "DISCONNECTED" => "Yellow",
        "RUNNING" or "TEMPORARY" => Work,
        "SUCCEEDED" or "SUCCESS" or "COMPLETE" or "ACTIVE" or "STEADY" or "CONNECTED" => "Green",
        "WAITING" or "SKIPPED" or "SHUTOFF" or "HIBERNATED" => "BrightBlack",
        _ => null,
    };

    /// <summary>The text in a colour of $PSStyle.Foreground; as it is where colours would not be seen.</summary>
    public static string? Paint(string? text, string? color) =>
        string.IsNullOrEmpty(text) || color is null || _style is null || !AreSeen(_style) || Value(Value(_style, "Foreground"), color) is not { } begin
            ? text
            : $"{begin}{text}{Value(_style, "Reset")}";

    // Where the console itself is redirected PowerShell for Unix does not notice.
    private static bool AreSeen(PSObject style) => Value(style, "OutputRendering")?.ToString() switch
    {
        "Ansi" => true,
        "Host" => !Console.IsOutputRedirected,
        _ => false,
    };

    private static object? Value(object? of, string property) => of is null ? null : PSObject.AsPSObject(of).Properties[property]?.Value;
}
