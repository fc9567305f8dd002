@{
    RootModule             = 'Workspace.psm1'
    ModuleVersion          = '0.1.0'
    GUID                   = '5b0c2a0e-8c1b-4f7e-9c55-1f7d0f6a3f52'
    Author                 = 'The Workspace contributors'
    CompanyName            = 'The Workspace contributors'
    Copyright              = '(c) 2026 The Workspace contributors. MIT licence.'
    Description            = 'Cmdlets for fleets of cloud desktops on Huawei Cloud Workspace: golden images, pool rebuilds, Sysprep checks and monitoring agents, with waiting, clear errors and objects that pipe.'
    PowerShellVersion      = '5.1'
    DotNetFrameworkVersion = '4.7.2'
    CompatiblePSEditions   = @('Desktop', 'Core')
    FunctionsToExport      = @()
    AliasesToExport        = @()
    VariablesToExport      = @()
    CmdletsToExport        = @(
        'Connect-WsService'
        'Disconnect-WsService'
        'Export-WsFleetReport'
        'Get-WsAgent'
        'Get-WsConnection'
        'Get-WsDesktop'
        'Get-WsImage'
        'Get-WsJob'
        'Get-WsOperation'
        'Get-WsPool'
        'Get-WsPoolDesktop'
        'Get-WsUserSession'
        'Install-WsAgent'
        'Invoke-WsDesktopRebuild'
        'Invoke-WsPoolRebuild'
        'Invoke-WsRestMethod'
        'New-WsDesktopImage'
        'Restart-WsDesktop'
        'Send-WsNotification'
        'Set-WsMaintenanceMode'
        'Start-WsDesktop'
        'Stop-WsDesktop'
        'Stop-WsUserSession'
        'Suspend-WsDesktop'
        'Test-WsSysprep'
        'Wait-WsJob'
    )
    PrivateData            = @{
        PSData = @{
            Tags         = @('HuaweiCloud', 'Workspace', 'VDI', 'CloudDesktop', 'GoldenImage', 'PSEdition_Desktop', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS')
            LicenseUri   = 'https://opensource.org/license/mit'
            ReleaseNotes = 'See CHANGELOG.md in the module folder.'
        }
    }
}
