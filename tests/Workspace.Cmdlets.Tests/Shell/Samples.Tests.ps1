BeforeDiscovery {
    $samples = Get-ChildItem (Join-Path (Get-Module Workspace).ModuleBase 'examples') -Filter *.ps1 | Where-Object Name -NotLike '*.Tests.ps1' | ForEach-Object { @{ Name = $_.Name; Path = $_.FullName } }
}

BeforeAll {
    . $PSScriptRoot/../Support/Wire.ps1

    $examples = Join-Path $module.ModuleBase 'examples'

    # A module of stand-ins for commands that this machine does not have.
    function Add-StandIn {
        [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'A test helper.')]
        param([string] $Name, [string] $Body)

        $folder = Join-Path $TestDrive "modules/$Name"
        $null = New-Item $folder -ItemType Directory -Force
        Set-Content (Join-Path $folder "$Name.psm1") $Body
        Import-Module $folder -Global
    }

    # What makes the region "emulator" that of a server, for a PowerShell of its own too.
    function Get-Address {
        param($Server)

        @{ HUAWEICLOUD_SDK_REGION_WORKSPACE_EMULATOR = "$($Server.Endpoint)"; HUAWEICLOUD_SDK_IAM_ENDPOINT = "$($Server.Endpoint)" }
    }
}

Describe 'The sample <Name>' -ForEach $samples {
    It 'can be read, and says what it does and how it is used' {
        $errors = $tokens = $null
        $syntax = [System.Management.Automation.Language.Parser]::ParseFile($Path, [ref] $tokens, [ref] $errors)

        $errors | Should -BeNullOrEmpty
        $help = $syntax.GetHelpContent()
        $help.Synopsis.Trim() | Should -Not -BeNullOrEmpty
        $help.Description.Trim() | Should -Not -BeNullOrEmpty
        $help.Examples.Count | Should -BeGreaterThan 0
        $commented = $tokens | Where-Object Kind -EQ Comment | ForEach-Object { $_.Extent.EndLineNumber + 1 }
        $syntax.ParamBlock.Parameters | Where-Object { $_.Extent.StartLineNumber -notin $commented } | ForEach-Object { "$($_.Name)" } | Should -BeNullOrEmpty
    }

    It 'uses only commands and parameters that there are' {
        $syntax = [System.Management.Automation.Language.Parser]::ParseFile($Path, [ref] $null, [ref] $null)
        $calls = $syntax.FindAll({ param($node) $node -is [System.Management.Automation.Language.CommandAst] -and $node.GetCommandName() -like '*-Ws*' }, $true)

        $calls.Count | Should -BeGreaterThan 0
        foreach ($call in $calls) {
            $command = Get-Command $call.GetCommandName() -Module Workspace -ErrorAction Stop
            $call.CommandElements | Where-Object { $_ -is [System.Management.Automation.Language.CommandParameterAst] } | ForEach-Object {
                $command.ResolveParameter($_.ParameterName) | Should -Not -BeNullOrEmpty
            }
        }
    }
}

Describe 'A key from a vault (SecretManagement.ps1)' {
    BeforeAll {
        # A vault in memory, with the commands and parameters of SecretManagement that the sample uses.
        Add-StandIn Microsoft.PowerShell.SecretManagement @'
            $vaults = @{}
            function Set-Secret { [CmdletBinding()] param([Parameter(Mandatory)] [string] $Name, [Parameter(Mandatory)] [object] $Secret, [string] $Vault = 'default') $vaults["$Vault/$Name"] = $Secret }
            function Get-Secret { [CmdletBinding()] param([Parameter(Mandatory)] [string] $Name, [string] $Vault = 'default') if ($vaults.ContainsKey("$Vault/$Name")) { $vaults["$Vault/$Name"] } else { throw "The secret $Name was not found." } }
'@
    }

    BeforeEach {
        $server = Start-Wire
        (Get-Address $server).GetEnumerator() | ForEach-Object { Set-Item "Env:$($_.Key)" $_.Value }
        $key = [pscredential]::new($server.Tenant.AccessKey, (ConvertTo-Secret $server.Tenant.SecretKey))
    }

    AfterEach {
        (Get-Address $server).Keys | ForEach-Object { Remove-Item "Env:$_" }
        Disconnect-WsService
        $server.Dispose()
    }

    AfterAll {
        Remove-Module Microsoft.PowerShell.SecretManagement
    }

    It 'is saved once, and connects from then on, from the vault that is named' {
        Mock Get-Credential { $key }
        & $examples/SecretManagement.ps1 -Save -Vault operations -Name nightly | Should -BeNullOrEmpty
        $connection = & $examples/SecretManagement.ps1 -Region emulator -Vault operations -Name nightly

        Should -Invoke Get-Credential -Times 1 -Exactly
        $connection.Identity | Should -Be "access key $($server.Tenant.AccessKey)"
        $connection.ProjectId | Should -Be $server.Tenant.ProjectId
        (Get-WsConnection).Status | Should -Be 'Connected'
    }

    It 'that is not there is an error, and nothing is connected' {
        { & $examples/SecretManagement.ps1 -Region emulator -Name unknown } | Should -Throw '*unknown was not found*'
        Set-Secret -Name text -Secret 'a text'
        { & $examples/SecretManagement.ps1 -Region emulator -Name text } | Should -Throw "*'text' is no credential*"

        $server.Requests.Count | Should -Be 0
    }
}

