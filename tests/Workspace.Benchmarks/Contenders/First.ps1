# The first list after the import, connection and list timed apart.
. (Join-Path $PSScriptRoot 'Figures.ps1')
Import-Module $env:BENCHMARK_MODULE
$watch = [System.Diagnostics.Stopwatch]::StartNew()
Connect-Fleet
$connected = $watch.Elapsed.TotalMilliseconds
$desktops = Get-WsDesktop
Write-Figure @{ count = $desktops.Count; connect = $connected; list = $watch.Elapsed.TotalMilliseconds - $connected }
