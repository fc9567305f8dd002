BeforeDiscovery {
    # What each cmdlet that changes something asks before it does.
    $changes = @(
        @{
            Name   = 'New-WsDesktopImage'
            Line   = 'Get-WsDesktop -Name sales-01-0001 | New-WsDesktopImage -ImageName new-image'
            Action = 'Make image ''new-image'''
            Target = 'desktop ''sales-01-0001'' ({sales-01-0001}), 1 user logged on (goran0002), in project {project} in region emulator: Sysprep runs on it, which takes off what makes it this computer'
        }
        @{
            Name   = 'New-WsDesktopImage -SkipSysprep -ClearData'
            Line   = 'Get-WsDesktop -Name tmpl-01 | New-WsDesktopImage -ImageName new-image -SkipSysprep -ClearData'
            Action = 'Make image ''new-image'''
            Target = 'desktop ''tmpl-01'' ({tmpl-01}), no users logged on, in project {project} in region emulator: user data is deleted'
        }
        @{
            Name   = 'Invoke-WsPoolRebuild of a pool'
            Line   = 'Get-WsPool -Name sales-01 | Invoke-WsPoolRebuild -ImageId $image'
            Action = 'Rebuild with image ''win11-2026-01'' ({image})'
            Target = 'pool ''sales-01'' ({pool}) with 8 desktops (sales-01-0001, sales-01-0002, sales-01-0003, sales-01-0004, sales-01-0005 and 3 more), 1 user logged on (goran0002), 2 sessions disconnected (bruno0005, julia0008), in project {project} in region emulator: their system disks are made anew, and what is on them is lost; changes the pool''s image from ''Workspace-Windows11-24H2'' ({old}) to ''win11-2026-01'' ({image})'
        }
        @{
            Name   = 'Invoke-WsPoolRebuild of desktops'
            Line   = 'Get-WsPool -Name sales-01 | Get-WsPoolDesktop | Where-Object Name -Match ''000[14]$'' | Invoke-WsPoolRebuild -ImageId $image'
            Action = 'Rebuild with image ''win11-2026-01'' ({image})'
            Target = '2 desktops of pool ''sales-01'' ({pool}) (sales-01-0001, sales-01-0004), 1 user logged on (goran0002), 1 session disconnected (bruno0005), in project {project} in region emulator: their system disks are made anew, and what is on them is lost; changes the pool''s image from ''Workspace-Windows11-24H2'' ({old}) to ''win11-2026-01'' ({image}); 6 desktops stay on ''Workspace-Windows11-24H2'''
        }
        @{
            Name   = 'Install-WsAgent'
            Line   = 'Get-WsDesktop -Name tmpl-01 | Install-WsAgent'
            Action = 'Install the monitoring agent'
            Target = 'desktop ''tmpl-01'' ({tmpl-01}), no users logged on, in project {project} in region emulator'
        }
        @{
            Name   = 'Invoke-WsDesktopRebuild'
            Line   = 'Get-WsDesktop -Name sales-01-0001 | Invoke-WsDesktopRebuild -ImageId $image'
            Action = 'Rebuild with image ''win11-2026-01'' ({image})'
            Target = 'desktop ''sales-01-0001'' ({sales-01-0001}), 1 user logged on (goran0002), in project {project} in region emulator: their system disks are made anew, and what is on them is lost'
        }
        @{
            Name   = 'Stop-WsDesktop -Force'
            Line   = 'Get-WsDesktop -Name sales-01-0001 | Stop-WsDesktop -Force'
            Action = 'Stop by force'
            Target = 'desktop ''sales-01-0001'' ({sales-01-0001}), 1 user logged on (goran0002), in project {project} in region emulator: the power is cut, and what is not saved is lost'
        }
        @{
            Name   = 'Restart-WsDesktop of a pool'
            Line   = 'Get-WsPool -Name sales-01 | Restart-WsDesktop'
            Action = 'Restart'
            Target = 'pool ''sales-01'' ({pool}) with 8 desktops (sales-01-0001, sales-01-0002, sales-01-0003, sales-01-0004, sales-01-0005 and 3 more), 1 user logged on (goran0002), 2 sessions disconnected (bruno0005, julia0008), in project {project} in region emulator: programs are closed'
        }
        @{
            Name   = 'Stop-WsUserSession'
            Line   = 'Get-WsDesktop -Name sales-01-0001 | Stop-WsUserSession'
            Action = 'Log users off'
            Target = 'desktop ''sales-01-0001'' ({sales-01-0001}), 1 user logged on (goran0002), in project {project} in region emulator: what they have not saved is lost'
        }
    )
}

