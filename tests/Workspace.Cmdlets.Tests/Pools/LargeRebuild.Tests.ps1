BeforeAll {
    . $PSScriptRoot/../Support/Wire.ps1

    # The ids of each request that rebuilt desktops of a pool.
    function Get-Sent {
        $emulator.Requests | Where-Object { $_.Method -eq 'POST' -and $_.Path -like '*/rebuild' } | ForEach-Object { , ($_.Body | ConvertFrom-Json).desktop_ids }
    }
}

# The service rebuilds one pool with one job at a time, and takes 100 desktops wherever it documents how many.
Describe 'Invoke-WsPoolRebuild of more desktops than one request takes' {
    BeforeEach {
        $null = Connect-WsService -Emulator -EmulatorOptions @{ Desktops = 250; Pools = 1; JobSeconds = 600; Now = '2026-01-01' }
        $emulator = (Get-WsConnection).GetEmulator()
        $pool = Get-WsPool
        $desktops = $pool | Get-WsPoolDesktop
        $rebuild = @{ ImageId = (Get-WsImage -Name win11-2026-01).ImageId; Confirm = $false }
    }

    AfterEach {
        Disconnect-WsService
    }

    It 'sends 100 at a time with -Wait, each batch when the one before has ended, and every desktop once' {
        $jobs = $desktops | Invoke-WsPoolRebuild @rebuild -Wait -ErrorVariable failures

        $failures | Should -BeNullOrEmpty
        $desktops.Count | Should -Be 225
        $sent = @(Get-Sent)
        $sent | ForEach-Object Count | Should -Be 100, 100, 25
        $sent | ForEach-Object { $_ } | Should -Be $desktops.DesktopId
        $jobs.Status | Should -Be 'Succeeded', 'Succeeded', 'Succeeded'
        $jobs.PoolId | Select-Object -Unique | Should -Be $pool.PoolId
        0..2 | ForEach-Object { $jobs[$_].DesktopId | Should -Be $sent[$_] }
        $emulator.Jobs.Count | Should -Be 3
        ($pool | Get-WsPoolDesktop).ImageId | Select-Object -Unique | Should -Be $rebuild.ImageId
    }

    It 'waits for each of the jobs as long as -TimeoutSec says' {
        $jobs = $desktops | Invoke-WsPoolRebuild @rebuild -Wait -TimeoutSec 1000 -ErrorVariable failures

        $failures | Should -BeNullOrEmpty
        $jobs.Count | Should -Be 3
    }

    It 'sends exactly 100 in one request, without -Wait too' {
        $job = $desktops[0..99] | Invoke-WsPoolRebuild @rebuild

        @($job).Count | Should -Be 1
        @(Get-Sent)[0].Count | Should -Be 100
    }

    It 'wants -Wait for 101, and sends nothing without it' {
        $desktops[0..100] | Invoke-WsPoolRebuild @rebuild -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

        $failures.Count | Should -Be 1
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'WsInvalidInput,*'
        $failures[0].TargetObject | Should -Be $pool.PoolId
        $failures[0] | Should -BeLike "*101 desktops of pool '$($pool.Name)' ($($pool.PoolId)) need 2 jobs*-Wait*"
        Get-Sent | Should -BeNullOrEmpty
    }

    It 'starts no further batch once one has failed, and gives the ids of what was not started' {
        $emulator.FailDesktop($desktops[150].DesktopId)
        $jobs = $desktops | Invoke-WsPoolRebuild @rebuild -Wait -ErrorVariable failures -ErrorAction SilentlyContinue

        $jobs.Status | Should -Be 'Succeeded', 'PartlyFailed'
        @(Get-Sent).Count | Should -Be 2
        $failures.Count | Should -Be 2
        $failures[1].FullyQualifiedErrorId | Should -BeLike 'NotStarted,*'
        $failures[1].CategoryInfo.Category | Should -Be 'OperationStopped'
        $failures[1].TargetObject | Should -Be $desktops[200..224].DesktopId
        $failures[1] | Should -BeLike "*25 desktops of pool '$($pool.Name)' ($($pool.PoolId)) were not started*"
    }

    It 'starts no further batch once the service has refused one' {
        $emulator.Fail('POST', '/rebuild', 403, 'WKS.0403')
        $desktops | Invoke-WsPoolRebuild @rebuild -Wait -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

        $failures[0].FullyQualifiedErrorId | Should -BeLike 'WKS.0403,*'
        $failures[1].TargetObject | Should -Be $desktops[100..224].DesktopId
        $failures.Count | Should -Be 2
    }

    It 'sends a whole pool without ids, in one request' {
        $job = $pool | Invoke-WsPoolRebuild @rebuild -Wait

        $job.SubJobs.Count | Should -Be 225
        @($emulator.Requests | Where-Object { $_.Method -eq 'POST' -and $_.Path -like '*/rebuild' }).Body | Should -Not -BeLike '*desktop_ids*'
    }
}
