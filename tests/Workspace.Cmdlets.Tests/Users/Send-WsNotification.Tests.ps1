. $PSScriptRoot/../Support/DesktopChangeCases.ps1 -Cmdlet Send-WsNotification -With @{ Message = 'Hello' } -Method POST -Path /desktops/notifications

Describe 'Send-WsNotification' {
    BeforeEach {
        $server = Start-Wire
        Connect-Wire $server
        $ids = $server.Tenant.Desktops[0, 3].DesktopId
        $pool = $server.Tenant.Pools[0]
    }

    AfterEach {
        Disconnect-WsService
        $server.Dispose()
    }

    It 'sends the message to desktops, and returns its job at once' {
        $job = Send-WsNotification -DesktopId $ids -Message 'Save "now" – 保存'

        $job.GetType().FullName | Should -Be 'Workspace.Jobs.Job'
        $job.GetType() | Should -BeIn (Get-Command Send-WsNotification).OutputType.Type
        $job.JobId | Should -Be $server.Tenant.Jobs[0].JobId
        $job.Status | Should -Be 'Waiting'
        $job.DesktopId | Should -Be $ids
        ($server.Writes[0].Body | ConvertFrom-Json).notifications | Should -BeExactly 'Save "now" – 保存'
    }

    It 'sends one request for a pool by <How>' -ForEach @(
        @{ How = 'parameter'; Act = { Send-WsNotification -PoolId $pool.PoolId -Message Hello } }
        @{ How = 'pipe by property name'; Act = { [pscustomobject]@{ PoolId = $pool.PoolId } | Send-WsNotification -Message Hello } }
        @{ How = 'object'; Act = { Get-WsPool -PoolId $pool.PoolId | Send-WsNotification -Message Hello } }
    ) {
        $job = & $Act

        $job.JobId | Should -Be $server.Tenant.Jobs[0].JobId
        $job.PoolId | Should -Be $pool.PoolId
        $server.Writes.Count | Should -Be 1
        $server.Writes[0].Path | Should -BeExactly "/v2/$($server.Tenant.ProjectId)/desktop-pools/$($pool.PoolId)/notifications"
        $server.Writes[0].Body | Should -BeExactly '{"notifications":"Hello"}'
    }

    It 'sends one request for a pool that comes twice' {
        $jobs = $pool.PoolId, $pool.PoolId | ForEach-Object { [pscustomobject]@{ PoolId = $_ } } | Send-WsNotification -Message Hello

        @($jobs).Count | Should -Be 1
        $server.Writes.Count | Should -Be 1
    }

    It 'reads once what runs already, however many requests it sends' {
        $server.Dispose()
        $server = Start-Wire -Options @{ Desktops = 150; Pools = 1 }
        Connect-Wire $server
        $null = Get-WsDesktop | Send-WsNotification -Message Hello

        $server.Writes.Count | Should -Be 2
        $server.Find('GET', '/workspace-sub-jobs$').Count | Should -Be 1
    }

    It 'never takes the pool of <Name> for the pool' -ForEach @(
        @{ Name = 'a desktop'; Fails = 0; Writes = 1; Act = { Get-WsPoolDesktop -PoolId $pool.PoolId | Select-Object -First 1 | Send-WsNotification -Message Hello -ErrorVariable script:failures -ErrorAction SilentlyContinue } }
        @{ Name = 'a desktop whose id is null'; Fails = 1; Writes = 0; Act = { [pscustomobject]@{ DesktopId = $null; PoolId = $pool.PoolId } | Send-WsNotification -Message Hello -ErrorVariable script:failures -ErrorAction SilentlyContinue } }
        @{ Name = 'what is left of a job'; Fails = 1; Writes = 0; Act = { [pscustomobject]@{ JobId = 'j'; PoolId = $pool.PoolId } | Send-WsNotification -Message Hello -ErrorVariable script:failures -ErrorAction SilentlyContinue } }
    ) {
        $script:failures = @()
        $null = & $Act

        $script:failures.Count | Should -Be $Fails
        $server.Writes.Count | Should -Be $Writes
        $server.Writes | Where-Object Path -Like '*/desktop-pools/*' | Should -BeNullOrEmpty
    }

    It 'waits with -Wait, for desktops and pools, and writes each job when it has ended' {
        $jobs = @(Get-WsDesktop -DesktopId $ids) + @(Get-WsPool) | Send-WsNotification -Message Hello -Wait

        $jobs.Count | Should -Be 4
        $jobs.Status | Select-Object -Unique | Should -Be 'Succeeded'
        ($jobs | Where-Object { -not $_.PoolId }).DesktopId | Should -Be $ids
        ($jobs | Where-Object PoolId -EQ $pool.PoolId).DesktopId.Count | Should -Be $pool.DesktopCount
    }

    It 'refuses <Name> before anything is sent' -ForEach @(@{ Name = 'an empty message'; Message = '' }, @{ Name = 'a null message'; Message = $null }, @{ Name = 'a blank message'; Message = ' ' }) {
        $ended = Get-TerminatingError { Send-WsNotification -DesktopId $ids -Message $Message -ErrorVariable script:failures -ErrorAction SilentlyContinue }

        "$ended$($script:failures)" | Should -BeLike '*Message*'
        $server.Requests.Count | Should -Be 0
    }

    It 'shows the message with -WhatIf' {
        Get-HostText { Send-WsNotification -PoolId $pool.PoolId -Message 'Save your work' -WhatIf } | Should -BeLike "*`"Show 'Save your work'`" on target `"pool '$($pool.Name)' ($($pool.PoolId)) with $($pool.DesktopCount) desktops (*), * logged on (*), in project *"
        $server.Writes.Count | Should -Be 0
    }

    It 'starts no more than Select-Object -First 1 takes' {
        Get-WsPool | Send-WsNotification -Message Hello | Select-Object -First 1 | Should -Not -BeNullOrEmpty

        $server.Writes.Count | Should -Be 1
    }

    It 'does not send it again when nobody knows whether it was shown, except with -RetryAmbiguous' {
        Connect-Wire $server -With @{ RetryTimeoutSec = 2 }
        $server.Answer('POST', '/notifications$', 502, '<html>Bad Gateway</html>', 2)
        Send-WsNotification -DesktopId $ids -Message Hello -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

        $failures[0].FullyQualifiedErrorId | Should -BeLike 'WsAmbiguousOutcome,*'
        $server.Writes.Count | Should -Be 1
        (Send-WsNotification -DesktopId $ids -Message Hello -RetryAmbiguous -WarningAction SilentlyContinue).JobId | Should -Be $server.Tenant.Jobs[0].JobId
        $server.Writes.Count | Should -Be 3
    }

    It 'reports desktops that failed, and the job' {
        $null = Connect-WsService -Emulator -EmulatorOptions @{ FailureRate = 0.3 }
        $job = Get-WsPool -Name sales-01 | Send-WsNotification -Message Hello -Wait -ErrorVariable failures -ErrorAction SilentlyContinue

        $job.Status | Should -Be 'PartlyFailed'
        $failures.Count | Should -Be 1
        $failures[0].TargetObject.JobId | Should -Be $job.JobId
    }
}
