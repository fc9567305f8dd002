# Imports a module, before anything else of this process: what PowerShell itself loads for its first import belongs to a cold one.
param([string] $Path)

$watch = [System.Diagnostics.Stopwatch]::StartNew()
Import-Module $Path
$wall = $watch.Elapsed.TotalMilliseconds
. (Join-Path $PSScriptRoot 'Figures.ps1')
Write-Figure @{ wall = $wall }
