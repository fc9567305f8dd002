# Imports a module.
param([string] $Path)

. (Join-Path $PSScriptRoot 'Figures.ps1')
$watch = [System.Diagnostics.Stopwatch]::StartNew()
Import-Module $Path
Write-Figure @{ wall = $watch.Elapsed.TotalMilliseconds }
