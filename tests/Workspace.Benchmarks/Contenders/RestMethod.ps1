# Lists all desktops as it is done by hand: Invoke-RestMethod makes objects of the JSON as ConvertFrom-Json does.
. (Join-Path $PSScriptRoot 'Figures.ps1')
$list = "$($env:BENCHMARK_ENDPOINT)v2/$($env:BENCHMARK_PROJECT)/desktops/detail"
$watch = [System.Diagnostics.Stopwatch]::StartNew()
$count = (& {
        $offset = 0
        do {
            $page = Invoke-RestMethod "${list}?offset=$offset&limit=500" -Headers @{ 'X-Auth-Token' = $env:BENCHMARK_TOKEN }
            $page.desktops
            $offset += $page.desktops.Count
        } while ($offset -lt $page.total_count)
    } | Measure-Object).Count
Write-Figure @{ count = $count; wall = $watch.Elapsed.TotalMilliseconds }
