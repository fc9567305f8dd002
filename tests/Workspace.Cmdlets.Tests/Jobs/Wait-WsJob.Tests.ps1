BeforeAll {
    . $PSScriptRoot/../Support/Wire.ps1
}

Describe 'Wait-WsJob' {
    BeforeEach {
        $null = Connect-WsService -Emulator -EmulatorOptions @{ JobSeconds = 600 }
        $image = Get-WsImage -Name win11-2026-01
        $pool = Get-WsPool -Name sales-01
    }

    AfterEach {
        Disconnect-WsService
    }

    It 'waits for a job by <How>, which takes no time on the embedded service' -ForEach @(
        @{ How = 'parameter'; Act = { param($job) Wait-WsJob -JobId $job.JobId -PoolId $job.PoolId } }
        @{ How = 'position'; Act = { param($job) Wait-WsJob $job.JobId -PoolId $job.PoolId } }
        @{ How = 'pipe by property name'; Act = { param($job) [pscustomobject]@{ JobId = $job.JobId; PoolId = $job.PoolId } | Wait-WsJob } }
        @{ How = 'object'; Act = { param($job) $job | Wait-WsJob } }
        @{ How = 'object of Get-WsJob'; Act = { param($job) $job | Get-WsJob | Wait-WsJob } }
    ) {
        $started = $pool | Invoke-WsPoolRebuild -ImageId $image.ImageId -Confirm:$false
        $job = & $Act $started

        @($job).Count | Should -Be 1
        $job.GetType() | Should -BeIn (Get-Command Wait-WsJob).OutputType.Type
        $job.JobId | Should -Be $started.JobId
        $job.Status | Should -Be 'Succeeded'
        $job.PoolId | Should -Be $pool.PoolId
        $job.SubJobs.Count | Should -Be $pool.DesktopCount
    }

    It 'gives the image of a capture that is piped, by <How>' -ForEach @(
        @{ How = 'object'; Pipe = { $args[0] } }
        @{ How = 'object from Export-Clixml'; Pipe = { $args[0] | Export-Clixml "$TestDrive/job.xml"; Import-Clixml "$TestDrive/job.xml" } }
        @{ How = 'property names'; Pipe = { [pscustomobject]@{ JobId = $args[0].JobId; NewImageName = $args[0].NewImageName } } }
    ) {
        $started = Get-WsDesktop -Name tmpl-01 | New-WsDesktopImage -ImageName new-image -Confirm:$false
        $job = & $Pipe $started | Wait-WsJob

        $started.NewImageName | Should -Be 'new-image'
        $started.ImageId | Should -BeNullOrEmpty
        $job.NewImageName | Should -Be 'new-image'
        $job.ImageId | Should -Be (Get-WsImage -Name new-image).ImageId
    }

    It 'gives no image for a capture whose name nobody told, and none of the job before' {
        $named = Get-WsDesktop -Name tmpl-01 | New-WsDesktopImage -ImageName new-image -Confirm:$false
        $rebuild = $pool | Invoke-WsPoolRebuild -ImageId $image.ImageId -Confirm:$false
        $agent = [pscustomobject]@{ JobId = (Install-WsAgent -DesktopId (Get-WsDesktop -Name tmpl-02).DesktopId).JobId }
        $jobs = $named, $rebuild, $agent | Wait-WsJob -ErrorAction Ignore

        ($jobs | Where-Object JobId -EQ $agent.JobId).ImageId | Should -BeNullOrEmpty
        ($jobs | Where-Object JobId -EQ $rebuild.JobId).ImageId | Should -Be $image.ImageId
        ($jobs | Where-Object JobId -EQ $rebuild.JobId).NewImageName | Should -BeNullOrEmpty
    }

    It 'writes each job once, as it ends' {
        $first = Install-WsAgent -DesktopId (Get-WsDesktop -Name 'tmpl-*').DesktopId
        $null = $first | Wait-WsJob
        $second = Get-WsDesktop -Name tmpl-01 | New-WsDesktopImage -ImageName new-image -Confirm:$false
        $jobs = $second, $first, $second | Wait-WsJob

        $jobs.JobId | Should -Be $first.JobId, $second.JobId
        $jobs.Status | Should -Be 'Succeeded', 'Succeeded'
    }

    It 'passes on a skipped job, which has no id' {
        $skipped = $pool | Invoke-WsPoolRebuild -ImageId $pool.ImageId -Confirm:$false
        $started = Install-WsAgent -DesktopId (Get-WsDesktop -Name tmpl-01).DesktopId
        $jobs = $skipped, $started | Wait-WsJob -ErrorVariable failures

        $jobs.Status | Sort-Object | Should -Be 'Skipped', 'Succeeded'
        $failures.Count | Should -Be 0
    }

    It 'reports a job that failed, and writes it' {
        $started = Get-WsDesktop -Name tmpl-02 | New-WsDesktopImage -ImageName new-image -Confirm:$false
        $job = $started | Wait-WsJob -ErrorVariable failures -ErrorAction SilentlyContinue

        $job.Status | Should -Be 'Failed'
        $failures.Count | Should -Be 1
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'WKS.00010032,*'
        $failures[0].CategoryInfo.Category | Should -Be 'InvalidResult'
        $failures[0].TargetObject.JobId | Should -Be $started.JobId
        $failures[0] | Should -BeLike "*$($started.JobId)*tmpl-02*"
    }

    It 'gives up after -TimeoutSec; the error keeps the id, and the job as last seen is written' {
        $started = $pool | Invoke-WsPoolRebuild -ImageId $image.ImageId -Confirm:$false
        $job = $started | Wait-WsJob -TimeoutSec 60 -ErrorVariable failures -ErrorAction SilentlyContinue

        $failures.Count | Should -Be 1
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'WsTimeout,*'
        $failures[0].CategoryInfo.Category | Should -Be 'OperationTimeout'
        $failures[0].TargetObject | Should -Be $started.JobId
        $failures[0] | Should -BeLike "*$($started.JobId)*after 60 seconds*"
        $failures[0].ErrorDetails.RecommendedAction | Should -BeLike "*Wait-WsJob -JobId $($started.JobId) -PoolId $($pool.PoolId)*"
        $job.JobId | Should -Be $started.JobId
        $job.Status | Should -BeIn 'Waiting', 'Running'
        ($started | Wait-WsJob).Status | Should -Be 'Succeeded'
    }

    It 'reports an unknown job, and waits for the others' {
        $started = Install-WsAgent -DesktopId (Get-WsDesktop -Name tmpl-01).DesktopId
        $jobs = 'unknown', $started.JobId | ForEach-Object { [pscustomobject]@{ JobId = $_ } } | Wait-WsJob -ErrorVariable failures -ErrorAction SilentlyContinue

        $jobs.JobId | Should -Be $started.JobId
        $jobs.Status | Should -Be 'Succeeded'
        $failures.Count | Should -Be 1
        $failures[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $failures[0].TargetObject | Should -Be 'unknown'
    }

    It 'looks as often as -PollSec says' {
        $looks = foreach ($seconds in 10, 200) {
            $started = Install-WsAgent -DesktopId (Get-WsDesktop -Name tmpl-01).DesktopId -Force
            ($started | Wait-WsJob -PollSec $seconds -Verbose 4>&1 | Where-Object { "$_" -like '*/workspace-jobs/*' }).Count
        }

        $looks[0] | Should -BeGreaterThan 50
        $looks[1] | Should -BeLessThan 6
    }

    It 'waits on although a look fails' {
        $server = Start-Wire
        Connect-Wire $server
        $started = Install-WsAgent -DesktopId $server.Tenant.Desktops[0].DesktopId
        $server.Answer('GET', '/workspace-jobs/', 500, '{"error_code":"WKS.0500","error_msg":"an internal error"}', 1)
        $job = $started | Wait-WsJob -PollSec 1 -ErrorVariable failures
        $server.Dispose()

        $job.Status | Should -Be 'Succeeded'
        $failures.Count | Should -Be 0
    }

    It 'is an error for a job of which it does not see how it ended' {
        $server = Start-Wire -Scripted
        $whole = '{"status":"COMPLETE","job_type":"rebuildDesktopPool","sub_jobs_total":2,"sub_jobs":[]}'
        $server.Answer('GET', '/workspace-jobs/', 200, $whole)
        $server.Answer('GET', '/workspace-sub-jobs', 200, '{"total_count":0,"jobs":[]}')
        Connect-Wire $server
        $job = Wait-WsJob -JobId job-1 -TimeoutSec 1 -PollSec 1 -ErrorVariable failures -ErrorAction SilentlyContinue
        $server.Dispose()

        $job.Status | Should -BeExactly 'Unknown'
        $failures.Count | Should -Be 1
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'WsHiddenSubJobs,*'
        $failures[0] | Should -BeLike '*job-1*whether one of them failed is not known*Get-WsJob -JobId job-1 -PoolId*'
    }

    It 'ends with -TimeoutSec, and says of no job that it has ended that has not' {
        $null = Connect-WsService -Emulator -EmulatorOptions @{ JobSeconds = 3600; Now = '2026-01-01' }
        $begin = (Get-WsConnection).GetEmulator().Now
        $image = (Get-WsImage -Name win11-2026-01).ImageId
        $pool = Get-WsPool -Name sales-01
        $job = $pool | Invoke-WsPoolRebuild -ImageId $image -Wait -TimeoutSec 60 -Confirm:$false -ErrorVariable failures -WarningVariable warnings -ErrorAction SilentlyContinue -WarningAction SilentlyContinue

        $failures.Count | Should -Be 1
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'WsTimeout,*'
        $warnings | Should -BeNullOrEmpty
        $job.Status | Should -Be 'Running'
        $job.ImageId | Should -Be $image
        (Get-WsConnection).GetEmulator().Now - $begin | Should -BeLessOrEqual ([timespan]::FromSeconds(61))
    }

    It 'waits for states that lag behind no longer than -TimeoutSec in all' {
        $null = Connect-WsService -Emulator -EmulatorOptions @{ JobSeconds = 50; Now = '2026-01-01' }
        $emulator = (Get-WsConnection).GetEmulator()
        $begin = $emulator.Now
        $desktop = $emulator.Desktops[0].DesktopId
        $job = New-WsDesktopImage -DesktopId $desktop -ImageName new-image -Confirm:$false
        $emulator.Fail('GET', '/images', 500, 'WKS.0500', 1000)
        $null = $job | Wait-WsJob -TimeoutSec 60 -ErrorAction SilentlyContinue -WarningAction SilentlyContinue

        $emulator.Now - $begin | Should -BeLessOrEqual ([timespan]::FromSeconds(75))
    }

    It 'sends nothing for an empty pipeline' {
        @() | Wait-WsJob -Verbose 4>&1 | Should -BeNullOrEmpty
    }

    It 'refuses <Name> before anything is sent' -ForEach @(
        @{ Name = 'null'; Id = $null; Message = '*JobId is null or empty*' }
        @{ Name = 'an empty array'; Id = @(); Message = '*JobId is null or empty*' }
        @{ Name = 'an empty id'; Id = ''; Message = '*JobId is null or empty*' }
        @{ Name = 'an id of 256 characters'; Id = 'x' * 256; Message = '*256 characters*limit is 255*' }
    ) {
        $printed = Wait-WsJob -JobId $Id -ErrorVariable failures -ErrorAction SilentlyContinue -Verbose 4>&1

        $printed | Should -BeNullOrEmpty
        $failures.Count | Should -Be 1
        $failures[0] | Should -BeLike $Message
    }
}