Describe 'A task of Windows (ScheduledTask.ps1)' {
    BeforeEach {
        $server = Start-Wire
        $folder = Join-Path $TestDrive ([guid]::NewGuid())
        $null = New-Item $folder -ItemType Directory
        $key = [pscredential]::new($server.Tenant.AccessKey, (ConvertTo-Secret $server.Tenant.SecretKey))
    }

    AfterEach {
        $server.Dispose()
    }

    It 'is registered with a line that asks nobody, and the key is saved for its account' {
        Add-StandIn ScheduledTasks @'
            function New-ScheduledTaskAction { [CmdletBinding()] param([string] $Execute, [string] $Argument) [pscustomobject] $PSBoundParameters }
            function New-ScheduledTaskTrigger { [CmdletBinding()] param([switch] $Daily, [datetime] $At) [pscustomobject] $PSBoundParameters }
            function New-ScheduledTaskSettingsSet { [CmdletBinding()] param([string] $MultipleInstances, [timespan] $ExecutionTimeLimit) [pscustomobject] $PSBoundParameters }
            function Register-ScheduledTask { [CmdletBinding()] param([string] $TaskName, [string] $Description, [object] $Action, [object] $Trigger, [object] $Settings) [pscustomobject] $PSBoundParameters }
'@
        Mock Get-Credential { $key }
        $task = & $examples/ScheduledTask.ps1 -Register -Region emulator -PoolName 'sales-*' -At 04:30 -Folder $folder
        Remove-Module ScheduledTasks

        $task.Action.Execute | Should -Be (Get-Process -Id $PID).Path
        $task.Action.Argument | Should -Be "-NoProfile -NonInteractive -File `"$(Join-Path $examples ScheduledTask.ps1)`" -Region `"emulator`" -PoolName `"sales-*`" -Folder `"$folder`""
        $task.Trigger.At.TimeOfDay | Should -Be '04:30:00'
        (Import-Clixml (Join-Path $folder key.clixml)).UserName | Should -Be $key.UserName
        Join-Path $folder key.clixml | Should -Not -FileContentMatch ([regex]::Escape($server.Tenant.SecretKey))
    }

    It 'rebuilds the pools, and its exit code and transcript tell how it went: <Name>' -ForEach @(
        @{ Name = 'well'; Fails = 0; Pools = 'sales-*'; ExitCode = 0 }
        @{ Name = 'with a failed job'; Fails = 1; Pools = 'sales-*'; ExitCode = 1 }
        @{ Name = 'with a pool that is not there'; Fails = 0; Pools = 'unknown'; ExitCode = 1 }
    ) {
        $server.Dispose()
        $server = Start-Wire -Options @{ FailureRate = $Fails }
        [pscredential]::new($server.Tenant.AccessKey, (ConvertTo-Secret $server.Tenant.SecretKey)) | Export-Clixml (Join-Path $folder key.clixml)
        $said = Invoke-NonInteractive -Environment (Get-Address $server) -Command "& '$examples/ScheduledTask.ps1' -Region emulator -PoolName '$Pools' -Folder '$folder'; `"exit code `$LASTEXITCODE`""
        $written = Get-Content (Join-Path $folder 'rebuild-*.txt') -Raw

        $said | Should -BeLike "*exit code $ExitCode*"
        $written | Should -Match $(if ($ExitCode) { 'Failed|There is no pool' } else { 'Succeeded' })
        $server.Find('POST', '/rebuild$').Count | Should -Be $(if ($Pools -eq 'unknown') { 0 } else { 2 })
        "$said $written".Contains($server.Tenant.SecretKey) | Should -BeFalse
    }
}

Describe 'A worker (AutomationWorker.ps1)' {
    AfterEach {
        Disconnect-WsService
    }

    It 'tells of each pool who is behind, and ends with an error' {
        $null = Connect-WsService -Emulator
        $pool = Get-WsPool -Name sales-01
        $null = $pool | Get-WsPoolDesktop | Select-Object -First 2 | Invoke-WsPoolRebuild -PoolId $pool.PoolId -ImageId (Get-WsImage -Name win11-2026-01).ImageId -Wait -Confirm:$false
        $behind = @(Get-WsPool | Get-WsPoolDesktop -Inconsistent Image)
        $said = [System.Collections.Generic.List[object]]::new()
        $failure = Get-TerminatingError { & $examples/AutomationWorker.ps1 -Connected | ForEach-Object { $said.Add(($_ | ConvertFrom-Json)) } }

        $said.pool | Should -Be (Get-WsPool).Name
        ($said | Where-Object pool -EQ sales-01).behind | Should -Be ($behind | Where-Object PoolId -EQ $pool.PoolId).Name
        $said.behind | Should -Be $behind.Name
        $failure | Should -BeLike "$($behind.Count) desktops do not follow*"
    }

    It 'takes the key of the automation service, and leaves no connection behind' {
        $server = Start-Wire
        (Get-Address $server).GetEnumerator() | ForEach-Object { Set-Item "Env:$($_.Key)" $_.Value }
        Add-StandIn Orchestrator 'function Get-AutomationPSCredential { [CmdletBinding()] param([string] $Name) $script:keys[$Name] }'
        & (Get-Module Orchestrator) { $script:keys = $args[0] } @{ reader = [pscredential]::new($server.Tenant.AccessKey, (ConvertTo-Secret $server.Tenant.SecretKey)) }
        try {
            $said = [System.Collections.Generic.List[object]]::new()
            $failure = Get-TerminatingError { & $examples/AutomationWorker.ps1 -Region emulator -KeyName reader | ForEach-Object { $said.Add($_) } }
        }
        finally {
            Remove-Module Orchestrator
            (Get-Address $server).Keys | ForEach-Object { Remove-Item "Env:$_" }
            $server.Dispose()
        }

        $failure | Should -BeLike '* do not follow the image of their pool.'
        $said.Count | Should -Be $server.Tenant.Pools.Count
        $server.Writes.Count | Should -Be 0
        Get-WsConnection | Should -BeNullOrEmpty
    }
}
