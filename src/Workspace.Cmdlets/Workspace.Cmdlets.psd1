@{
    RootModule         = 'Workspace.Cmdlets.dll'
    # Named again because it is loaded before the types: where an older version is in the session already, the error says just that.
    RequiredAssemblies = 'Workspace.Cmdlets.dll'
    # Nobody sees it: the version is that of the module's own manifest.
    ModuleVersion      = '1.0'
    TypesToProcess     = @('../Workspace.Types.ps1xml')
    FormatsToProcess   = @('../Workspace.Format.ps1xml')
    FunctionsToExport  = @()
    AliasesToExport    = @()
    VariablesToExport  = @()
    # The module's own manifest names them.
    CmdletsToExport    = '*'
}
