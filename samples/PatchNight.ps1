<#
.SYNOPSIS
    Rolls an image out over desktop pools in a night, and tells a webhook how it went.

.DESCRIPTION
    The canaries go first. When a pool fails, no further one is begun. Desktops that did not follow are tried once more.
    Run again, it goes on where it stood: pools that are done are skipped. It ends with an error where something is left to do.

    Run Connect-WsService first. The script asks nothing: users of the pools get the warning and the delay.
    PatchNight.Tests.ps1 beside it tests it against a service in memory.

.EXAMPLE
    Connect-WsService -Emulator
    ./PatchNight.ps1 -ImageName win11-2026-01 -Canary sales-01

    Tries it out on desktops in memory.

.OUTPUTS
    One object: how many pools are done, failed and not begun, and which desktops did not follow.
#>
#Requires -Modules Workspace
[CmdletBinding()]
param(
    # The name of the image.
    [Parameter(Mandatory)]
    [string] $ImageName,

    # The pools that get it.
    [string] $PoolName = 'sales-*',

    # The pools that go first.
    [string[]] $Canary,

    # How many pools are worked on at a time.
    [int] $ThrottleLimit = 5,

    # How long users have to save their work, in minutes.
    [int] $DelayMinutes = 15,

    # Where to post the outcome as JSON, for example the address of a chat's webhook. It may hold a secret, so it is shown nowhere.
    [uri] $WebhookUri,

    # Where to write a report of the fleet afterwards.
    [string] $ReportPath
)

$ErrorActionPreference = 'Stop'

$image = Get-WsImage -Name $ImageName
$pools = @(Get-WsPool -Name $PoolName)
$rollout = @{
    ImageId       = $image.ImageId
    Message       = "This desktop gets image $ImageName. Please save your work."
    DelayMinutes  = $DelayMinutes
    ThrottleLimit = $ThrottleLimit
    Wait          = $true
    Confirm       = $false
    ErrorAction   = 'SilentlyContinue'
    ErrorVariable = 'failures'
}
if ($Canary) { $rollout.Canary = $Canary }
$jobs = @($pools | Invoke-WsPoolRebuild @rollout)

$notBegun = @($failures | Where-Object FullyQualifiedErrorId -Like 'NotStarted,*' | ForEach-Object TargetObject)
$stragglers = @($pools | Where-Object PoolId -NotIn $notBegun | Get-WsPoolDesktop -Inconsistent Image)
if ($stragglers) {
    Write-Verbose "$($stragglers.Count) desktops did not follow; they are tried once more."
    $null = $stragglers | Invoke-WsPoolRebuild -DelayMinutes $DelayMinutes -Wait -Confirm:$false -ErrorAction SilentlyContinue
    $stragglers = @($pools | Where-Object PoolId -NotIn $notBegun | Get-WsPoolDesktop -Inconsistent Image)
}

$undone = @($stragglers.PoolId) + $notBegun
$outcome = [pscustomobject]@{
    Image      = $ImageName
    Pools      = $pools.Count
    Done       = @($pools | Where-Object { $_.PoolId -in $jobs.PoolId -and $_.PoolId -notin $undone }).Count
    NotBegun   = @($pools | Where-Object PoolId -In $notBegun | ForEach-Object Name)
    Stragglers = @($stragglers | ForEach-Object Name)
    Errors     = @($failures | Where-Object FullyQualifiedErrorId -NotLike 'NotStarted,*' | ForEach-Object { "$_" })
}
$isDone = $outcome.Done -eq $outcome.Pools

if ($ReportPath) {
    $null = Export-WsFleetReport -Path $ReportPath -Title "Patch night: $ImageName"
}

if ($WebhookUri) {
    $head = if ($isDone) { "Patch night: all $($outcome.Pools) pools have $ImageName." } else { "Patch night: $($outcome.Done) of $($outcome.Pools) pools have $ImageName." }
    $body = @{ text = $head; outcome = $outcome } | ConvertTo-Json -Depth 4
    try {
        $null = Invoke-RestMethod -Uri $WebhookUri -Method Post -Body $body -ContentType 'application/json; charset=utf-8' -TimeoutSec 30
    }
    catch {
        # Who hears nothing must not take it for a bad night, or a good one.
        Write-Warning "The webhook could not be told: $($_.Exception.GetType().Name)."
    }
}

$outcome
if (-not $isDone) { throw "Patch night: $($outcome.Done) of $($outcome.Pools) pools have $ImageName. Mend what Errors names, and run it again." }
