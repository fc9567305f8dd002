# Asks for all desktops, which were read before.
. (Join-Path $PSScriptRoot 'Figures.ps1')
Import-Module $env:BENCHMARK_MODULE
Connect-Fleet
$desktops = Get-WsDesktop
$null = $desktops[0..1] | Test-WsSysprep
$watch = [System.Diagnostics.Stopwatch]::StartNew()
$infos = $desktops | Test-WsSysprep
Write-Figure @{ count = $infos.Count; wall = $watch.Elapsed.TotalMilliseconds }
