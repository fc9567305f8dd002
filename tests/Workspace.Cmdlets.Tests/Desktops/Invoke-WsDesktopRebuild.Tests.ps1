. $PSScriptRoot/../Support/DesktopChangeCases.ps1 -Cmdlet Invoke-WsDesktopRebuild -With @{ ImageId = ''; ImageType = 'private'; Confirm = $false } -Method POST -Path /desktops/rebuild

Describe 'Invoke-WsDesktopRebuild' {
    BeforeEach {
        $server = Start-Wire
        Connect-Wire $server
        $new = $server.Tenant.Images | Where-Object Name -EQ 'win11-2026-01'
        $support = $server.Tenant.Pools | Where-Object Name -EQ 'support-01'
        $ids = $server.Tenant.Desktops[0, 3].DesktopId
        $quick = @{ ImageId = $new.ImageId; Confirm = $false }
    }

    AfterEach {
        Disconnect-WsService
        $server.Dispose()
    }

    It 'sends what is given, with the type of the image that the service lists, and returns its job at once' {
        $job = Invoke-WsDesktopRebuild -DesktopId $ids @quick

        $job.GetType() | Should -BeIn (Get-Command Invoke-WsDesktopRebuild).OutputType.Type
        $job.JobId | Should -Be $server.Tenant.Jobs[0].JobId
        $job.Type | Should -Be 'rebuildDesktops'
        $job.Status | Should -Be 'Waiting'
        $job.DesktopId | Should -Be $ids
        $job.ImageId | Should -Be $new.ImageId
        $server.Writes[0].Body | Should -BeExactly "{`"desktop_ids`":[`"$($ids -join '","')`"],`"image_type`":`"private`",`"image_id`":`"$($new.ImageId)`",`"delay_time`":15}"
    }

    It 'sends everything that can be given' {
        $null = Invoke-WsDesktopRebuild -DesktopId $ids[0] @quick -ImageType private -OSType Windows -DelayMinutes 2147483647 -Message 'Save' -OrderId o -EnterpriseProjectId e -HandleType ForExpandAndIdle -EncryptType Encrypted -KmsKeyId k

        $server.Writes[0].Body | Should -BeExactly "{`"desktop_ids`":[`"$($ids[0])`"],`"image_type`":`"private`",`"image_id`":`"$($new.ImageId)`",`"os_type`":`"Windows`",`"delay_time`":2147483647,`"message`":`"Save`",`"order_id`":`"o`",`"enterprise_project_id`":`"e`",`"handle_type`":`"FOR_EXPAND_AND_IDLE`",`"encrypt_type`":`"ENCRYPTED`",`"kms_id`":`"k`"}"
    }

    It 'takes the image from its own parameter only, not from the desktop' {
        $null = Get-WsDesktop -DesktopId $ids | Invoke-WsDesktopRebuild @quick

        ($server.Writes[0].Body | ConvertFrom-Json).image_id | Should -Be $new.ImageId
        Invoke-NonInteractive '$null = Connect-WsService -Emulator; Get-WsDesktop | Invoke-WsDesktopRebuild -Force -Confirm:$false; "jobs: $(@(Get-WsJob).Count)"' | Should -BeLike '*MissingMandatoryParameter,Workspace.Commands.InvokeWsDesktopRebuildCommand*jobs: 0*'
    }

    It 'refuses <Name> before anything is sent' -ForEach @(
        @{ Name = 'a delay below 0'; With = @{ DelayMinutes = -1 }; Message = '*DelayMinutes -1 is outside the limits of 0 to 2147483647 minutes*' }
        @{ Name = 'a message of 401 characters'; With = @{ Message = 'x' * 401 }; Message = '*Message has 401 characters; the limit is 400*' }
        @{ Name = 'encryption without a key'; With = @{ EncryptType = 'Encrypted' }; Message = '*EncryptType Encrypted needs*KmsKeyId*' }
        @{ Name = 'an empty image id'; With = @{ ImageId = '' }; Message = '*ImageId*empty*' }
        @{ Name = 'an enterprise project of 37 characters'; With = @{ EnterpriseProjectId = 'e' * 37 }; Message = '*37 characters; the limit is 36*' }
        @{ Name = 'an image type that there is not'; With = @{ ImageType = 'public' }; Message = '*gold,private,market*' }
    ) {
        $values = @{ DesktopId = $ids; ImageId = $new.ImageId; Confirm = $false }
        foreach ($key in $With.Keys) {
            $values[$key] = $With[$key]
        }

        Get-TerminatingError { Invoke-WsDesktopRebuild @values } | Should -BeLike $Message
        $server.Requests.Count | Should -Be 0
    }

    It 'takes an image that the list does not have with -Force, and warns; the type must be given' {
        $server.Answer('POST', '/desktops/rebuild$', 200, '{"job_id":"forced"}')
        $shared = @{ DesktopId = $ids; ImageId = 'shared'; Force = $true; Confirm = $false }
        $job = Invoke-WsDesktopRebuild @shared -ImageType private -WarningVariable warnings -WarningAction SilentlyContinue
        Invoke-WsDesktopRebuild @shared -ErrorVariable failures -ErrorAction SilentlyContinue -WarningAction SilentlyContinue

        $job.JobId | Should -Be 'forced'
        $warnings | Should -BeLike "*image 'shared'*-Force*"
        $failures[0] | Should -BeLike '*not in the list of images: give -ImageType*'
        $server.Writes.Count | Should -Be 1
    }

    It 'ends where there is no such image, before anything is asked or sent' {
        $failure = Get-TerminatingError { Invoke-WsDesktopRebuild -DesktopId $ids -ImageId absent -Confirm:$false }

        $failure.CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $server.Requests.Count | Should -Be 1
    }

    It 'wants the type where images may not be listed' {
        $server.Answer('GET', '/images\?', 403, '{"error_code":"WKS.0403","error_msg":"no permission"}')
        Invoke-WsDesktopRebuild -DesktopId $ids @quick -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

        $failures[0] | Should -BeLike '*may not list images: give -ImageType*'
        $server.Writes.Count | Should -Be 0
        (Invoke-WsDesktopRebuild -DesktopId $ids @quick -ImageType private).JobId | Should -Be $server.Tenant.Jobs[0].JobId
    }

    It 'waits until the desktops have the image and nothing is done to them any more' {
        $null = Connect-WsService -Emulator -EmulatorOptions @{ JobSeconds = 120 }
        $image = Get-WsImage -Name win11-2026-01
        $job = Get-WsDesktop -Name tmpl-* | Invoke-WsDesktopRebuild -ImageId $image.ImageId -Wait -Confirm:$false

        $job.Status | Should -Be 'Succeeded'
        $job.ImageId | Should -Be $image.ImageId
        (Get-WsDesktop -Name tmpl-*).ImageId | Select-Object -Unique | Should -Be $image.ImageId
        (Get-WsDesktop -Name tmpl-*).TaskStatus | Where-Object { $_ } | Should -BeNullOrEmpty
    }

    It 'leaves desktops alone that have the image, and says so in one skipped job' {
        $null = Invoke-WsDesktopRebuild -DesktopId $ids[0] @quick -Wait
        $server.Forget()
        $jobs = Invoke-WsDesktopRebuild -DesktopId $ids @quick -Wait

        ($server.Writes[0].Body | ConvertFrom-Json).desktop_ids | Should -Be $ids[1]
        $jobs.Status | Should -Be 'Skipped', 'Succeeded'
        $jobs[0].DesktopId | Should -Be $ids[0]
        $jobs[0].FailReason | Should -BeLike '*tmpl-01 has this image already*-Force*'
        $server.Forget()
        (Invoke-WsDesktopRebuild -DesktopId $ids @quick).Status | Should -Be 'Skipped'
        $server.Writes.Count | Should -Be 0
        (Invoke-WsDesktopRebuild -DesktopId $ids @quick -Force).DesktopId | Should -Be $ids
    }

    It 'repairs the stragglers of a pool, as Invoke-WsPoolRebuild does' {
        $stragglers = Get-WsPoolDesktop -PoolId $support.PoolId -Inconsistent Image
        $job = $stragglers | Invoke-WsDesktopRebuild -ImageId $support.ImageId -Wait -Confirm:$false

        $job.DesktopId | Should -Be $stragglers.DesktopId
        Get-WsPoolDesktop -PoolId $support.PoolId -Inconsistent Image | Should -BeNullOrEmpty
        (Get-WsPool -PoolId $support.PoolId).ImageId | Should -Be $support.ImageId
    }

    It 'asks with -WhatIf nothing, and names what is lost' {
        $text = Get-HostText { Invoke-WsDesktopRebuild -DesktopId $ids[0] @quick -WhatIf }

        $text | Should -BeLike "*`"Rebuild with image '$($new.Name)' ($($new.ImageId))`" on target `"desktop 'tmpl-01' ($($ids[0])), no users logged on*what is on them is lost*"
        $server.Writes.Count | Should -Be 0
    }

    Context 'while one of the desktops is rebuilt' {
        BeforeEach {
            $server.Dispose()
            $server = Start-Wire -Options @{ JobSeconds = 3600 }
            Connect-Wire $server
            $running = Invoke-WsDesktopRebuild -DesktopId $ids[0] @quick
            $server.Forget()
        }

        It 'refuses, and names the job' {
            Invoke-WsDesktopRebuild -DesktopId $ids @quick -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

            $failures[0].CategoryInfo.Category | Should -Be 'ResourceBusy'
            $failures[0] | Should -BeLike "*Wait-WsJob -JobId $($running.JobId)*-Force*"
            $server.Writes.Count | Should -Be 0
        }

        It 'sends it with -Force, and reports what the service says of the one that is busy' {
            $job = Invoke-WsDesktopRebuild -DesktopId $ids @quick -Force -ErrorVariable failures -ErrorAction SilentlyContinue

            $job.DesktopId | Should -Be $ids[1]
            $failures[0].TargetObject | Should -Be $ids[0]
            $failures[0].FullyQualifiedErrorId | Should -BeLike 'WKS.00010032,*'
        }
    }

    It 'goes on with the job that began when the answer is lost, and sends nothing twice' {
        $server.Drop('POST', '/rebuild$')
        $job = Invoke-WsDesktopRebuild -DesktopId $ids @quick -WarningVariable warnings -WarningAction SilentlyContinue

        $job.JobId | Should -Be $server.Tenant.Jobs[0].JobId
        $server.Writes.Count | Should -Be 1
        "$warnings" | Should -BeLike "*was lost*$($job.JobId) was found*"
    }

    It 'starts no more than Select-Object -First 1 takes' {
        $server.Dispose()
        $server = Start-Wire -Options @{ Desktops = 260 }
        Connect-Wire $server
        Invoke-WsDesktopRebuild -DesktopId $server.Tenant.Desktops.DesktopId @quick | Select-Object -First 1 | Should -Not -BeNullOrEmpty

        $server.Writes.Count | Should -Be 1
    }

    It 'looks for jobs once for many batches, and sees among them one that runs on a desktop of a later batch' {
        $server.Dispose()
        $server = Start-Wire -Options @{ Desktops = 460; JobSeconds = 3600 }
        Connect-Wire $server
        $all = $server.Tenant.Desktops.DesktopId
        $running = Invoke-WsDesktopRebuild -DesktopId $all[399] -ImageId ($server.Tenant.Images | Where-Object Name -EQ 'win11-2026-01').ImageId -Confirm:$false
        Connect-Wire $server
        $server.Forget()
        $jobs = Invoke-WsDesktopRebuild -DesktopId $all @quick -ErrorVariable failures -ErrorAction SilentlyContinue

        @($server.Requests | Where-Object Path -Like '*/workspace-sub-jobs').Count | Should -Be 1
        $jobs.Count | Should -Be 4
        $failures[0] | Should -BeLike "*Wait-WsJob -JobId $($running.JobId)*"
        $failures[0].CategoryInfo.Category | Should -Be 'ResourceBusy'
    }

    It 'reports desktops that failed, with their names' {
        $null = Connect-WsService -Emulator -EmulatorOptions @{ FailureRate = 0.5 }
        $image = Get-WsImage -Name win11-2026-01
        $job = Get-WsDesktop -Name tmpl-* | Invoke-WsDesktopRebuild -ImageId $image.ImageId -Wait -Confirm:$false -ErrorVariable failures -ErrorAction SilentlyContinue

        $job.Status | Should -Be 'PartlyFailed'
        $failures.Count | Should -Be 1
        $failures[0] | Should -BeLike '*1 of 2 desktops failed*tmpl-0*'
    }
}
