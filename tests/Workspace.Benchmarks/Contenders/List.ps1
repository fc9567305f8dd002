# Lists all desktops.
. (Join-Path $PSScriptRoot 'Figures.ps1')
Import-Module $env:BENCHMARK_MODULE
Connect-Fleet
$watch = [System.Diagnostics.Stopwatch]::StartNew()
$count = (Get-WsDesktop | Measure-Object).Count
Write-Figure @{ count = $count; wall = $watch.Elapsed.TotalMilliseconds }
