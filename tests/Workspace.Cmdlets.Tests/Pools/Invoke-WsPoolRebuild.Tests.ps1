BeforeAll {
    . $PSScriptRoot/../Support/Wire.ps1
}

Describe 'Invoke-WsPoolRebuild' {
    BeforeEach {
        $server = Start-Wire
        Connect-Wire $server
        $pools = $server.Tenant.Pools
        $sales, $dynamic, $support = $pools
        $new = $server.Tenant.Images | Where-Object Name -EQ 'win11-2026-01'
        $desktops = Get-WsPool | Get-WsPoolDesktop
        $server.Forget()
        $quick = @{ ImageId = $new.ImageId; Confirm = $false }
    }

    AfterEach {
        Disconnect-WsService
        $server.Dispose()
    }

    Context 'of whole pools' {
        It 'sends one request for a pool by <How>, and returns its job at once' -ForEach @(
            @{ How = 'parameter'; Act = { param($pool) Invoke-WsPoolRebuild -PoolId $pool.PoolId @quick } }
            @{ How = 'position'; Act = { param($pool) Invoke-WsPoolRebuild $pool.PoolId @quick } }
            @{ How = 'pipe by property name'; Act = { param($pool) [pscustomobject]@{ PoolId = $pool.PoolId } | Invoke-WsPoolRebuild @quick } }
            @{ How = 'object'; Act = { param($pool) Get-WsPool -PoolId $pool.PoolId | Invoke-WsPoolRebuild @quick } }
        ) {
            $job = & $Act $sales

            $job.GetType().FullName | Should -Be 'Workspace.Jobs.Job'
            $job.GetType() | Should -BeIn (Get-Command Invoke-WsPoolRebuild).OutputType.Type
            $job.JobId | Should -Be $server.Tenant.Jobs[0].JobId
            $job.Type | Should -Be 'rebuildDesktopPool'
            $job.Status | Should -Be 'Waiting'
            $job.PoolId | Should -Be $sales.PoolId
            $job.ImageId | Should -Be $new.ImageId
            $server.Writes.Count | Should -Be 1
            $server.Writes[0].Path | Should -Be "/v2/$($server.Tenant.ProjectId)/desktop-pools/$($sales.PoolId)/rebuild"
            $server.Writes[0].Body | Should -BeExactly "{`"image_id`":`"$($new.ImageId)`",`"delay_time`":15}"
        }

        It 'rebuilds every pool that is piped, and the same one once' {
            $jobs = $pools + $pools[0] | ForEach-Object { [pscustomobject]@{ PoolId = $_.PoolId } } | Invoke-WsPoolRebuild @quick

            $jobs.PoolId | Should -Be $pools.PoolId
            $server.Writes.Count | Should -Be 3
        }

        It 'takes the image from its own parameter only, not from the pool' {
            $null = Get-WsPool -PoolId $sales.PoolId | Invoke-WsPoolRebuild @quick

            ($server.Writes[0].Body | ConvertFrom-Json).image_id | Should -Be $new.ImageId
            $new.ImageId | Should -Not -Be $sales.ImageId
        }

        It 'goes no further than Select-Object -First 1 asks' {
            Get-WsPool | Invoke-WsPoolRebuild @quick | Select-Object -First 1 | ForEach-Object PoolId | Should -Be $sales.PoolId

            $server.Writes.Count | Should -Be 1
        }

        It 'reports what fails and goes on' {
            $jobs = $sales.PoolId, 'unknown', $support.PoolId | ForEach-Object { [pscustomobject]@{ PoolId = $_ } } | Invoke-WsPoolRebuild @quick -ErrorVariable failures -ErrorAction SilentlyContinue

            $jobs.PoolId | Should -Be $sales.PoolId, $support.PoolId
            $failures.Count | Should -Be 1
            $failures[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
            $failures[0].TargetObject | Should -Be 'unknown'
        }

        It 'takes an image that the list does not have with -Force, and warns: a shared one may not be there' {
            $server.Answer('GET', '/images', 200, '{"images":[],"total_count":0}')
            $refused = Get-TerminatingError { $sales, $support | Invoke-WsPoolRebuild @quick }
            $refused.ErrorDetails.RecommendedAction | Should -BeLike '*shared*-Force*'
            $server.Writes | Should -BeNullOrEmpty

            $jobs = $sales, $support | Invoke-WsPoolRebuild @quick -Force -WarningVariable warnings -WarningAction SilentlyContinue

            $jobs.PoolId | Should -Be $sales.PoolId, $support.PoolId
            $warnings.Count | Should -Be 1
            $warnings | Should -BeLike "*image '$($new.ImageId)'*-Force*"
        }

        It 'reports an image that does not exist' {
            $failure = Get-TerminatingError { $sales, $support | Invoke-WsPoolRebuild -ImageId no-image -WhatIf }

            $failure.CategoryInfo.Category | Should -Be 'ObjectNotFound'
            $failure.TargetObject | Should -Be 'no-image'
            $failure | Should -BeLike "*no image 'no-image'*"
            $server.Writes.Count | Should -Be 0
        }
    }

    Context 'with what an image is said to be' {
        It 'refuses -<Parameter> <Said>, which the image is not, before anything is asked or sent' -ForEach @(
            @{ Parameter = 'ImageType'; Said = 'gold'; Actual = 'private' }
            @{ Parameter = 'OSType'; Said = 'Linux'; Actual = 'Windows' }
        ) {
            $with = @{ $Parameter = $Said }
            $failure = Get-TerminatingError { $sales | Invoke-WsPoolRebuild @quick @with }

            $failure.FullyQualifiedErrorId | Should -BeLike 'WsInvalidInput,*'
            $failure.TargetObject | Should -Be $new.ImageId
            $failure | Should -BeLike "*$Parameter '$Said' does not fit image '$($new.Name)' ($($new.ImageId)), which is '$Actual'*"
            $server.Writes.Count | Should -Be 0
        }

        It 'takes what the image is, in any case, and sends it as it was said' {
            $null = $sales | Invoke-WsPoolRebuild @quick -ImageType private -OSType windows

            ($server.Writes[0].Body | ConvertFrom-Json).os_type | Should -BeExactly 'windows'
        }
    }

    Context 'of single desktops' {
        It 'gathers the desktops into one request for each pool' {
            $picked = $desktops | Where-Object PoolId -In $sales.PoolId, $support.PoolId | Group-Object PoolId | ForEach-Object { $_.Group[0, 1] }
            $jobs = $picked[0], $picked[2], $picked[1], $picked[3], $picked[0] | Invoke-WsPoolRebuild @quick

            $server.Writes.Count | Should -Be 2
            $server.Writes.Path | Should -Be ($sales, $support | ForEach-Object { "/v2/$($server.Tenant.ProjectId)/desktop-pools/$($_.PoolId)/rebuild" })
            ($server.Writes[0].Body | ConvertFrom-Json).desktop_ids | Should -Be $picked[0, 1].DesktopId
            ($server.Writes[1].Body | ConvertFrom-Json).desktop_ids | Should -Be $picked[2, 3].DesktopId
            $jobs.DesktopId | Should -Be $picked.DesktopId
        }

        It 'takes them by parameter' {
            $ids = ($desktops | Where-Object PoolId -EQ $sales.PoolId)[0, 2].DesktopId
            $null = Invoke-WsPoolRebuild -DesktopId $ids -PoolId $sales.PoolId @quick

            $server.Writes.Count | Should -Be 1
            $server.Writes[0].Body | Should -BeExactly "{`"image_id`":`"$($new.ImageId)`",`"delay_time`":15,`"desktop_ids`":[`"$($ids[0])`",`"$($ids[1])`"]}"
        }

        It 'repairs desktops that did not follow their pool, though the pool itself has the image' {
            $jobs = Get-WsPool | Get-WsPoolDesktop -Inconsistent Image | Invoke-WsPoolRebuild -ImageId $support.ImageId -Confirm:$false

            $jobs.PoolId | Should -Be $support.PoolId
            $jobs.DesktopId.Count | Should -Be 2
            Get-WsPoolDesktop -PoolId $support.PoolId -Inconsistent Image | Should -BeNullOrEmpty
        }

        It 'refuses desktops that are not in the pool, and names them' {
            $stranger = ($desktops | Where-Object PoolId -EQ $support.PoolId)[0].DesktopId
            Invoke-WsPoolRebuild -DesktopId $stranger -PoolId $sales.PoolId @quick -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

            $failures[0] | Should -BeLike "*$($sales.PoolId) has no desktop $stranger*"
            $failures[0].TargetObject | Should -Be $sales.PoolId
            $server.Writes.Count | Should -Be 0
        }
    }

    Context 'when there is nothing to do' {
        It 'gives a skipped job, and sends no rebuild' {
            $job = Invoke-WsPoolRebuild -PoolId $sales.PoolId -ImageId $sales.ImageId -Confirm:$false

            $job.Status | Should -Be 'Skipped'
            $job.PoolId | Should -Be $sales.PoolId
            $job.ImageId | Should -Be $sales.ImageId
            $job.JobId | Should -BeNullOrEmpty
            $job.FailReason | Should -BeLike '*has this image already*-Force*'
            $server.Writes.Count | Should -Be 0
        }

        It 'rebuilds all the same with -Force' {
            (Invoke-WsPoolRebuild -PoolId $sales.PoolId -ImageId $sales.ImageId -Confirm:$false -Force).Status | Should -Be 'Waiting'
            $server.Writes.Count | Should -Be 1
        }

        It 'rebuilds a pool that has the image, but not on every desktop' {
            (Invoke-WsPoolRebuild -PoolId $support.PoolId -ImageId $support.ImageId -Confirm:$false).Status | Should -Be 'Waiting'
            $server.Writes.Count | Should -Be 1
        }

        It 'writes the skipped jobs too with -Wait' {
            $jobs = $pools | ForEach-Object { [pscustomobject]@{ PoolId = $_.PoolId } } | Invoke-WsPoolRebuild -ImageId $sales.ImageId -Wait -Confirm:$false

            $jobs.Status | Should -Be 'Skipped', 'Skipped', 'Succeeded'
        }
    }

    Context 'with -WhatIf' {
        It 'writes nothing, sends no rebuild, and names what is meant and what is lost' {
            $connected = @($desktops | Where-Object { $_.PoolId -eq $dynamic.PoolId -and $_.LoginStatus -eq 'CONNECTED' }).Count
            $text = Get-HostText { Invoke-WsPoolRebuild -PoolId $dynamic.PoolId -ImageId $new.ImageId -WhatIf | Should -BeNullOrEmpty }

            $server.Writes.Count | Should -Be 0
            $text | Should -BeLike "*What if: *Rebuild with image '$($new.Name)' ($($new.ImageId))*"
            $text | Should -BeLike "*pool '$($dynamic.Name)' ($($dynamic.PoolId)) with $($dynamic.DesktopCount) desktops*"
            $text | Should -Match "$(if ($connected) { $connected } else { 'no' }) users? logged on"
            $text | Should -BeLike "*project $($server.Tenant.ProjectId) in region *"
            $text | Should -BeLike '*what is on them is lost*'
        }

        It 'names the desktops where only some are meant' {
            $some = ($desktops | Where-Object PoolId -EQ $sales.PoolId)[0, 1]
            $text = Get-HostText { $some | Invoke-WsPoolRebuild -ImageId $new.ImageId -WhatIf }

            $server.Writes.Count | Should -Be 0
            $text | Should -BeLike "*2 desktops of pool '$($sales.Name)' ($($sales.PoolId)) ($($some[0].Name), $($some[1].Name))*"
        }

        It 'names the region of the connection, and counts the users who are logged on' {
            $null = Connect-WsService -Emulator -EmulatorOptions @{ Desktops = 60; Pools = 1 }
            $connected = @(Get-WsDesktop | Where-Object LoginStatus -EQ 'CONNECTED').Count
            $text = Get-HostText { Get-WsPool | Invoke-WsPoolRebuild -ImageId $new.ImageId -WhatIf }

            $connected | Should -BeGreaterThan 1
            $text | Should -BeLike "*, $connected users logged on (*), * in project * in region emulator*"
        }

        It 'does not say that something is lost where only new desktops get the image' {
            $text = Get-HostText { Invoke-WsPoolRebuild -PoolId $sales.PoolId -ImageId $new.ImageId -HandleType OnlyForExpand -WhatIf }

            $text | Should -BeLike '*only desktops made from now on*'
            $text | Should -Not -BeLike '*is lost*'
        }
    }

    Context 'with -Wait' {
        It 'starts all, and writes each job when it has ended; the desktops follow' {
            $jobs = Get-WsPool | Invoke-WsPoolRebuild @quick -Wait

            $jobs.Status | Should -Be 'Succeeded', 'Succeeded', 'Succeeded'
            $jobs.PoolId | Sort-Object | Should -Be ($pools.PoolId | Sort-Object)
            $jobs.ImageId | Select-Object -Unique | Should -Be $new.ImageId
            $jobs.SubJobs.Count | Should -Be 22
            Get-WsPool | Get-WsPoolDesktop | ForEach-Object ImageId | Select-Object -Unique | Should -Be $new.ImageId
            $requests = $server.Requests
            $firstLook = [array]::FindIndex($requests, [Predicate[object]] { $args[0].Path -like '*/workspace-jobs/*' })
            $lastWrite = [array]::FindLastIndex($requests, [Predicate[object]] { $args[0].IsWrite })
            $firstLook | Should -BeGreaterThan $lastWrite
        }

        It 'tells the sub-jobs, also of a service that shows them only for the pool' {
            $server.Dispose()
            $server = Start-Wire -Quirks @{ PoolJobsHideSubJobs = $true }
            Connect-Wire $server
            $null = Invoke-WsPoolRebuild -PoolId $sales.PoolId @quick -Wait

            $server.Requests.Target | Where-Object { $_ -like '*workspace-sub-jobs?*job_id=*' } | Select-Object -Last 1 | Should -BeLike "*?desktop_pool_id=$($sales.PoolId)&*"
        }
    }

    Context 'while a rebuild of the pool runs' {
        BeforeEach {
            $server.Dispose()
            $server = Start-Wire -Options @{ JobSeconds = 3600 }
            Connect-Wire $server
            $running = Invoke-WsPoolRebuild -PoolId $sales.PoolId @quick
            $server.Forget()
        }

        It 'refuses, and names the job' {
            Invoke-WsPoolRebuild -PoolId $sales.PoolId @quick -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

            $failures[0].CategoryInfo.Category | Should -Be 'ResourceBusy'
            $failures[0].FullyQualifiedErrorId | Should -BeLike 'WsResourceBusy,*'
            $failures[0] | Should -BeLike "*Wait-WsJob -JobId $($running.JobId) -PoolId $($sales.PoolId)*-Force*"
            $server.Writes.Count | Should -Be 0
        }

        It 'sends it with -Force, and reports what the service says' {
            Invoke-WsPoolRebuild -PoolId $sales.PoolId @quick -Force -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

            $server.Writes.Count | Should -Be 1
            $failures[0].FullyQualifiedErrorId | Should -BeLike 'WKS.00010032,*'
            $failures[0].CategoryInfo.Category | Should -Be 'ResourceBusy'
        }
    }

    # The service lists a job some moments after its start, while the pool tells at once.
    Context 'of a pool that is TEMPORARY with the image that is wanted' {
        BeforeEach {
            $temporary = "{`"id`":`"$($sales.PoolId)`",`"name`":`"sales-01`",`"status`":`"TEMPORARY`",`"image_id`":`"$($new.ImageId)`"}"
        }

        It 'starts nothing, and skips it when it is STEADY' -ForEach @(@{ Wait = $false }, @{ Wait = $true }) {
            $null = Invoke-WsPoolRebuild -PoolId $sales.PoolId @quick
            $server.Forget()
            $server.Answer('GET', "/desktop-pools/$($sales.PoolId)$", 200, $temporary, 2)
            $job = Invoke-WsPoolRebuild -PoolId $sales.PoolId @quick -Wait:$Wait

            $job.Status | Should -Be 'Skipped'
            $server.Writes | Should -BeNullOrEmpty
        }

        It 'is an error as long as no job of it shows' {
            Connect-Wire $server -With @{ RetryTimeoutSec = 1 }
            $server.Answer('GET', "/desktop-pools/$($sales.PoolId)$", 200, $temporary)
            Invoke-WsPoolRebuild -PoolId $sales.PoolId @quick -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

            $failures[0].FullyQualifiedErrorId | Should -BeLike 'WsResourceBusy,*'
            $failures[0] | Should -BeLike "*is TEMPORARY and has image $($new.ImageId)*-Force*"
            $server.Writes | Should -BeNullOrEmpty
        }

        It 'is rebuilt with -Force' {
            $server.Answer('GET', "/desktop-pools/$($sales.PoolId)$", 200, $temporary)
            $null = Invoke-WsPoolRebuild -PoolId $sales.PoolId @quick -Force

            $server.Writes.Count | Should -Be 1
        }
    }

    Context 'when the answer is lost' {
        It 'goes on with the job that began, and sends nothing twice' {
            $server.Drop('POST', '/rebuild$')
            $job = Invoke-WsPoolRebuild -PoolId $sales.PoolId @quick -WarningVariable warnings -WarningAction SilentlyContinue

            $job.JobId | Should -Be $server.Tenant.Jobs[0].JobId
            $server.Writes.Count | Should -Be 1
            $server.Tenant.Jobs.Count | Should -Be 1
            $warnings | Should -BeLike "*was lost*$($job.JobId) was found*"
        }

        It 'says that a rebuild for desktops to come was carried out, which no job shows, and never sends it again' {
            Connect-Wire $server -With @{ RetryTimeoutSec = 2 }
            $server.Drop('POST', '/rebuild$')
            $expand = @{ PoolId = $sales.PoolId; HandleType = 'OnlyForExpand'; RetryAmbiguous = $true }
            Invoke-WsPoolRebuild @expand @quick -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

            $failures[0].FullyQualifiedErrorId | Should -BeLike 'WsAmbiguousOutcome,*'
            $failures[0] | Should -BeLike "*the pool has image $($new.ImageId) now: it was carried out*"
            $server.Writes.Count | Should -Be 1
        }
    }

    Context 'with values that cannot be right' {
        It 'refuses <Name> before anything is sent' -ForEach @(
            @{ Name = 'a delay below 0'; With = @{ DelayMinutes = -1 }; Message = '*DelayMinutes -1 is outside the limits of 0 to 15 minutes*' }
            @{ Name = 'a delay above 15'; With = @{ DelayMinutes = 16 }; Message = '*DelayMinutes 16 is outside the limits of 0 to 15 minutes*' }
            @{ Name = 'a message of 401 characters'; With = @{ Message = 'x' * 401 }; Message = '*Message has 401 characters; the limit is 400*' }
            @{ Name = 'encryption without a key'; With = @{ EncryptType = 'Encrypted' }; Message = '*EncryptType Encrypted needs*KmsKeyId*' }
            @{ Name = 'an empty image id'; With = @{ ImageId = '' }; Message = '*ImageId*empty*' }
            @{ Name = 'a null image id'; With = @{ ImageId = $null }; Message = '*ImageId*' }
            @{ Name = 'an image id of 256 characters'; With = @{ ImageId = 'x' * 256 }; Message = '*ImageId*256 characters*limit is 255*' }
            @{ Name = 'an image type that there is not'; With = @{ ImageType = 'public' }; Message = '*gold,private,market*' }
        ) {
            $values = @{ PoolId = $sales.PoolId; ImageId = $new.ImageId; Confirm = $false }
            foreach ($key in $With.Keys) {
                $values[$key] = $With[$key]
            }

            $failure = Get-TerminatingError { Invoke-WsPoolRebuild @values }

            $failure | Should -BeLike $Message
            $failure.CategoryInfo.Category | Should -BeIn 'InvalidArgument', 'InvalidData'
            $server.Requests.Count | Should -Be 0
        }

        It 'refuses <Name> as the pool before anything is sent' -ForEach @(
            @{ Name = 'null'; Id = $null; Message = '*PoolId is null or empty*' }
            @{ Name = 'an empty id'; Id = ''; Message = '*PoolId is null or empty*' }
            @{ Name = 'an id of 256 characters'; Id = 'x' * 256; Message = '*256 characters*limit is 255*' }
        ) {
            Invoke-WsPoolRebuild -PoolId $Id @quick -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

            $failures[0] | Should -BeLike $Message
            $server.Requests.Count | Should -Be 0
        }

        It 'takes the limits themselves' {
            $null = Invoke-WsPoolRebuild -PoolId $sales.PoolId @quick -DelayMinutes 0 -Message ('x' * 400) -EncryptType Encrypted -KmsKeyId key

            $body = $server.Writes[0].Body | ConvertFrom-Json
            $body.delay_time | Should -Be 0
            $body.message.Length | Should -Be 400
            $body.encrypt_type | Should -Be 'ENCRYPTED'
            $body.kms_id | Should -Be 'key'
        }

        It 'sends -HandleType <Value> as <Word>' -ForEach @(
            @{ Value = 'OnlyForExpand'; Word = 'ONLY_FOR_EXPAND' }
            @{ Value = 'ForExpandAndIdle'; Word = 'FOR_EXPAND_AND_IDLE' }
            @{ Value = 'ForExpandAndAll'; Word = 'FOR_EXPAND_AND_ALL' }
        ) {
            $null = Invoke-WsPoolRebuild -PoolId $sales.PoolId @quick -HandleType $Value

            ($server.Writes[0].Body | ConvertFrom-Json).handle_type | Should -BeExactly $Word
        }
    }
}

