<#
.SYNOPSIS
    Registers a task of Windows that rebuilds pools with their own image every night, or does that work.

.DESCRIPTION
    With -Register it saves an access key for the account that runs the task, and registers the task. Without, it is what the task
    runs: it connects with that key, rebuilds the pools, and ends with exit code 1 where anything went wrong, so that the task's
    last result tells. What it did goes to a transcript next to the key.

    The key lies in a file that Windows encrypts for one account on one machine (Export-Clixml of a credential). Register the task
    as that account: a key that another account saved cannot be read.

.EXAMPLE
    ./ScheduledTask.ps1 -Register -Region ap-southeast-3 -PoolName 'training-*' -At 03:00

    Run it in a PowerShell of the account that is to run the task.

.EXAMPLE
    ./ScheduledTask.ps1 -Region ap-southeast-3 -PoolName 'training-*'

    Does by hand what the task does.
#>
#Requires -Modules Workspace
[CmdletBinding(DefaultParameterSetName = 'Run')]
param(
    # Registers the task instead of doing its work.
    [Parameter(Mandatory, ParameterSetName = 'Register')]
    [switch] $Register,

    # When it runs every day.
    [Parameter(ParameterSetName = 'Register')]
    [datetime] $At = '03:00',

    # The region of the pools.
    [Parameter(Mandatory)]
    [string] $Region,

    # The pools that are set back, by name with wildcards.
    [Parameter(Mandatory)]
    [string] $PoolName,

    # The folder for the key and the transcripts. Only the task's account should be able to read it.
    [string] $Folder = (Join-Path ([Environment]::GetFolderPath('LocalApplicationData')) 'Workspace')
)

$ErrorActionPreference = 'Stop'
$keyFile = Join-Path $Folder 'key.clixml'

if ($Register) {
    $null = New-Item $Folder -ItemType Directory -Force
    Get-Credential -Message 'The access key (AK) as user name, the secret key (SK) as password' | Export-Clixml $keyFile

    # -NonInteractive: where somebody would have to be asked, the task ends with an error instead of waiting for ever.
    $program = (Get-Process -Id $PID).Path
    $line = "-NoProfile -NonInteractive -File `"$PSCommandPath`" -Region `"$Region`" -PoolName `"$PoolName`" -Folder `"$Folder`""
    $task = @{
        TaskName    = 'Workspace rebuild'
        Description = "Rebuilds the desktop pools $PoolName with their own image."
        Action      = New-ScheduledTaskAction -Execute $program -Argument $line
        Trigger     = New-ScheduledTaskTrigger -Daily -At $At
        Settings    = New-ScheduledTaskSettingsSet -MultipleInstances IgnoreNew -ExecutionTimeLimit (New-TimeSpan -Hours 4)
    }
    Register-ScheduledTask @task
    return
}

$null = Start-Transcript (Join-Path $Folder "rebuild-$(Get-Date -Format 'yyyy-MM-dd-HHmmss').txt")
$failed = @()
try {
    $key = Import-Clixml $keyFile
    $null = Connect-WsService -Region $Region -AccessKey $key.UserName -SecretKey $key.Password

    # -Force: each pool is rebuilt although it has the image already. -Confirm:$false: nobody is there to ask.
    foreach ($image in Get-WsPool -Name $PoolName | Group-Object ImageId) {
        $rebuild = @{ ImageId = $image.Name; Message = 'This desktop is set back in 15 minutes.'; Force = $true; Wait = $true; Confirm = $false }
        $image.Group | Invoke-WsPoolRebuild @rebuild -ErrorAction Continue -ErrorVariable +failed
    }
}
catch {
    $failed += $_
    Write-Error $_ -ErrorAction Continue
}
finally {
    Disconnect-WsService
    $null = Stop-Transcript
}

exit [int]($failed.Count -gt 0)
