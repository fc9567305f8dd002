# Pipes objects through a cmdlet that asks nobody for them, and through one that does nothing; the objects' own loop is taken off.
. (Join-Path $PSScriptRoot 'Figures.ps1')
Import-Module $env:BENCHMARK_MODULE
Import-Module $env:BENCHMARK_PLAIN
$null = Connect-WsService -Emulator
$count = 100000
$job = [Workspace.Jobs.Job]::NotNeeded('rebuildDesktopPool', 'nothing to do')
$jobs = [object[]]::new($count)
[array]::Fill($jobs, $job)
$watch = [System.Diagnostics.Stopwatch]::new()

function Measure-Pipe {
    param([scriptblock] $Pipe)

    $watch.Restart()
    & $Pipe
    $watch.Elapsed.TotalMicroseconds / $count
}

$ours = { $null = $jobs | Wait-WsJob }
$plain = { $null = $jobs | Wait-Plain }
& $ours
& $plain
$rounds = foreach ($i in 1..5) { [pscustomobject] @{ Ours = Measure-Pipe $ours; Plain = Measure-Pipe $plain } }
$median = { param($name) ($rounds.$name | Sort-Object)[2] }
Write-Figure @{ ours = & $median 'Ours'; plain = & $median 'Plain' }
