@{
    RootModule        = 'Workspace.Benchmarks.Plain.dll'
    ModuleVersion     = '0.1.0'
    GUID              = '9f3a1c54-7c54-4c3e-8d0b-0d6c2f3d9b71'
    Author            = 'The Workspace contributors'
    Description       = 'What the import of a binary module of one cmdlet costs.'
    CmdletsToExport   = 'Wait-Plain'
    FunctionsToExport = @()
    VariablesToExport = @()
    AliasesToExport   = @()
}
