BeforeAll {
    . $PSScriptRoot/../Support/Wire.ps1
    $ConfirmPreference = 'None'
}

Describe 'A desktop that is in the wanted state' {
    BeforeEach {
        $server = Start-Wire -Options @{ Desktops = 60; JobSeconds = 3600 }
        Connect-Wire $server
    }

    AfterEach {
        Disconnect-WsService
        $server.Dispose()
    }

    It 'is nothing to do, said with -Verbose: <Cmdlet> where it is <Status>' -ForEach @(
        @{ Cmdlet = 'Start-WsDesktop'; Status = 'ACTIVE' }
        @{ Cmdlet = 'Stop-WsDesktop'; Status = 'SHUTOFF' }
        @{ Cmdlet = 'Suspend-WsDesktop'; Status = 'SHUTOFF' }
        @{ Cmdlet = 'Suspend-WsDesktop'; Status = 'HIBERNATED' }
    ) {
        if ($Status -eq 'HIBERNATED') {
            $null = Connect-WsService -Emulator
            Get-WsDesktop -Name tmpl-01 | Suspend-WsDesktop -Wait
        }

        $desktop = Get-WsDesktop -Status $Status | Select-Object -First 1
        $server.Forget()
        $said = & $Cmdlet $desktop.DesktopId -Verbose -ErrorVariable failures 4>&1
        $written = & $Cmdlet $desktop.DesktopId -PassThru -ErrorVariable +failures
        $waited = & $Cmdlet $desktop.DesktopId -PassThru -Wait -ErrorVariable +failures

        "$said" | Should -BeLike "*Desktop '$($desktop.Name)' ($($desktop.DesktopId)) is $($Status): nothing to do.*"
        $failures | Should -BeNullOrEmpty
        $written.DesktopId | Should -Be $desktop.DesktopId
        $waited.DesktopId | Should -Be $desktop.DesktopId
        $server.Writes | Should -BeNullOrEmpty
        (Get-WsDesktop -DesktopId $desktop.DesktopId).TaskStatus | Should -BeNullOrEmpty
    }

    It 'does not keep the others from it' {
        $on = Get-WsDesktop -Status ACTIVE | Select-Object -First 1
        $off = Get-WsDesktop -Status SHUTOFF | Select-Object -First 1
        $server.Forget()
        $written = $on, $off | Start-WsDesktop -PassThru

        $written.DesktopId | Should -Be $on.DesktopId, $off.DesktopId
        ($server.Writes.Body | ConvertFrom-Json).desktop_ids | Should -Be $off.DesktopId
    }

    It 'is sent all the same with -Force' {
        $on = Get-WsDesktop -Status ACTIVE | Select-Object -First 1
        $server.Forget()
        Start-WsDesktop $on.DesktopId -Force -ErrorAction SilentlyContinue

        $server.Writes.Count | Should -Be 1
    }

    It 'is nothing to do for a pool of such desktops' {
        $null = Connect-WsService -Emulator
        Get-WsPool -Name sales-01 | Start-WsDesktop -Wait
        $jobs = @(Get-WsPool -Name sales-01 | Get-WsJob).Count
        $said = Get-WsPool -Name sales-01 | Start-WsDesktop -PassThru -Wait -Verbose 4>&1

        @(Get-WsPool -Name sales-01 | Get-WsJob).Count | Should -Be $jobs
        @($said | Where-Object { $_ -is [Workspace.Desktops.Desktop] }).Count | Should -Be 8
        "$said" | Should -BeLike '*is ACTIVE: nothing to do.*'
    }

    It 'is nothing to do for maintenance: <_>' -ForEach 'On', 'Off' {
        $id = $server.Tenant.Desktops[0].DesktopId
        if ($_ -eq 'On') {
            Set-WsMaintenanceMode -DesktopId $id -State On
        }

        $server.Forget()
        $said = Set-WsMaintenanceMode -DesktopId $id -State $_ -Verbose 4>&1
        $written = Set-WsMaintenanceMode -DesktopId $id -State $_ -PassThru

        "$said" | Should -BeLike "*Desktop 'tmpl-01' ($id) is $(if ($_ -eq 'Off') { 'not ' })in maintenance: nothing to do.*"
        $written.DesktopId | Should -Be $id
        $server.Writes | Should -BeNullOrEmpty
    }
}

