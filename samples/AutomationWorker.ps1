<#
.SYNOPSIS
    A runbook for a worker of an automation service or a build agent: which desktops do not follow their pool's image?

.DESCRIPTION
    Takes the identity from where the worker has it: from a credential of the automation service where -KeyName names one,
    else from the environment, a file of the worker's account, or the metadata service of the cloud server that the worker is
    (Get-Help about_Workspace_Authentication). It only reads, so a key with few rights is enough
    (docs/permissions.md in the repository).

    Writes one line of JSON for each pool, for the next step to read, and ends with an error where a pool is behind.

.EXAMPLE
    ./AutomationWorker.ps1 -Region ap-southeast-3 -KeyName workspace-reader

    In Azure Automation: the credential's user name is the access key, its password the secret key.

.EXAMPLE
    $env:HUAWEICLOUD_SDK_AK, $env:HUAWEICLOUD_SDK_SK = $masked.AccessKey, $masked.SecretKey
    ./AutomationWorker.ps1 -Region ap-southeast-3

    On a build agent, with variables that the build service masks.

.EXAMPLE
    Connect-WsService -Emulator
    ./AutomationWorker.ps1 -Connected

    Tries it out on desktops in memory.
#>
#Requires -Modules Workspace
[CmdletBinding(DefaultParameterSetName = 'Environment')]
param(
    # The region; HW_REGION_NAME says it where it is not given.
    [Parameter(ParameterSetName = 'Environment')]
    [Parameter(ParameterSetName = 'Credential')]
    [string] $Region,

    # The name of the credential of the automation service that holds the key.
    [Parameter(Mandatory, ParameterSetName = 'Credential')]
    [string] $KeyName,

    # Uses the connection that is there already.
    [Parameter(Mandatory, ParameterSetName = 'Connected')]
    [switch] $Connected
)

# A worker shows what is written to the output. Progress bars only slow it down, and an error must end the runbook.
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'

if (-not $Connected) {
    $connect = @{}
    if ($Region) { $connect.Region = $Region }
    if ($KeyName) {
        $key = Get-AutomationPSCredential -Name $KeyName
        $connect.AccessKey = $key.UserName
        $connect.SecretKey = $key.Password
    }

    $null = Connect-WsService @connect
}

try {
    $behind = 0
    foreach ($pool in Get-WsPool) {
        $desktops = @($pool | Get-WsPoolDesktop -Inconsistent Image)
        $behind += $desktops.Count
        [ordered]@{ pool = $pool.Name; desktops = $pool.DesktopCount; behind = @($desktops | ForEach-Object Name) } | ConvertTo-Json -Compress
    }
}
finally {
    # The worker goes on living with other runbooks: the key should not.
    if (-not $Connected) { Disconnect-WsService }
}

if ($behind -gt 0) { throw "$behind desktops do not follow the image of their pool." }
