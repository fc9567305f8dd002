# Dot-sourced by the contenders in PowerShell: how they connect, and how they tell their figures.

function Connect-Fleet {
    $key = @{
        Region      = 'emulator'
        ProjectId   = $env:BENCHMARK_PROJECT
        Endpoint    = $env:BENCHMARK_ENDPOINT
        IamEndpoint = $env:BENCHMARK_ENDPOINT
        AccessKey   = $env:BENCHMARK_ACCESSKEY
        SecretKey   = ConvertTo-SecureString $env:BENCHMARK_SECRETKEY -AsPlainText -Force
    }
    $null = Connect-WsService @key
}

# The processor time is all of the process's, from its start.
function Write-Figure {
    param([System.Collections.IDictionary] $Figure = @{})

    $process = [System.Diagnostics.Process]::GetCurrentProcess()
    $all = $Figure + @{ cpu = $process.TotalProcessorTime.TotalMilliseconds; peak = $process.PeakWorkingSet64 }
    'figures ' + (($all.Keys | ForEach-Object { [string]::Format([cultureinfo]::InvariantCulture, '{0}={1}', $_, $all[$_]) }) -join ' ')
}