BeforeAll {
    . $PSScriptRoot/../Support/Wire.ps1

    # Runs a command in a PowerShell of its own whose standard input is what is given, and closed then; gives what it printed.
    function Invoke-WithInput {
        param([string] $Command, [string] $InputText = '', [switch] $NonInteractive)

        $program, $prefix = Get-PowerShellCommand
        $start = [System.Diagnostics.ProcessStartInfo]::new($program)
        foreach ($argument in @($prefix) + @('-NoProfile') + @(if ($NonInteractive) { '-NonInteractive' }) + @('-Command', "Import-Module '$manifest'; `$null = Connect-WsService -Emulator; $Command")) {
            $start.ArgumentList.Add($argument)
        }

        $start.RedirectStandardInput = $start.RedirectStandardOutput = $start.RedirectStandardError = $true
        $process = [System.Diagnostics.Process]::Start($start)
        try {
            $errors = $process.StandardError.ReadToEndAsync()
            $output = $process.StandardOutput.ReadToEndAsync()
            $process.StandardInput.Write($InputText)
            $process.StandardInput.Close()
            $process.WaitForExit(60000) | Should -BeTrue -Because 'nothing may wait for an answer that cannot come'
            # Lines are broken where the window ends.
            ($output.Result + $errors.Result) -replace '\r?\n', ''
        }
        finally {
            if (-not $process.HasExited) {
                $process.Kill($true)
            }

            $process.Dispose()
        }
    }
}

Describe 'What is asked before <Name>' -ForEach $changes {
    It 'names target, place, users and loss, the same with -WhatIf and with -Confirm' {
        $null = Connect-WsService -Emulator
        $image = (Get-WsImage -Name win11-2026-01).ImageId
        $facts = @{
            '{project}'       = (Get-WsConnection).ProjectId
            '{image}'         = $image
            '{old}'           = (Get-WsPool -Name sales-01).ImageId
            '{pool}'          = (Get-WsPool -Name sales-01).PoolId
            '{tmpl-01}'       = (Get-WsDesktop -Name tmpl-01).DesktopId
            '{sales-01-0001}' = (Get-WsDesktop -Name sales-01-0001).DesktopId
        }
        $what, $where = $Action, $Target
        foreach ($fact in $facts.GetEnumerator()) {
            $what, $where = $what.Replace($fact.Key, $fact.Value), $where.Replace($fact.Key, $fact.Value)
        }

        $text = (Get-HostText { Invoke-Expression "$Line -WhatIf" }) -replace '\r?\n', ''
        Disconnect-WsService

        $text | Should -BeLike "*What if: Performing the operation `"$($what)`" on target `"$($where -replace '[\[\]]', '?')`".*"
        $asked = Invoke-WithInput "`$image = '$image'; $Line -Confirm; 'jobs: ' + @(Get-WsJob -WarningAction Ignore).Count" -InputText "n`n"
        $asked.Replace(' ', '') | Should -BeLike "*Performingtheoperation*$($where.Replace(' ', ''))`".*jobs:0*"
    }
}

