BeforeAll {
    . $PSScriptRoot/../Support/Wire.ps1
    $ConfirmPreference = 'None'
}

Describe 'A repair of pools' {
    BeforeEach {
        $server = Start-Wire
        Connect-Wire $server
        $sales, $dynamic, $support = Get-WsPool
        $new = Get-WsImage -Name win11-2026-01
        $old = Get-WsImage -ImageId $support.ImageId
        $behind = @(Get-WsPoolDesktop -PoolId $support.PoolId -Inconsistent Image)
        $server.Forget()

        function Get-Sent {
            $server.Writes | ForEach-Object { $_.Body | ConvertFrom-Json }
        }
    }

    AfterEach {
        Disconnect-WsService
        $server.Dispose()
    }

    Context 'without -ImageId' {
        It 'gives each pool its own image, whatever the pools have: <How>' -ForEach @(
            @{ How = 'piped desktops'; Act = { Get-WsPool | Get-WsPoolDesktop -Inconsistent Image | Invoke-WsPoolRebuild } }
            @{ How = 'piped desktops with -Wait'; Act = { Get-WsPool | Get-WsPoolDesktop -Inconsistent Image | Invoke-WsPoolRebuild -Wait } }
            @{ How = 'desktops from Import-Clixml'; Act = {
                    Get-WsPool | Get-WsPoolDesktop -Inconsistent Image | Export-Clixml (Join-Path $TestDrive d.xml)
                    Import-Clixml (Join-Path $TestDrive d.xml) | Invoke-WsPoolRebuild
                }
            }
            @{ How = 'piped pools with -Repair'; Act = { Get-WsPool | Invoke-WsPoolRebuild -Repair } }
            @{ How = 'piped pools with -Repair and -Wait'; Act = { Get-WsPool | Invoke-WsPoolRebuild -Repair -Wait } }
        ) {
            # Another image than that of the other pool with stragglers.
            $null = Get-WsPoolDesktop -PoolId $sales.PoolId | Select-Object -First 2 | Invoke-WsPoolRebuild -ImageId $new.ImageId
            $stragglers = @(Get-WsPool | Get-WsPoolDesktop -Inconsistent Image)
            $before = Get-WsPool
            $before.ImageId | Select-Object -Unique | Should -HaveCount 2
            $stragglers.PoolId | Select-Object -Unique | Should -HaveCount 2
            $jobs = & $Act | Where-Object Status -NE 'Skipped'

            $jobs | ForEach-Object { $job = $_; $job.ImageId | Should -Be ($before | Where-Object PoolId -EQ $job.PoolId).ImageId }
            $jobs.PoolId | Sort-Object | Should -Be ($stragglers.PoolId | Sort-Object -Unique)
            (Get-WsPool).ImageId | Should -Be $before.ImageId
            Get-WsPool | Get-WsPoolDesktop -Inconsistent Image | Should -BeNullOrEmpty
        }

        It 'leaves desktops alone that have the image of their pool, whatever was piped' {
            $follows = Get-WsPoolDesktop -PoolId $support.PoolId | Where-Object DesktopId -NotIn $behind.DesktopId | Select-Object -First 1
            $jobs = $follows, $behind[0] | Invoke-WsPoolRebuild -Force

            @(Get-Sent).Count | Should -Be 1
            (Get-Sent).desktop_ids | Should -Be $behind[0].DesktopId
            $skipped = $jobs | Where-Object Status -EQ 'Skipped'
            $skipped.DesktopId | Should -Be $follows.DesktopId
            $skipped.FailReason | Should -BeLike "*$($follows.Name)*-ImageId*"
        }

        It 'skips a pool that no desktop differs from' {
            (Get-WsPool -Name sales-01 | Invoke-WsPoolRebuild -Repair).Status | Should -Be 'Skipped'
            $server.Writes | Should -BeNullOrEmpty
        }

        It 'is an error for a whole pool without -Repair, and nothing is sent' {
            Get-WsPool | Invoke-WsPoolRebuild -Force -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

            $failures.Count | Should -Be 3
            $failures[0] | Should -BeLike '*-ImageId*-Repair*'
            $failures[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
            $server.Writes | Should -BeNullOrEmpty
        }

        It 'takes <_> for an error, and never for an absent one' -ForEach 'null', 'an empty one' {
            $none = if ($_ -eq 'null') { $null } else { '' }
            $failure = Get-TerminatingError { $behind | Invoke-WsPoolRebuild -ImageId $none }

            $failure.FullyQualifiedErrorId | Should -BeLike 'ParameterArgumentValidationError,*'
            $server.Requests.Count | Should -Be 0
        }

        It 'needs no image in the list of images: it is the pool that has it' {
            $server.Answer('GET', '/images', 200, '{"images":[],"total_count":0}')
            $null = $behind | Invoke-WsPoolRebuild

            (Get-Sent).image_id | Should -Be $old.ImageId
        }

        It 'stops where the pool has got another image since it was asked' {
            # The rule that was made last answers first.
            foreach ($image in $new, $old) {
                $server.Answer('GET', "/desktop-pools/$($support.PoolId)`$", 200, "{`"id`":`"$($support.PoolId)`",`"name`":`"support-01`",`"image_id`":`"$($image.ImageId)`",`"status`":`"STEADY`"}", 1)
            }

            $behind | Invoke-WsPoolRebuild -Wait -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

            "$failures" | Should -BeLike "*$($new.ImageId)*$($old.ImageId)*nothing was sent*"
            $server.Writes | Should -BeNullOrEmpty
        }
    }

    Context 'what it says with -WhatIf' {
        It 'names the change of a pool''s image, and how many desktops stay on the old one: <How>' -ForEach @(
            @{ How = 'some desktops'; Stay = '5 desktops stay'; Act = { $behind | Invoke-WsPoolRebuild -ImageId $new.ImageId -WhatIf } }
            @{ How = '-Repair'; Stay = '5 desktops stay'; Act = { $support | Invoke-WsPoolRebuild -Repair -ImageId $new.ImageId -WhatIf } }
            @{ How = 'new desktops only'; Stay = '5 desktops stay'; Act = { $support | Invoke-WsPoolRebuild -HandleType OnlyForExpand -ImageId $new.ImageId -WhatIf } }
            @{ How = 'the whole pool'; Stay = ''; Act = { $support | Invoke-WsPoolRebuild -ImageId $new.ImageId -WhatIf } }
        ) {
            $text = (Get-HostText { & $Act }) -replace '\r?\n', ''

            $text | Should -BeLike "*; changes the pool's image from '$($old.Name)' ($($old.ImageId)) to '$($new.Name)' ($($new.ImageId))*"
            if ($Stay) {
                $text | Should -BeLike "*; $Stay on '$($old.Name)'*"
            }
            else {
                $text | Should -Not -BeLike '*stay on*'
            }

            $server.Writes | Should -BeNullOrEmpty
        }

        It 'counts those in use where only idle desktops are reached' {
            $busy = @(Get-WsPoolDesktop -PoolId $sales.PoolId | Where-Object LoginStatus -EQ 'CONNECTED').Count
            $text = (Get-HostText { $sales | Invoke-WsPoolRebuild -HandleType ForExpandAndIdle -ImageId $new.ImageId -WhatIf }) -replace '\r?\n', ''

            $busy | Should -Be 1
            $text | Should -BeLike "*; 1 desktop stays on '*"
        }

        It 'names with -Repair the desktops that differ, the image, and no change' {
            $text = (Get-HostText { $support | Invoke-WsPoolRebuild -Repair -WhatIf }) -replace '\r?\n', ''

            $text | Should -BeLike "*Rebuild with image '$($old.Name)' ($($old.ImageId))*2 desktops of pool 'support-01' ($($support.PoolId)) ($($behind.Name -join ', '))*"
            $text | Should -Not -BeLike '*changes the pool*'
        }
    }
}
