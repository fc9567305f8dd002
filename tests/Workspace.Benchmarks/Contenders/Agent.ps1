# Installs the agent on all desktops and waits for the jobs, at a fixed interval. The number of polls is told by the jobs' time.
. (Join-Path $PSScriptRoot 'Figures.ps1')
Import-Module $env:BENCHMARK_MODULE
Connect-Fleet
$desktops = Get-WsDesktop
$watch = [System.Diagnostics.Stopwatch]::StartNew()
$jobs = $desktops | Install-WsAgent
$install = $watch.Elapsed.TotalMilliseconds
$ended = $jobs | Wait-WsJob -PollSec 2
Write-Figure @{ count = $jobs.Count; ended = @($ended | Where-Object Status -EQ Succeeded).Count; install = $install; wait = $watch.Elapsed.TotalMilliseconds - $install }
