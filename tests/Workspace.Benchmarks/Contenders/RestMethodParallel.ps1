# The same by hand with four pages at a time.
. (Join-Path $PSScriptRoot 'Figures.ps1')
$list = "$($env:BENCHMARK_ENDPOINT)v2/$($env:BENCHMARK_PROJECT)/desktops/detail"
$headers = @{ 'X-Auth-Token' = $env:BENCHMARK_TOKEN }
$watch = [System.Diagnostics.Stopwatch]::StartNew()
$count = (& {
        $total = (Invoke-RestMethod "${list}?offset=0&limit=1" -Headers $headers).total_count
        0..[math]::Floor(($total - 1) / 500) | ForEach-Object -ThrottleLimit 4 -Parallel {
            (Invoke-RestMethod "$($using:list)?offset=$($_ * 500)&limit=500" -Headers $using:headers).desktops
        }
    } | Measure-Object).Count
Write-Figure @{ count = $count; wall = $watch.Elapsed.TotalMilliseconds }
