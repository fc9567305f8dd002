namespace Workspace.Commands.Infrastructure;

/// <summary>What <c>!?</c> says where PowerShell asks for a parameter that was left out, as far as several cmdlets have it.</summary>
internal static class PromptHelp
{
    public const string DesktopId = "The id of the desktop: Get-WsDesktop shows it.";
    public const string DesktopIds = "Ids of desktops: Get-WsDesktop shows them.";
    public const string PoolId = "The id of the pool: Get-WsPool shows it.";
    public const string PoolIds = "Ids of pools: Get-WsPool shows them.";
    public const string JobIds = "Ids of jobs, as the cmdlets that start them return them.";
}
