BeforeAll {
    . $PSScriptRoot/../Support/Wire.ps1
}

Describe 'New-WsDesktopImage' {
    BeforeEach {
        $server = Start-Wire
        Connect-Wire $server
        $template = $server.Tenant.Desktops[0]
        $quick = @{ ImageName = 'new-image'; Confirm = $false }
    }

    AfterEach {
        Disconnect-WsService
        $server.Dispose()
    }

    It 'sends one request for a desktop by <How>, and returns its job at once' -ForEach @(
        @{ How = 'parameter'; Act = { New-WsDesktopImage -DesktopId $template.DesktopId @quick } }
        @{ How = 'position'; Act = { New-WsDesktopImage $template.DesktopId new-image -Confirm:$false } }
        @{ How = 'pipe by property name'; Act = { [pscustomobject]@{ DesktopId = $template.DesktopId; ImageName = 'new-image' } | New-WsDesktopImage -Confirm:$false } }
        @{ How = 'object'; Act = { Get-WsDesktop -Name $template.Name | New-WsDesktopImage @quick } }
        @{ How = 'object of Test-WsSysprep'; Act = { Test-WsSysprep -DesktopId $template.DesktopId | New-WsDesktopImage @quick } }
    ) {
        $job = & $Act

        $job.GetType().FullName | Should -Be 'Workspace.Jobs.Job'
        $job.GetType() | Should -BeIn (Get-Command New-WsDesktopImage).OutputType.Type
        $job.JobId | Should -Be $server.Tenant.Jobs[0].JobId
        $job.Type | Should -Be 'desktopToImage'
        $job.Status | Should -Be 'Waiting'
        $job.DesktopId | Should -Be $template.DesktopId
        $job.ImageId | Should -BeNullOrEmpty
        $server.Writes.Count | Should -Be 1
        $server.Writes[0].Path | Should -Be "/v2/$($server.Tenant.ProjectId)/desktops/desktop-to-image"
        $server.Writes[0].Body | Should -BeExactly "{`"image_name`":`"new-image`",`"desktop_id`":`"$($template.DesktopId)`",`"execute_sysprep`":true}"
    }

    It 'names an image per desktop by a script block' {
        $null = Get-WsDesktop -Name 'tmpl-*' | New-WsDesktopImage -ImageName { "img-$($_.Name)" } -Confirm:$false

        $server.Writes.Body | ForEach-Object { ($_ | ConvertFrom-Json).image_name } | Should -Be 'img-tmpl-01', 'img-tmpl-02'
    }

    It 'goes no further than Select-Object -First 1 asks' {
        $null = Get-WsDesktop | New-WsDesktopImage -ImageName { "img-$($_.Name)" } -Confirm:$false | Select-Object -First 1

        $server.Writes.Count | Should -Be 1
    }

    It 'sends the switches as Booleans' {
        $null = New-WsDesktopImage -DesktopId $template.DesktopId @quick -SkipSysprep -ClearData

        $server.Writes[0].Body | Should -BeLike '*"execute_sysprep":false,"is_clear_data":true*'
    }

    Context 'with -WhatIf' {
        It 'writes nothing, sends no capture, and names what is meant' {
            $text = Get-HostText { New-WsDesktopImage -DesktopId $template.DesktopId -ImageName new-image -WhatIf | Should -BeNullOrEmpty }

            $server.Writes.Count | Should -Be 0
            $text | Should -BeLike "*What if: *Make image 'new-image'*desktop 'tmpl-01' ($($template.DesktopId)), no users logged on, in project $($server.Tenant.ProjectId) in region *"
            $text | Should -BeLike '*Sysprep runs on it*'
        }

        It 'says so where somebody is logged on, and where user data is deleted' {
            $used = $server.Tenant.Desktops | Where-Object LoginStatus -EQ 'CONNECTED' | Select-Object -First 1
            $text = Get-HostText { New-WsDesktopImage -DesktopId $used.DesktopId -ImageName new-image -SkipSysprep -ClearData -WhatIf }

            $text | Should -BeLike '*1 user logged on*user data is deleted*'
        }
    }

    Context 'with a name that is taken' {
        It 'refuses one that a private image has, before anything is sent that changes something' {
            New-WsDesktopImage -DesktopId $template.DesktopId -ImageName win11-2026-01 -Confirm:$false -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

            $failures.Count | Should -Be 1
            $failures[0].FullyQualifiedErrorId | Should -BeLike 'WsImageNameExists,*'
            $failures[0].CategoryInfo.Category | Should -Be 'ResourceExists'
            $failures[0].TargetObject | Should -Be $template.DesktopId
            $failures[0] | Should -BeLike '*win11-2026-01*'
            $server.Writes.Count | Should -Be 0
        }

        It 'takes one that only a public image has' {
            $null = New-WsDesktopImage -DesktopId $template.DesktopId -ImageName Workspace-Ubuntu-22.04 -Confirm:$false

            $server.Writes.Count | Should -Be 1
        }

        It 'refuses the same name twice in one call; the first one is made' {
            $jobs = Get-WsDesktop -Name 'tmpl-*' | New-WsDesktopImage @quick -ErrorVariable failures -ErrorAction SilentlyContinue

            @($jobs).Count | Should -Be 1
            $failures.Count | Should -Be 1
            $failures[0] | Should -BeLike "*'new-image' is used twice in one call*"
            $failures[0].TargetObject | Should -Be $server.Tenant.Desktops[1].DesktopId
            $server.Writes.Count | Should -Be 1
        }
    }

    Context 'when something goes wrong' {
        It 'reports an unknown desktop and goes on' {
            $jobs = 'unknown', $template.DesktopId | ForEach-Object { [pscustomobject]@{ DesktopId = $_ } } | New-WsDesktopImage -ImageName { "img-$($_.DesktopId)" } -Confirm:$false -ErrorVariable failures -ErrorAction SilentlyContinue

            @($jobs).Count | Should -Be 1
            $failures.Count | Should -Be 1
            $failures[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
            $failures[0].TargetObject | Should -Be 'unknown'
        }

        It 'reports what the service refuses' {
            $server.Answer('POST', '/desktop-to-image$', 409, '{"error_code":"WKS.00010032","error_msg":"Operation conflict"}')
            New-WsDesktopImage -DesktopId $template.DesktopId @quick -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

            $failures[0].FullyQualifiedErrorId | Should -BeLike 'WKS.00010032,*'
            $failures[0].CategoryInfo.Category | Should -Be 'InvalidOperation'
            $failures[0].TargetObject | Should -Be $template.DesktopId
            $server.Writes.Count | Should -Be 1
        }

        It 'goes on with the job that began when the answer is lost, and sends nothing twice' {
            $server.Drop('POST', '/desktop-to-image$')
            $job = New-WsDesktopImage -DesktopId $template.DesktopId @quick -WarningVariable warnings -WarningAction SilentlyContinue

            $job.JobId | Should -Be $server.Tenant.Jobs[0].JobId
            $server.Writes.Count | Should -Be 1
            $warnings | Should -BeLike "*was lost*$($job.JobId) was found*"
        }
    }

    Context 'with values that cannot be right' {
        It 'refuses <Name> before anything is sent' -ForEach @(
            @{ Name = 'an empty image name'; With = @{ ImageName = '' }; Message = '*ImageName is empty: give 1 to 128 characters*' }
            @{ Name = 'a null image name'; With = @{ ImageName = $null }; Message = '*ImageName is empty: give 1 to 128 characters*' }
            @{ Name = 'an image name of 129 characters'; With = @{ ImageName = 'x' * 129 }; Message = '*129 characters; the limit is 128*' }
            @{ Name = 'an image name with a leading blank'; With = @{ ImageName = ' x' }; Message = "*' x' begins or ends with a blank*" }
            @{ Name = 'an image name with a trailing blank'; With = @{ ImageName = 'x ' }; Message = "*'x ' begins or ends with a blank*" }
            @{ Name = 'an image name with a slash'; With = @{ ImageName = 'x/y' }; Message = "*'x/y' has a character that the service does not take*" }
            @{ Name = 'an image name with an umlaut'; With = @{ ImageName = "m$([char] 0xFC)ller" }; Message = '*has a character that the service does not take*' }
            @{ Name = 'a description of 1025 characters'; With = @{ Description = 'x' * 1025 }; Message = '*Description has 1025 characters; the limit is 1024*' }
            @{ Name = 'a description with a character outside the set'; With = @{ Description = 'a<b' }; Message = "*Description 'a<b' has a character that the service does not take*" }
            @{ Name = 'clearing data while Sysprep runs'; With = @{ ClearData = $true }; Message = '*ClearData*with SkipSysprep only*' }
            @{ Name = 'a least memory above the most'; With = @{ MinRamMB = 8192; MaxRamMB = 4096 }; Message = '*MinRamMB 8192 and MaxRamMB 4096 are no range*' }
            @{ Name = 'a negative memory'; With = @{ MinRamMB = -1 }; Message = '*MinRamMB -1*0 or more*' }
            @{ Name = 'an empty desktop id'; With = @{ DesktopId = '' }; Message = '*DesktopId is*empty*' }
            @{ Name = 'a null desktop id'; With = @{ DesktopId = $null }; Message = '*DesktopId is*empty*' }
            @{ Name = 'a desktop id of 256 characters'; With = @{ DesktopId = 'x' * 256 }; Message = '*256 characters; the limit is 255*' }
            @{ Name = 'a tag value over 1024 characters'; With = @{ Tag = @{ k = 'x' * 1025 } }; Message = '*limit of 1024 characters*' }
        ) {
            $values = @{ DesktopId = $template.DesktopId } + $quick
            foreach ($key in $With.Keys) {
                $values[$key] = $With[$key]
            }

            New-WsDesktopImage @values -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

            $failures.Count | Should -Be 1
            $failures[0] | Should -BeLike $Message
            $failures[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
            $failures[0].FullyQualifiedErrorId | Should -BeLike 'WsInvalidInput,*'
            $server.Requests.Count | Should -Be 0
        }

        It 'takes the limits themselves' {
            $name = [string] [char] 0x4E2D + ('x' * 127)
            $null = New-WsDesktopImage -DesktopId $template.DesktopId -ImageName $name -Description ('x' * 1024) -MinRamMB 4096 -MaxRamMB 4096 -Confirm:$false

            ($server.Writes[0].Body | ConvertFrom-Json).image_name | Should -BeExactly $name
        }
    }
}

Describe 'New-WsDesktopImage with jobs that last' {
    AfterEach {
        Disconnect-WsService
    }

    It 'ends with the image that was not there before when it waits' {
        $null = Connect-WsService -Emulator -EmulatorOptions @{ JobSeconds = 900 }
        $before = (Get-WsImage).ImageId
        $job = Get-WsDesktop -Name tmpl-01 | New-WsDesktopImage -ImageName 'win11-2026-11' -Wait -Confirm:$false

        $job.Status | Should -Be 'Succeeded'
        $job.Progress | Should -Be 100
        $job.EndTime | Should -BeGreaterThan $job.BeginTime
        $job.ImageId | Should -Not -BeIn $before
        (Get-WsImage -ImageId $job.ImageId).Name | Should -BeExactly 'win11-2026-11'
        $job.DesktopId | Should -Be (Get-WsDesktop -Name tmpl-01).DesktopId
    }

    It 'tells each job its own image' {
        $null = Connect-WsService -Emulator -EmulatorOptions @{ Pools = 0; Desktops = 4 }
        $jobs = Get-WsDesktop | Where-Object Name -NE 'tmpl-02' | New-WsDesktopImage -ImageName { "img-$($_.Name)" } -Wait -Confirm:$false

        $jobs.Count | Should -Be 3
        foreach ($job in $jobs) {
            (Get-WsImage -ImageId $job.ImageId).Name | Should -Be "img-$((Get-WsDesktop -DesktopId $job.DesktopId).Name)"
        }
    }

    It 'reports a capture that failed, and writes its job without an image' {
        $null = Connect-WsService -Emulator
        $job = Get-WsDesktop -Name tmpl-02 | New-WsDesktopImage -ImageName new-image -Wait -Confirm:$false -ErrorVariable failures -ErrorAction SilentlyContinue

        $job.Status | Should -Be 'Failed'
        $job.ImageId | Should -BeNullOrEmpty
        $failures.Count | Should -Be 1
        $failures[0] | Should -BeLike "*$($job.JobId)*The desktop does not support image creation*tmpl-02*"
        $failures[0].TargetObject.JobId | Should -Be $job.JobId
    }

    It 'refuses a desktop whose capture is running, and names the job; -Force sends it' {
        $null = Connect-WsService -Emulator -EmulatorOptions @{ JobSeconds = 3600 }
        $template = Get-WsDesktop -Name tmpl-01
        $running = $template | New-WsDesktopImage -ImageName first -Confirm:$false
        $template | New-WsDesktopImage -ImageName second -Confirm:$false -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $template | New-WsDesktopImage -ImageName second -Confirm:$false -Force -ErrorVariable refusals -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

        $failures[0].FullyQualifiedErrorId | Should -BeLike 'WsResourceBusy,*'
        $failures[0] | Should -BeLike "*Wait-WsJob -JobId $($running.JobId)*"
        $refusals[0].FullyQualifiedErrorId | Should -BeLike 'WKS.00010032,*'
    }

    It 'captures another desktop meanwhile' {
        $null = Connect-WsService -Emulator -EmulatorOptions @{ JobSeconds = 3600; Pools = 0; Desktops = 2 }
        $jobs = Get-WsDesktop | New-WsDesktopImage -ImageName { "img-$($_.Name)" } -Confirm:$false

        $jobs.Count | Should -Be 2
    }

    It 'gives up after -TimeoutSec, and tells how to wait on' {
        $null = Connect-WsService -Emulator -EmulatorOptions @{ JobSeconds = 3600 }
        $job = Get-WsDesktop -Name tmpl-01 | New-WsDesktopImage -ImageName new-image -Wait -TimeoutSec 30 -Confirm:$false -ErrorVariable failures -ErrorAction SilentlyContinue

        $failures[0].FullyQualifiedErrorId | Should -BeLike 'WsTimeout,*'
        $failures[0].TargetObject | Should -Be $job.JobId
        $failures[0].ErrorDetails.RecommendedAction | Should -BeLike "*Wait-WsJob -JobId $($job.JobId)*"
    }
}

Describe 'New-WsDesktopImage on the wire' {
    It 'does not take a capture for timed out that has succeeded while the image of another was waited for' {
        $server = Start-Wire -Scripted
        Connect-Wire $server
        $complete = '{"status":"COMPLETE","job_type":"desktopToImage","sub_jobs_total":1,"sub_jobs":[{"id":"s","status":"SUCCESS","entities":{"desktop_id":"d"}}]}'
        $server.Answer('GET', '/images\?', 200, '{"images":[{"id":"second-image","name":"second"}],"total_count":1}')
        $server.Answer('GET', '/images\?', 200, '{"images":[],"total_count":0}', 2)
        $server.Answer('GET', '/desktops/', 200, '{"desktop":{"desktop_id":"d","computer_name":"d","task_status":""}}')
        $server.Answer('GET', '/workspace-sub-jobs\?', 200, '{"jobs":[],"total_count":0}')
        $server.Answer('POST', '/desktop-to-image$', 200, '{"job_id":"second-job"}')
        $server.Answer('POST', '/desktop-to-image$', 200, '{"job_id":"first-job"}', 1)
        $server.Answer('GET', '/workspace-jobs/', 200, $complete)
        $server.Answer('GET', '/workspace-jobs/second-job', 200, '{"status":"RUNNING","job_type":"desktopToImage","sub_jobs_total":1,"sub_jobs":[{"id":"s","status":"RUNNING"}]}', 1)
        $jobs = 'first', 'second' | ForEach-Object { [pscustomobject]@{ DesktopId = "$_-desktop"; ImageName = $_ } } | New-WsDesktopImage -Wait -TimeoutSec 1 -Confirm:$false -ErrorVariable failures -ErrorAction SilentlyContinue
        Disconnect-WsService
        $server.Dispose()

        $failures.Count | Should -Be 1
        $failures[0] | Should -BeLike "*Job first-job succeeded, but no image 'first' appeared*"
        $jobs.JobId | Should -Be 'first-job', 'second-job'
        $jobs.Status | Should -Be 'Succeeded', 'Succeeded'
        $jobs[1].ImageId | Should -Be 'second-image'
    }

    It 'sends what the API page shows' {
        $server = Start-Wire -Scripted
        Connect-Wire $server
        $server.Answer('GET', '/images\?', 200, '{"images":[],"total_count":0}')
        $server.Answer('GET', '/desktops/string$', 200, '{"desktop":{"desktop_id":"string","computer_name":"d"}}')
        $server.Answer('GET', '/workspace-sub-jobs\?', 200, '{"jobs":[],"total_count":0}')
        $server.Answer('POST', '/desktop-to-image$', 200, '{"job_id":"string"}')
        $job = New-WsDesktopImage -ImageName string -Description string -DesktopId string -Tag @{ key = 'value' } -EnterpriseProjectId string -MaxRamMB 8192 -MinRamMB 4096 -Confirm:$false
        Disconnect-WsService
        $server.Dispose()

        $job.JobId | Should -Be 'string'
        $server.Writes.Count | Should -Be 1
        $request = $server.Writes[0]
        $request.Method | Should -BeExactly 'POST'
        $request.Target | Should -BeExactly '/v2/the-project/desktops/desktop-to-image'
        $request.Headers['Content-Type'] | Should -BeExactly 'application/json'
        $request.Headers['X-Auth-Token'] | Should -BeExactly 'the-token'
        # The page's table calls execute_sysprep a Boolean; its example writes it as a text.
        $request.Body | Should -BeExactly '{"image_name":"string","image_description":"string","desktop_id":"string","execute_sysprep":true,"image_tags":[{"key":"key","value":"value"}],"enterprise_project_id":"string","max_ram":"8192","min_ram":"4096"}'
    }
}
