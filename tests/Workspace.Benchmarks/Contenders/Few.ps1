# Takes only the beginning of the list.
param([int] $First, [switch] $Cut)

. (Join-Path $PSScriptRoot 'Figures.ps1')
Import-Module $env:BENCHMARK_MODULE
Connect-Fleet
$few = if ($Cut) { Get-WsDesktop | Select-Object -First $First } else { Get-WsDesktop -First $First }
Write-Figure @{ count = @($few).Count }
