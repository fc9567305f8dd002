<#
.SYNOPSIS
    Runs one Pester file over the staged module, as a user imports it.

.DESCRIPTION
    The xUnit project starts it once per *.Tests.ps1 file. By hand: pwsh -NoProfile -File Support/Run.ps1 Desktops/Get-WsDesktop.Tests.ps1

    In Windows PowerShell it runs what is tagged Desktop: what needs neither the server behind a socket nor another PowerShell, which both are
    of PowerShell 7. A file without such tests is passed over, and says so.

.OUTPUTS
    What Pester prints. The exit code is 0 only when at least one test ran and nothing failed.
#>
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSAvoidUsingWriteHost', '', Justification = 'What it prints is for people.')]
[CmdletBinding()]
param(
    # The Pester file.
    [Parameter(Mandatory, Position = 0)]
    [string] $Path,

    # The manifest of the module to test; the one that the repository's build laid out last by default.
    [string] $Manifest,

    # Where to write the counts as JSON.
    [string] $Result
)

$ErrorActionPreference = 'Stop'
if (-not $Manifest) {
    $out = Join-Path $PSScriptRoot '../../../out/Workspace'
    $Manifest = Get-ChildItem $out -Filter Workspace.psd1 -Recurse | Sort-Object LastWriteTime | Select-Object -Last 1 -ExpandProperty FullName
}

if ($PSEdition -ne 'Core' -and -not (Select-String 'Describe .*-Tag Desktop' -Path $Path -Quiet)) {
    Write-Host "$Path needs PowerShell 7, and is passed over in Windows PowerShell."
    exit 0
}

# No test asks the metadata service of the machine it runs on: nothing answers at this port.
$env:WORKSPACE_METADATA_ENDPOINT = 'http://127.0.0.1:9'

# The session is set up before the module, so that nothing of another version is in it.
Import-Module Pester -MinimumVersion 5.0
Import-Module $Manifest

$configuration = New-PesterConfiguration
$configuration.Run.Path = $Path
$configuration.Run.PassThru = $true
if ($PSEdition -ne 'Core') {
    $configuration.Filter.Tag = 'Desktop'
}

$configuration.Output.Verbosity = 'Detailed'
$configuration.Output.RenderMode = 'Plaintext'
$configuration.TestResult.Enabled = $false

# As at a prompt: an error that does not end a command must not end it in the tests either.
$ErrorActionPreference = 'Continue'
$run = Invoke-Pester -Configuration $configuration
$ErrorActionPreference = 'Stop'

# A block or file that broke is a failure too, though no test of it may count as failed.
$broken = $run.FailedBlocksCount + $run.FailedContainersCount
$failed = if ($run.FailedCount -gt 0) { $run.FailedCount } else { $broken }
$skipped = $run.SkippedCount + $run.NotRunCount
if ($run.PassedCount + $failed -eq 0) {
    Write-Host "No test of $Path was run."
    $failed = 1
}

if ($Result) {
    $null = New-Item (Split-Path $Result) -ItemType Directory -Force
    [ordered]@{ passed = $run.PassedCount; failed = $failed; skipped = $skipped } | ConvertTo-Json | Set-Content $Result
}

exit [int]($failed -gt 0)