Describe 'A conflict' {
    BeforeEach {
        $server = Start-Wire -Options @{ Desktops = 60; JobSeconds = 3600 }
        Connect-Wire $server
    }

    AfterEach {
        Disconnect-WsService
        $server.Dispose()
    }

    It 'with the state says the state, and what leads out of it: <Name>' -ForEach @(
        @{ Name = 'a restart of one that is off'; Status = 'SHUTOFF'; Act = { Restart-WsDesktop @args }; Advice = '*Status is SHUTOFF*Restart needs ACTIVE*Start-WsDesktop*' }
        @{ Name = 'a forced start of one that runs'; Status = 'ACTIVE'; Act = { Start-WsDesktop @args -Force }; Advice = '*Status is ACTIVE*Start needs SHUTOFF or HIBERNATED*' }
    ) {
        $id = (Get-WsDesktop -Status $Status | Select-Object -First 1).DesktopId
        . $Act -DesktopId $id -ErrorVariable failures -ErrorAction SilentlyContinue

        $failures[0].FullyQualifiedErrorId | Should -BeLike 'WKS.00010032,*'
        $failures[0].CategoryInfo.Category | Should -Be 'InvalidOperation'
        $failures[0].ErrorDetails.RecommendedAction | Should -BeLike $Advice
        $failures[0].ErrorDetails.RecommendedAction | Should -Not -BeLike '*Wait-WsJob*'
    }

    It 'with an action under way says that action, and to wait' {
        $id = (Get-WsDesktop -Status ACTIVE | Select-Object -First 1).DesktopId
        Restart-WsDesktop $id
        Restart-WsDesktop $id -ErrorVariable failures -ErrorAction SilentlyContinue

        $failures[0].CategoryInfo.Category | Should -Be 'ResourceBusy'
        $failures[0].ErrorDetails.RecommendedAction | Should -BeLike '*rebooting is under way: wait until it has ended*'
    }

    It 'with a system that cannot be suspended says so' {
        $id = (Get-WsDesktop -Status ACTIVE | Select-Object -First 1).DesktopId
        $server.Answer('POST', '/desktops/action$', 409, '{"error_code":"WKS.00010032","error_msg":"Operation conflict"}')
        $server.Answer('GET', "/desktops/$id`$", 200, "{`"desktop`":{`"desktop_id`":`"$id`",`"computer_name`":`"pc`",`"status`":`"ACTIVE`",`"metadata`":{`"os_type`":`"Linux`"}}}")
        Suspend-WsDesktop $id -ErrorVariable failures -ErrorAction SilentlyContinue

        $failures[0].CategoryInfo.Category | Should -Be 'InvalidOperation'
        $failures[0].ErrorDetails.RecommendedAction | Should -BeLike '*only Windows*'
    }

    It 'with what is not known names both, and how to find out' {
        $id = (Get-WsDesktop -Status ACTIVE | Select-Object -First 1).DesktopId
        $server.Answer('POST', '/desktops/action$', 200, "{`"failed_operation_list`":[{`"desktop_id`":`"$id`",`"error_code`":`"WKS.00010032`",`"error_msg`":`"Operation conflict`"}]}")
        $server.Answer('GET', "/desktops/$id`$", 500, '{}')
        $server.Answer('GET', "/desktops/$id`$", 200, "{`"desktop`":{`"desktop_id`":`"$id`",`"computer_name`":`"pc`",`"status`":`"ACTIVE`"}}", 1)
        Restart-WsDesktop $id -ErrorVariable failures -ErrorAction SilentlyContinue

        $failures[0].CategoryInfo.Category | Should -Be 'ResourceBusy'
        $failures[0].ErrorDetails.RecommendedAction | Should -BeLike '*under way*or*state*Get-WsDesktop*Get-WsJob*Wait-WsJob*'
    }

    Context 'of an action that starts a job' {
        BeforeDiscovery {
            $actions = @(
                @{ Name = 'a capture'; Path = '/desktop-to-image$'; On = 'desktop'; Act = { New-WsDesktopImage -DesktopId $desktop.DesktopId -ImageName win11-new -Force @quiet } }
                @{ Name = 'a rebuild'; Path = '/desktops/rebuild$'; On = 'desktop'; Act = { Invoke-WsDesktopRebuild -DesktopId $desktop.DesktopId -ImageId $image -Force @quiet } }
                @{ Name = 'an installation'; Path = '/desktops/agents$'; On = 'desktop'; Act = { Install-WsAgent -DesktopId $desktop.DesktopId -Force @quiet } }
                @{ Name = 'a rebuild of a pool'; Path = '/desktop-pools/[^/]+/rebuild$'; On = 'pool'; Act = { Invoke-WsPoolRebuild -PoolId $pool.PoolId -ImageId $image -Force @quiet } }
                @{ Name = 'a power action of a pool'; Path = '/desktop-pools/[^/]+/action$'; On = 'pool'; Act = { Restart-WsDesktop -PoolId $pool.PoolId @quiet } }
            )
        }

        BeforeEach {
            $quiet = @{ Confirm = $false; ErrorAction = 'SilentlyContinue'; ErrorVariable = 'failures' }
            $desktop = Get-WsDesktop -Name tmpl-01
            $pool = Get-WsPool -Name sales-01
            $image = (Get-WsImage -Name win11-2026-01).ImageId
        }

        It 'says after <Name> that nothing is under way, and the state' -ForEach $actions {
            $server.Answer('POST', $Path, 409, '{"error_code":"WKS.00010032","error_msg":"Operation conflict"}')
            . $Act

            $failures[0].CategoryInfo.Category | Should -Be 'InvalidOperation'
            $failures[0].ErrorDetails.RecommendedAction | Should -BeLike "*Nothing is under way*$($On -eq 'pool' ? 'sales-01*STEADY' : 'tmpl-01*ACTIVE')*"
        }

        It 'says after <Name> what is under way' -ForEach $actions {
            $busy = $On -eq 'pool' ? (Get-WsDesktop -PoolId $pool.PoolId -Status ACTIVE)[0] : $desktop
            Restart-WsDesktop $busy.DesktopId -Confirm:$false
            $server.Answer('POST', $Path, 409, '{"error_code":"WKS.00010032","error_msg":"Operation conflict"}')
            . $Act

            $failures[0].CategoryInfo.Category | Should -Be 'ResourceBusy'
            $failures[0].ErrorDetails.RecommendedAction | Should -BeLike '*rebooting*is under way: wait until it has ended*'
        }

        It 'says after <Name> which job is under way that no state shows' -ForEach ($actions | Where-Object Name -NE 'a capture') {
            $busy = $On -eq 'pool' ? (Get-WsDesktop -PoolId $pool.PoolId -Status ACTIVE)[0] : $desktop
            $job = New-WsDesktopImage -DesktopId $busy.DesktopId -ImageName busy-image -Confirm:$false
            $server.Answer('POST', $Path, 409, '{"error_code":"WKS.00010032","error_msg":"Operation conflict"}')
            . $Act

            $failures[0].CategoryInfo.Category | Should -Be 'ResourceBusy'
            $failures[0].ErrorDetails.RecommendedAction | Should -BeLike "*Job $($job.JobId) (desktopToImage) is under way: wait until it has ended*"
        }
    }
}
