@{
    # The keys that a module needs to be published.
    RootModule           = 'Workspace.Benchmarks.Plain.dll'
    ModuleVersion        = '0.1.0'
    GUID                 = '9f3a1c54-7c54-4c3e-8d0b-0d6c2f3d9b71'
    Author               = 'The Workspace contributors'
    CompanyName          = 'The Workspace contributors'
    Copyright            = '(c) 2026 The Workspace contributors. MIT licence.'
    Description          = 'What the import of a binary module of one cmdlet costs.'
    PowerShellVersion    = '5.1'
    CompatiblePSEditions = @('Core')
    CmdletsToExport      = @('Wait-Plain')
    FunctionsToExport    = @()
    VariablesToExport    = @()
    AliasesToExport      = @()
    PrivateData          = @{
        PSData = @{
            Tags       = @('Benchmark', 'PSEdition_Core')
            LicenseUri = 'https://opensource.org/license/mit'
        }
    }
}
