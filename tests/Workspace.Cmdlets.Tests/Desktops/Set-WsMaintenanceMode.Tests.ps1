. $PSScriptRoot/../Support/DesktopChangeCases.ps1 -Cmdlet Set-WsMaintenanceMode -With @{ State = 'On' } -Method PUT -Path /desktops/maintenance-mode

Describe 'Set-WsMaintenanceMode' {
    BeforeEach {
        $server = Start-Wire
        Connect-Wire $server
        $ids = $server.Tenant.Desktops[0, 3].DesktopId
    }

    AfterEach {
        Disconnect-WsService
        $server.Dispose()
    }

    It 'enters maintenance, and leaves it' {
        Set-WsMaintenanceMode -DesktopId $ids -State On | Should -BeNullOrEmpty
        $in = (Get-WsDesktop | Where-Object InMaintenanceMode).DesktopId
        Set-WsMaintenanceMode -DesktopId $ids[0] -State Off

        $in | Should -Be $ids
        (Get-WsDesktop | Where-Object InMaintenanceMode).DesktopId | Should -Be $ids[1]
        $server.Writes.Body | Should -BeExactly "{`"desktop_ids`":[`"$($ids -join '","')`"],`"in_maintenance_mode`":true}", "{`"desktop_ids`":[`"$($ids[0])`"],`"in_maintenance_mode`":false}"
    }

    It 'writes the desktops with -PassThru, as they are now' {
        $written = Set-WsMaintenanceMode -DesktopId $ids -State On -PassThru

        $written.DesktopId | Should -Be $ids
        $written.InMaintenanceMode | Select-Object -Unique | Should -BeTrue
        $written[0].GetType() | Should -BeIn (Get-Command Set-WsMaintenanceMode).OutputType.Type
    }

    It 'takes no more than Select-Object -First 1 asks for' {
        $server.Dispose()
        $server = Start-Wire -Options @{ Desktops = 260 }
        Connect-Wire $server
        Set-WsMaintenanceMode -DesktopId $server.Tenant.Desktops.DesktopId -State On -PassThru | Select-Object -First 1 | Should -Not -BeNullOrEmpty

        $server.Writes.Count | Should -Be 1
    }

    It 'refuses a state that there is not' {
        $failure = Get-TerminatingError { Set-WsMaintenanceMode -DesktopId $ids -State Maybe }

        $failure | Should -BeLike '*On,Off*'
        $server.Requests.Count | Should -Be 0
    }

    It 'needs to be told which: nothing is no state' {
        Invoke-NonInteractive '$null = Connect-WsService -Emulator; Get-WsDesktop | Set-WsMaintenanceMode; "in: $(@(Get-WsDesktop | Where-Object InMaintenanceMode).Count)"' | Should -BeLike '*MissingMandatoryParameter*in: 0*'
    }

    It 'says with -WhatIf what becomes of users: <State>' -ForEach @(@{ State = 'On'; Text = '*"Enter maintenance"*: users are kept off it".*' }, @{ State = 'Off'; Text = '*"Leave maintenance"*in region 127.0.0.1".*' }) {
        if ($State -eq 'Off') {
            Set-WsMaintenanceMode -DesktopId $ids[0] -State On
        }

        Get-HostText { Set-WsMaintenanceMode -DesktopId $ids[0] -State $State -WhatIf } | Should -BeLike $Text
    }

    # It sets what it says, so twice is as good as once.
    It 'is set again after a passing fault, without an open question' {
        Connect-Wire $server -With @{ MaximumRetryCount = 1; RetryTimeoutSec = 10 }
        $server.Answer('PUT', '/maintenance-mode$', 502, '<html>Bad Gateway</html>', 1)
        Set-WsMaintenanceMode -DesktopId $ids -State On -WarningVariable warnings -WarningAction SilentlyContinue

        $server.Writes.Count | Should -Be 2
        "$warnings" | Should -BeLike '*Attempt 1 of 2 failed*'
        (Get-WsDesktop | Where-Object InMaintenanceMode).DesktopId | Should -Be $ids
    }
}
