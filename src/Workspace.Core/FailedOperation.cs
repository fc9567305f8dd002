namespace Workspace;

/// <summary>One desktop for which a call failed while it was accepted for others.</summary>
public sealed class FailedOperation
{
    /// <summary>The desktop's id.</summary>
    public string? DesktopId { get; set; }

    /// <summary>The desktop's name.</summary>
    public string? DesktopName { get; set; }

    /// <summary>The service's code.</summary>
    public string? ErrorCode { get; set; }

    /// <summary>The service's message.</summary>
    public string? ErrorMessage { get; set; }
}
