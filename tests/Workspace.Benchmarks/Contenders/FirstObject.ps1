# When the first page is here, and when the first object of it is: once before anything is compiled, then warm.
. (Join-Path $PSScriptRoot 'Figures.ps1')
Import-Module $env:BENCHMARK_MODULE
Connect-Fleet

$http = [System.Net.Http.HttpClient]::new()
$http.DefaultRequestHeaders.Add('X-Auth-Token', $env:BENCHMARK_TOKEN)
$page = [uri] "$($env:BENCHMARK_ENDPOINT)v2/$($env:BENCHMARK_PROJECT)/desktops/detail?offset=0&limit=500"
$watch = [System.Diagnostics.Stopwatch]::new()

function Measure-Arrival {
    $watch.Restart()
    $null = $http.GetByteArrayAsync($page).GetAwaiter().GetResult()
    $watch.Elapsed.TotalMilliseconds
}

function Measure-First {
    $watch.Restart()
    Get-WsDesktop | ForEach-Object { $watch.Elapsed.TotalMilliseconds } | Select-Object -First 1
}

$null = Measure-Arrival
$coldArrival = Measure-Arrival
$cold = Measure-First
$warm = foreach ($i in 1..9) { (Measure-First) - (Measure-Arrival) }
Write-Figure @{ arrival = $coldArrival; cold = $cold - $coldArrival; warm = ($warm | Sort-Object)[4] }