Describe 'Invoke-WsPoolRebuild with jobs that last' {
    AfterEach {
        Disconnect-WsService
    }

    It 'reports desktops that failed with their names and the job, and writes the job' {
        $null = Connect-WsService -Emulator -EmulatorOptions @{ FailureRate = 0.3 }
        $image = Get-WsImage -Name win11-2026-01
        $job = Get-WsPool -Name sales-01 | Invoke-WsPoolRebuild -ImageId $image.ImageId -Wait -Confirm:$false -ErrorVariable failures -ErrorAction SilentlyContinue

        $job.Status | Should -Be 'PartlyFailed'
        $failed = $job.SubJobs | Where-Object Status -EQ 'FAILED'
        $failed | Should -Not -BeNullOrEmpty
        $failures.Count | Should -Be 1
        $failures[0] | Should -BeLike "*Job $($job.JobId)*$(@($failed).Count) of $($job.SubJobs.Count) desktops failed*"
        foreach ($part in $failed) {
            $failures[0] | Should -BeLike "*$($part.FailReason) ($($part.ErrorCode)): *$($part.DesktopName)*"
        }

        $failures[0].TargetObject.JobId | Should -Be $job.JobId
        $failures[0].FullyQualifiedErrorId | Should -BeLike "$($failed[0].ErrorCode),*"
        $failures[0].ErrorDetails.RecommendedAction | Should -BeLike "*Get-WsPoolDesktop -PoolId $($job.PoolId) -Inconsistent Image*"
        (Get-WsPoolDesktop -PoolId $job.PoolId -Inconsistent Image).DesktopId | Sort-Object | Should -Be ($failed.DesktopId | Sort-Object)
    }

    It 'reports a job that failed on every desktop' {
        $null = Connect-WsService -Emulator -EmulatorOptions @{ FailureRate = 1 }
        $image = Get-WsImage -Name win11-2026-01
        $jobs = Get-WsPool | Invoke-WsPoolRebuild -ImageId $image.ImageId -Wait -Confirm:$false -ErrorVariable failures -ErrorAction SilentlyContinue

        $jobs.Status | Should -Be 'Failed', 'Failed', 'Failed'
        $failures.Count | Should -Be 3
    }

    It 'gives up after -TimeoutSec, and tells how to wait on' {
        $null = Connect-WsService -Emulator -EmulatorOptions @{ JobSeconds = 3600 }
        $image = Get-WsImage -Name win11-2026-01
        $pool = Get-WsPool -Name sales-01
        $job = $pool | Invoke-WsPoolRebuild -ImageId $image.ImageId -Wait -TimeoutSec 60 -Confirm:$false -ErrorVariable failures -ErrorAction SilentlyContinue

        $failures.Count | Should -Be 1
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'WsTimeout,*'
        $failures[0].CategoryInfo.Category | Should -Be 'OperationTimeout'
        $failures[0].TargetObject | Should -Be $job.JobId
        $failures[0].ErrorDetails.RecommendedAction | Should -BeLike "*Wait-WsJob -JobId $($job.JobId) -PoolId $($pool.PoolId)*"
        $job.Status | Should -BeIn 'Waiting', 'Running'
        ($job | Wait-WsJob).Status | Should -Be 'Succeeded'
    }
}