Describe 'A change that nobody can be asked about' {
    It 'is refused with how to run it, and not made: <Cmdlet>, <How>' -ForEach @(
        foreach ($case in @(
                @{ Cmdlet = 'New-WsDesktopImage'; Line = 'Get-WsDesktop -Name tmpl-01 | New-WsDesktopImage -ImageName new-image'; Target = "desktop 'tmpl-01'" }
                @{ Cmdlet = 'Invoke-WsPoolRebuild'; Line = 'Get-WsPool | Invoke-WsPoolRebuild -ImageId (Get-WsImage -Name win11-2026-01).ImageId'; Target = "pool 'sales-01'" }
                @{ Cmdlet = 'Install-WsAgent'; Line = 'Get-WsDesktop -Name tmpl-01 | Install-WsAgent -Confirm'; Target = "desktop 'tmpl-01'" }
            )) {
            $case + @{ How = 'with -NonInteractive'; NonInteractive = $true }
            # PowerShell's own cmdlets end in a NullReferenceException here.
            $case + @{ How = 'with standard input at its end'; NonInteractive = $false }
        }
    ) {
        $printed = Invoke-WithInput "`$ErrorView = 'NormalView'; $Line; 'id: ' + `$Error[0].FullyQualifiedErrorId; 'do: ' + `$Error[0].ErrorDetails.RecommendedAction; 'jobs: ' + (@(Get-WsJob -WarningAction Ignore).Count + @(Get-WsPool | Get-WsJob).Count)" -NonInteractive:$NonInteractive

        $printed | Should -BeLike "*$Cmdlet asks before it changes $Target*, and nobody can be asked here. Run it with -Confirm:`$false.*"
        $printed | Should -BeLike "*id: WsNoPrompt,Workspace.Commands.$($Cmdlet -replace '-')Command*"
        $printed | Should -BeLike '*do: Add -Confirm:$false to the command.*jobs: 0*'
        $printed | Should -Not -BeLike '*Object reference*'
    }

    It 'is made without a question with -Confirm:$false, and where its impact is not high: <How>' -ForEach @(
        @{ How = 'with -NonInteractive'; NonInteractive = $true }
        @{ How = 'with standard input at its end'; NonInteractive = $false }
    ) {
        $printed = Invoke-WithInput -NonInteractive:$NonInteractive @'
            $jobs = @(
                Get-WsDesktop -Name tmpl-01 | New-WsDesktopImage -ImageName new-image -Confirm:$false
                Get-WsPool -Name sales-01 | Invoke-WsPoolRebuild -ImageId (Get-WsImage -Name win11-2026-01).ImageId -Confirm:$false
                Get-WsDesktop -Name tmpl-01 | Install-WsAgent
            )
            "jobs: $($jobs.Count)"
'@

        $printed.Trim() | Should -Be 'jobs: 3'
    }

    It 'is refused by each cmdlet that acts on desktops, and not made' {
        $printed = Invoke-WithInput -NonInteractive @'
            $before = Get-WsDesktop | Select-Object DesktopId, Status, TaskStatus, LoginStatus, InMaintenanceMode | Out-String
            Get-WsDesktop -Name tmpl-01 | Invoke-WsDesktopRebuild -ImageId (Get-WsImage -Name win11-2026-01).ImageId
            Get-WsDesktop -Name tmpl-01 | Start-WsDesktop -Force -Confirm
            Get-WsDesktop -Name tmpl-01 | Stop-WsDesktop -Confirm
            Get-WsPool -Name sales-01 | Restart-WsDesktop -Confirm
            Get-WsDesktop -Name tmpl-01 | Suspend-WsDesktop -Confirm
            Get-WsDesktop -Name tmpl-01 | Set-WsMaintenanceMode -State On -Confirm
            Get-WsDesktop -Name tmpl-01 | Stop-WsUserSession -Confirm
            Get-WsDesktop -Name tmpl-01 | Send-WsNotification -Message Hello -Confirm
            'same: ' + ($before -eq (Get-WsDesktop | Select-Object DesktopId, Status, TaskStatus, LoginStatus, InMaintenanceMode | Out-String))
            'jobs: ' + (@(Get-WsJob -WarningAction Ignore).Count + @(Get-WsPool | Get-WsJob).Count)
'@

        foreach ($cmdlet in 'Invoke-WsDesktopRebuild', 'Start-WsDesktop', 'Stop-WsDesktop', 'Suspend-WsDesktop', 'Set-WsMaintenanceMode', 'Stop-WsUserSession', 'Send-WsNotification') {
            $printed | Should -BeLike "*$cmdlet asks before it changes desktop 'tmpl-01'*, and nobody can be asked here. Run it with -Confirm:`$false.*"
        }

        $printed | Should -BeLike "*Restart-WsDesktop asks before it changes pool 'sales-01'*, and nobody can be asked here.*"
        $printed | Should -BeLike '*same: True*jobs: 0*'
    }

    It 'is made with $ConfirmPreference None, as a runbook may set it once' {
        Invoke-WithInput '$ConfirmPreference = ''None''; "jobs: " + @(Get-WsDesktop -Name tmpl-01 | New-WsDesktopImage -ImageName new-image).Count' -NonInteractive | Should -Be 'jobs: 1'
    }
}
