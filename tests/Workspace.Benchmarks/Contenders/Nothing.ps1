# Only starts.
. (Join-Path $PSScriptRoot 'Figures.ps1')
Write-Figure
