# Pipes all desktops, which were read before, to each cmdlet that takes them.
param([string] $Cmdlet)

. (Join-Path $PSScriptRoot 'Figures.ps1')
Import-Module $env:BENCHMARK_MODULE
Connect-Fleet
$ConfirmPreference = 'None'
$ProgressPreference = $WarningPreference = 'SilentlyContinue'
$desktops = Get-WsDesktop
$parameters = switch ($Cmdlet) {
    'Send-WsNotification' { @{ Message = 'Save your work' } }
    'Set-WsMaintenanceMode' { @{ State = 'On' } }
    'Stop-WsDesktop' { @{ Force = $true } }
    'Invoke-WsDesktopRebuild' { @{ ImageId = (Get-WsImage -Name win11-2026-01).ImageId } }
    'Invoke-WsPoolRebuild' { @{ ImageId = (Get-WsImage -Name win11-2026-01).ImageId } }
    default { @{} }
}
if ($Cmdlet -eq 'Invoke-WsPoolRebuild') {
    $desktops = Get-WsPool | Get-WsPoolDesktop
}

$watch = [System.Diagnostics.Stopwatch]::StartNew()
$written = $desktops | & $Cmdlet @parameters
Write-Figure @{ count = @($written).Count; wall = $watch.Elapsed.TotalMilliseconds }
