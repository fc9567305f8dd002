<#
.SYNOPSIS
    Makes a golden image of a template desktop and rolls it out over desktop pools.

.DESCRIPTION
    Checks that Sysprep can run on the template, sees that the monitoring agent is on it, captures it as an image, rebuilds
    the pools with that image, and shows which desktops follow it. Any step that goes wrong ends the script with an error.

    Run Connect-WsService first. The script asks nothing: users of the pools get the warning and the delay.

.EXAMPLE
    Connect-WsService -Emulator
    ./GoldenImage.ps1 -ImageName win11-2026-11

    Tries it out on desktops in memory.
#>
#Requires -Modules Workspace
[CmdletBinding()]
param(
    # The name of the new image.
    [Parameter(Mandatory)]
    [string] $ImageName,

    # The desktop that the image is made of.
    [string] $TemplateName = 'tmpl-01',

    # The pools that get the image.
    [string] $PoolName = 'sales-*',

    # What users who are logged on are told.
    [string] $Message = 'This desktop gets a new image. Please save your work.',

    # How long they have for that, in minutes.
    [int] $DelayMinutes = 15
)

$ErrorActionPreference = 'Stop'

$desktops = @(Get-WsDesktop)
$pools = @(Get-WsPool -Name $PoolName)
$template = Get-WsDesktop -Name $TemplateName
"Desktops   $($desktops.Count) in the project; template $($template.Name) is $($template.Status)"

$sysprep = $template | Test-WsSysprep -IncludeImageSupport
if (-not $sysprep.Ready) { throw "Sysprep cannot run on $($template.Name)." }
"Sysprep    $($template.Name) is ready: version $($sysprep.SysprepVersion), images are supported"

if (-not ($template | Get-WsAgent).IsInstalled) { $null = $template | Install-WsAgent -Wait }
if (-not ($template | Get-WsAgent).IsInstalled) { throw "The agent is not on $($template.Name)." }
"Agent      is on $($template.Name)"

$capture = $template | New-WsDesktopImage -ImageName $ImageName -Wait -Confirm:$false
$image = Get-WsImage -ImageId $capture.ImageId
"Image      $($image.Name) was made of $($template.Name), $($image.OSType), $($image.Type)"

$rebuild = @{ ImageId = $image.ImageId; Message = $Message; DelayMinutes = $DelayMinutes; Wait = $true; Confirm = $false }
$jobs = @($pools | Invoke-WsPoolRebuild @rebuild)
foreach ($pool in $pools) {
    $job = $jobs | Where-Object PoolId -EQ $pool.PoolId
    if ($job.Status -ne 'Succeeded') { throw "The rebuild of $($pool.Name) came to: $($job.Status)." }
    "Rebuild    $($pool.Name): $($job.Status), $($job.SubJobs.Count) desktops"
}

foreach ($pool in $pools) {
    $all = @($pool | Get-WsPoolDesktop)
    $behind = @($pool | Get-WsPoolDesktop -Inconsistent Image)
    $follow = @($all | Where-Object ImageId -EQ $image.ImageId)
    if ($behind.Count -gt 0 -or $follow.Count -ne $all.Count) { throw "$($pool.Name): $($behind.Count) desktops do not follow." }
    "Check      $($pool.Name): $($follow.Count) of $($all.Count) desktops follow $($image.Name)"
}
