using System.Management.Automation;

namespace Workspace.Commands.Infrastructure;

/// <summary>Remove-Module ends the runspace's current connection, so that no secret stays behind.</summary>
public sealed class ModuleRemoval : IModuleAssemblyCleanup
{
    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo)
    {
        ConnectionStore.Current?.Close();
        ConnectionStore.Current = null;
    }
}