Describe 'Invoke-WsPoolRebuild on the wire' {
    It 'sends what the API page shows' {
        $server = Start-Wire -Scripted
        Connect-Wire $server
        $server.Answer('GET', '/desktop-pools/the-pool$', 200, '{"id":"the-pool","name":"p","status":"STEADY","image_id":"old"}')
        $server.Answer('GET', '/desktops/detail\?', 200, '{"desktops":[],"total_count":0}')
        $server.Answer('GET', '/workspace-sub-jobs\?', 200, '{"jobs":[],"total_count":0}')
        $server.Answer('GET', '/images\?', 200, '{"images":[{"id":"string","name":"i"}],"total_count":1}')
        $server.Answer('POST', '/rebuild$', 200, '{"job_id":"abc85365-0b2e-4b4f-a091-f7db72072d4b"}')
        $job = Invoke-WsPoolRebuild -PoolId the-pool -ImageId string -ImageType private -OSType string -DelayMinutes 15 -Message string -OrderId string -Repair:$false -Confirm:$false
        Disconnect-WsService
        $server.Dispose()

        $job.JobId | Should -Be 'abc85365-0b2e-4b4f-a091-f7db72072d4b'
        $server.Writes.Count | Should -Be 1
        $request = $server.Writes[0]
        $request.Method | Should -BeExactly 'POST'
        $request.Target | Should -BeExactly '/v2/the-project/desktop-pools/the-pool/rebuild'
        $request.Headers['Content-Type'] | Should -BeExactly 'application/json'
        $request.Headers['X-Auth-Token'] | Should -BeExactly 'the-token'
        $request.Body | Should -BeExactly '{"image_type":"private","image_id":"string","os_type":"string","delay_time":15,"message":"string","order_id":"string","is_fix":false}'
    }
}
