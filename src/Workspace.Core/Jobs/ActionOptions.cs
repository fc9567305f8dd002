namespace Workspace.Jobs;

/// <summary>What an action may do although it looks wrong.</summary>
public sealed class ActionOptions
{
    /// <summary>Start although a job of the kind is running on the target.</summary>
    public bool Force { get; set; }

    /// <summary>Send again when nobody knows whether the first time was carried out.</summary>
    public bool RetryAmbiguous { get; set; }
}
