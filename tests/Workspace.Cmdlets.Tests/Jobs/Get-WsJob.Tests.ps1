BeforeAll {
    . $PSScriptRoot/../Support/Wire.ps1
}

Describe 'Get-WsJob' {
    BeforeAll {
        $server = Start-Wire -Options @{ FailureRate = 0.3 } -Quirks @{ PoolJobsHideSubJobs = $true }
        Connect-Wire $server
        $pool = $server.Tenant.Pools[0]
        $image = $server.Tenant.Images | Where-Object Name -EQ 'win11-2026-01'
        $rebuild = Invoke-WsPoolRebuild -PoolId $pool.PoolId -ImageId $image.ImageId -Confirm:$false
        $second = Invoke-WsPoolRebuild -PoolId $pool.PoolId -ImageId $image.ImageId -Force -Confirm:$false
        $agents = Install-WsAgent -DesktopId $server.Tenant.Desktops[0..5].DesktopId
    }

    BeforeEach {
        $server.Forget()
    }

    AfterAll {
        Disconnect-WsService
        $server.Dispose()
    }

    Context 'by -JobId' {
        It 'tells of one job with its sub-jobs by <How>' -ForEach @(
            @{ How = 'parameter'; Act = { param($job) Get-WsJob -JobId $job.JobId -PoolId $job.PoolId } }
            @{ How = 'position'; Act = { param($job) Get-WsJob $job.JobId -PoolId $job.PoolId } }
            @{ How = 'pipe by property name'; Act = { param($job) [pscustomobject]@{ JobId = $job.JobId; PoolId = $job.PoolId } | Get-WsJob } }
            @{ How = 'object'; Act = { param($job) $job | Get-WsJob } }
        ) {
            $job = & $Act $rebuild

            @($job).Count | Should -Be 1
            $job.GetType() | Should -BeIn (Get-Command Get-WsJob).OutputType.Type
            $job.JobId | Should -Be $rebuild.JobId
            $job.Type | Should -Be 'rebuildDesktopPool'
            $job.PoolId | Should -Be $pool.PoolId
            $job.SubJobs.Count | Should -Be $pool.DesktopCount
            $job.DesktopId.Count | Should -Be $pool.DesktopCount
            $job.BeginTime.Kind | Should -Be 'Utc'
            $server.Find('GET', '/workspace-sub-jobs$').Target | Should -BeLike "*?desktop_pool_id=$($pool.PoolId)&job_id=$($rebuild.JobId)&*"
        }

        It 'brings parent and sub-jobs together: some failed, so the job failed partly' {
            $job = $rebuild | Get-WsJob

            $job.Status | Should -Be 'PartlyFailed'
            $job.RawStatus | Should -Be 'COMPLETE'
            $job.Progress | Should -Be 100
            $failed = @($job.SubJobs | Where-Object Status -EQ 'FAILED')
            $failed.Count | Should -BeGreaterThan 0
            $job.ErrorCode | Should -Be $failed[0].ErrorCode
            $job.FailReason | Should -Be $failed[0].FailReason
        }

        It 'does not call a job succeeded of which it does not see all' {
            $job = Get-WsJob -JobId $rebuild.JobId -WarningVariable warnings -WarningAction SilentlyContinue

            $job.Status | Should -BeExactly 'Unknown'
            $job.RawStatus | Should -Be 'COMPLETE'
            "$warnings" | Should -BeLike "*$($rebuild.JobId) has sub-jobs that the service does not show*"
        }

        It 'reads several, and a job without a pool without one' {
            $jobs = Get-WsJob -JobId $agents.JobId, $agents.JobId

            $jobs.JobId | Should -Be $agents.JobId, $agents.JobId
            $jobs[0].SubJobs.Count | Should -Be 6
            $jobs[0].PoolId | Should -BeNullOrEmpty
        }

        It 'reports an unknown id as not found and goes on' {
            $jobs = Get-WsJob -JobId 'unknown', $agents.JobId -ErrorVariable failures -ErrorAction SilentlyContinue

            $jobs.JobId | Should -Be $agents.JobId
            $failures.Count | Should -Be 1
            $failures[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
            $failures[0].TargetObject | Should -Be 'unknown'
        }

        It 'refuses <Name> before anything is sent' -ForEach @(
            @{ Name = 'null'; Id = $null; Message = '*JobId is null or empty*' }
            @{ Name = 'an empty array'; Id = @(); Message = '*JobId is null or empty*' }
            @{ Name = 'an empty id'; Id = ''; Message = '*JobId is null or empty*' }
            @{ Name = 'an id of 256 characters'; Id = 'x' * 256; Message = '*256 characters*limit is 255*' }
        ) {
            Get-WsJob -JobId $Id -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

            $failures[0] | Should -BeLike $Message
            $server.Requests.Count | Should -Be 0
        }
    }

    Context 'as a list' {
        It 'groups sub-jobs into jobs; those of pools are there only for a given pool' {
            (Get-WsJob).JobId | Should -Be $agents.JobId
            $server.Requests.Count | Should -Be 1
        }

        It 'warns of what it cannot show where that may be missed: <Name>' -ForEach @(
            @{ Name = 'nothing was found'; With = @{ Type = 'desktopToImage' }; Count = 1 }
            @{ Name = 'a type of pools is asked for'; With = @{ Type = 'rebuildDesktopPool' }; Count = 1 }
            @{ Name = 'not where jobs were found'; With = @{}; Count = 0 }
            @{ Name = 'not for a given pool'; With = @{ PoolId = $true }; Count = 0 }
        ) {
            if ($With.PoolId) {
                $With.PoolId = $pool.PoolId
            }

            $null = Get-WsJob @With -WarningVariable warnings -WarningAction SilentlyContinue

            $warnings.Count | Should -Be $Count
            "$warnings" | Should -BeLike $(if ($Count) { '*Get-WsPool | Get-WsJob' } else { '' })
        }

        It 'lists the jobs of a pool by <How>' -ForEach @(
            @{ How = 'parameter'; Act = { param($pool) Get-WsJob -PoolId $pool.PoolId } }
            @{ How = 'pipe'; Act = { param($pool) Get-WsPool -PoolId $pool.PoolId | Get-WsJob } }
        ) {
            $jobs = & $Act $pool

            $jobs.JobId | Should -Be $rebuild.JobId, $second.JobId
            $jobs.PoolId | Should -Be $pool.PoolId, $pool.PoolId
        }

        It 'keeps jobs of a -Type' {
            (Get-WsJob -PoolId $pool.PoolId -Type rebuildDesktopPool).Count | Should -Be 2
            $server.Requests.Target | Should -BeLike '*?job_type=rebuildDesktopPool&*'
            Get-WsJob -Type desktopToImage | Should -BeNullOrEmpty
        }

        It 'keeps jobs of a -Status, judged over the whole job' {
            (Get-WsJob -PoolId $pool.PoolId -Status PartlyFailed).Count | Should -Be 2
            Get-WsJob -PoolId $pool.PoolId -Status Failed | Should -BeNullOrEmpty
        }

        It 'refuses <Name> as the pool before anything is sent: it never means all' -ForEach @(
            @{ Name = 'null'; Id = $null }
            @{ Name = 'an empty id'; Id = '' }
        ) {
            Get-WsJob -PoolId $Id -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

            $failures[0] | Should -BeLike '*PoolId is null or empty*'
            $server.Requests.Count | Should -Be 0
        }
    }
}

Describe 'Get-WsJob while a job runs' {
    AfterEach {
        Disconnect-WsService
    }

    It 'tells how far it is' {
        $null = Connect-WsService -Emulator -EmulatorOptions @{ JobSeconds = 100; LatencyMilliseconds = 20000 }
        $started = Install-WsAgent -DesktopId (Get-WsDesktop).DesktopId
        $states = 1..8 | ForEach-Object { $started | Get-WsJob }

        $states[0].Status | Should -Be 'Running'
        $states[0].EndTime | Should -BeNullOrEmpty
        $states[0].Progress | Should -BeGreaterThan 0
        $states[0].Progress | Should -BeLessThan 100
        $states[1].Progress | Should -BeGreaterThan $states[0].Progress
        $states[7].Status | Should -Be 'Succeeded'
        $states[7].Progress | Should -Be 100
    }
}

Describe 'Get-WsJob of a pool' {
    It 'tells without -PoolId that a part of the job failed' {
        $server = Start-Wire -Options @{ FailureRate = 0.3 }
        Connect-Wire $server
        $started = Invoke-WsPoolRebuild -PoolId $server.Tenant.Pools[0].PoolId -ImageId $server.Tenant.Images[0].ImageId -Confirm:$false
        $server.Forget()
        $job = Get-WsJob -JobId $started.JobId -WarningVariable warnings
        Disconnect-WsService
        $server.Dispose()

        $job.Status | Should -Be 'PartlyFailed'
        $job.SubJobs.Count | Should -Be $server.Tenant.Pools[0].DesktopCount
        $warnings | Should -BeNullOrEmpty
        $server.Requests.Count | Should -Be 1
    }
}
