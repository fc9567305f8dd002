BeforeAll {
    . $PSScriptRoot/../Support/Wire.ps1
}

Describe 'Rules that keep pipelines safe' {
    BeforeEach {
        $server = Start-Wire
        Connect-Wire $server
        $pools = Get-WsPool
        $pool = $pools[0]
        $desktops = $pool | Get-WsPoolDesktop
        $image = Get-WsImage -Name win11-2026-01
        $rebuild = @{ ImageId = $image.ImageId; Confirm = $false }
        $server.Forget()
    }

    AfterEach {
        Disconnect-WsService
        $server.Dispose()
    }

    Context 'nothing never means everything' {
        It '<Cmdlet> changes nothing for <Name>' -ForEach @(
            foreach ($cmdlet in 'Invoke-WsPoolRebuild', 'New-WsDesktopImage', 'Install-WsAgent', 'Invoke-WsDesktopRebuild', 'Start-WsDesktop', 'Stop-WsDesktop', 'Restart-WsDesktop', 'Suspend-WsDesktop', 'Set-WsMaintenanceMode', 'Stop-WsUserSession', 'Send-WsNotification') {
                @{ Cmdlet = $cmdlet; Name = 'null'; Value = $null; Fails = 1 }
                @{ Cmdlet = $cmdlet; Name = 'an empty array'; Value = @(); Fails = 0 }
                @{ Cmdlet = $cmdlet; Name = 'a text'; Value = 'sales-01'; Fails = 1 }
                @{ Cmdlet = $cmdlet; Name = 'a number'; Value = 5; Fails = 1 }
                @{ Cmdlet = $cmdlet; Name = 'an object without ids'; Value = [pscustomobject]@{ Name = 'x' }; Fails = 1 }
                @{ Cmdlet = $cmdlet; Name = 'an object whose ids are null'; Value = [pscustomobject]@{ PoolId = $null; DesktopId = $null }; Fails = 1 }
                @{ Cmdlet = $cmdlet; Name = 'an object whose ids are empty'; Value = [pscustomobject]@{ PoolId = ''; DesktopId = '' }; Fails = 1 }
            }
        ) {
            $with = switch ($Cmdlet) {
                { $_ -in 'Invoke-WsPoolRebuild', 'Invoke-WsDesktopRebuild' } { $rebuild }
                'Set-WsMaintenanceMode' { @{ State = 'On' } }
                'Send-WsNotification' { @{ Message = 'Hello' } }
                'New-WsDesktopImage' { @{ ImageName = 'new-image'; Confirm = $false } }
                default { @{} }
            }

            $Value | & $Cmdlet @with -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

            $failures.Count | Should -Be $Fails
            $server.Requests.Count | Should -Be 0
        }

        It '<Cmdlet> reads nothing for <Name>' -ForEach @(
            foreach ($cmdlet in 'Get-WsDesktop', 'Get-WsPool', 'Get-WsPoolDesktop', 'Get-WsImage', 'Get-WsAgent', 'Get-WsJob', 'Get-WsUserSession', 'Test-WsSysprep', 'Wait-WsJob') {
                @{ Cmdlet = $cmdlet; Name = 'null'; Value = $null; Fails = 1 }
                @{ Cmdlet = $cmdlet; Name = 'an empty array'; Value = @(); Fails = 0 }
                @{ Cmdlet = $cmdlet; Name = 'a text'; Value = 'sales-01'; Fails = 1 }
                @{ Cmdlet = $cmdlet; Name = 'an object whose ids are null'; Value = [pscustomobject]@{ PoolId = $null; DesktopId = $null; ImageId = $null; JobId = $null }; Fails = 1 }
            }
        ) {
            $Value | & $Cmdlet -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

            $failures.Count | Should -Be $Fails
            $server.Requests.Count | Should -Be 0
        }
    }

    Context 'a desktop' {
        It 'without its pool is refused by Invoke-WsPoolRebuild, with how to get one' {
            Get-WsDesktop -Name 'sales-01-0001' | Invoke-WsPoolRebuild @rebuild -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

            $failures.Count | Should -Be 1
            $failures[0] | Should -BeLike "*$($desktops[0].DesktopId) comes without its pool*Get-WsPoolDesktop*Get-WsDesktop -IncludePool*"
            $failures[0].TargetObject | Should -Be $desktops[0].DesktopId
            $server.Writes.Count | Should -Be 0
        }

        It 'never rebuilds its whole pool: <Name>' -ForEach @(
            @{ Name = 'from Get-WsPoolDesktop'; Act = { $desktops[0] } }
            @{ Name = 'from Get-WsDesktop -IncludePool'; Act = { Get-WsDesktop -Name 'sales-01-0001' -IncludePool } }
            @{ Name = 'from Get-WsDesktop -PoolId'; Act = { Get-WsDesktop -PoolId $pool.PoolId -Name 'sales-01-0001' } }
            @{ Name = 'from Get-WsAgent'; Act = { Get-WsAgent -DesktopId $desktops[0].DesktopId } }
            @{ Name = 'from a CSV file'; Act = { $desktops[0] | Select-Object DesktopId, PoolId | ConvertTo-Csv | ConvertFrom-Csv } }
        ) {
            $null = & $Act | Invoke-WsPoolRebuild @rebuild

            $server.Writes.Count | Should -Be 1
            ($server.Writes[0].Body | ConvertFrom-Json).desktop_ids | Should -Be $desktops[0].DesktopId
        }

        It 'whose id is <Name> never rebuilds its whole pool' -ForEach @(
            @{ Name = 'null'; Id = $null }
            @{ Name = 'empty'; Id = '' }
            @{ Name = 'an empty array'; Id = @() }
        ) {
            [pscustomobject]@{ PoolId = $pool.PoolId; DesktopId = $Id } | Invoke-WsPoolRebuild @rebuild -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

            $failures[0] | Should -BeLike '*DesktopId is null or empty*'
            $server.Writes.Count | Should -Be 0
        }

        It 'by parameter that is <Name> never rebuilds its whole pool' -ForEach @(
            @{ Name = 'null'; Id = $null }
            @{ Name = 'empty'; Id = '' }
            @{ Name = 'an empty array'; Id = @() }
        ) {
            Invoke-WsPoolRebuild -PoolId $pool.PoolId -DesktopId $Id @rebuild -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

            $failures[0] | Should -BeLike '*DesktopId is null or empty*'
            $server.Writes.Count | Should -Be 0
        }

        It 'does not name the new image with that of its own image' {
            'ImageName' | Should -Not -BeIn $desktops[0].PSObject.Properties.Name
            $printed = Invoke-NonInteractive '$null = Connect-WsService -Emulator; Get-WsDesktop -Name tmpl-01 | New-WsDesktopImage -Confirm:$false; "images: $((Get-WsImage).Count)"'

            $printed | Should -BeLike '*ImageName*'
            $printed | Should -BeLike '*InputObjectMissingMandatory,Workspace.Commands.NewWsDesktopImageCommand*'
            $printed | Should -BeLike '*images: 7*'
        }
    }

    Context 'a job' {
        It 'is refused by Invoke-WsPoolRebuild: <Name>' -ForEach @(
            @{ Name = 'of a rebuild'; Act = { Invoke-WsPoolRebuild -PoolId $pool.PoolId @rebuild } }
            @{ Name = 'of a rebuild of some desktops'; Act = { $desktops[0] | Invoke-WsPoolRebuild @rebuild } }
            @{ Name = 'that was skipped'; Act = { Invoke-WsPoolRebuild -PoolId $pool.PoolId -ImageId $pool.ImageId -Confirm:$false } }
            @{ Name = 'of an installation'; Act = { Install-WsAgent -DesktopId $desktops[0].DesktopId } }
        ) {
            $job = & $Act
            $server.Forget()
            $job | Invoke-WsPoolRebuild @rebuild -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

            $failures.Count | Should -Be 1
            $failures[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
            $server.Requests.Count | Should -Be 0
        }

        It 'is named in the error, and does not keep pools and desktops after it from being rebuilt' {
            $job = Invoke-WsPoolRebuild -PoolId $pool.PoolId @rebuild
            $stranger = ($pools[1] | Get-WsPoolDesktop)[0]
            $server.Forget()
            $jobs = $job, $pools[2], $stranger | Invoke-WsPoolRebuild @rebuild -ErrorVariable failures -ErrorAction SilentlyContinue

            $failures.Count | Should -Be 1
            $failures[0] | Should -BeLike "*Job $($job.JobId) is not a pool*"
            $jobs.PoolId | Should -Be $pools[2].PoolId, $pools[1].PoolId
            $server.Writes[0].Body | Should -Not -BeLike '*desktop_ids*'
            ($server.Writes[1].Body | ConvertFrom-Json).desktop_ids | Should -Be $stranger.DesktopId
        }

        It 'of several desktops captures none' {
            $job = Install-WsAgent -DesktopId $desktops[0, 1].DesktopId
            $server.Forget()
            $job | New-WsDesktopImage -ImageName new-image -Confirm:$false -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

            $failures.Count | Should -Be 1
            $server.Writes.Count | Should -Be 0
        }
    }

    Context 'different things in one pipeline' {
        It 'are each taken for what they are: <Name>' -ForEach @(
            @{ Name = 'a desktop, then a pool'; First = 'Desktop' }
            @{ Name = 'a pool, then a desktop'; First = 'Pool' }
        ) {
            $other = ($pools[1] | Get-WsPoolDesktop)[0]
            $things = if ($First -eq 'Desktop') { $other, $pool } else { $pool, $other }
            $null = $things | Invoke-WsPoolRebuild @rebuild

            $server.Writes.Count | Should -Be 2
            $whole = $server.Writes | Where-Object Path -Like "*/$($pool.PoolId)/rebuild"
            $part = $server.Writes | Where-Object Path -Like "*/$($pools[1].PoolId)/rebuild"
            $whole.Body | Should -Not -BeLike '*desktop_ids*'
            ($part.Body | ConvertFrom-Json).desktop_ids | Should -Be $other.DesktopId
        }

        It 'that cannot be rebuilt do nothing: <Name>' -ForEach @(
            @{ Name = 'an image'; Act = { $image } }
            @{ Name = 'what Test-WsSysprep tells'; Act = { Test-WsSysprep -DesktopId $desktops[0].DesktopId } }
            @{ Name = 'a connection'; Act = { Get-WsConnection } }
        ) {
            & $Act | Invoke-WsPoolRebuild @rebuild -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

            $failures.Count | Should -Be 1
            $server.Writes.Count | Should -Be 0
        }
    }

    Context 'the image of a rebuild' {
        It 'never comes from the pipeline: a forgotten -ImageId is an error' {
            $printed = Invoke-NonInteractive '$null = Connect-WsService -Emulator; Get-WsPool | Invoke-WsPoolRebuild -Force -Confirm:$false; $Error[0].FullyQualifiedErrorId; "jobs: $(@(Get-WsPool | Get-WsJob).Count)"'

            $printed | Should -BeLike '*WsInvalidInput,Workspace.Commands.InvokeWsPoolRebuildCommand*'
            $printed | Should -BeLike '*jobs: 0*'
        }
    }

    Context 'objects from Import-Clixml' {
        BeforeEach {
            $file = Join-Path $TestDrive 'objects.xml'
        }

        It 'of desktops with their pool rebuild these desktops' {
            $desktops[0, 1] | Export-Clixml $file
            $null = Import-Clixml $file | Invoke-WsPoolRebuild @rebuild

            $server.Writes.Count | Should -Be 1
            ($server.Writes[0].Body | ConvertFrom-Json).desktop_ids | Should -Be $desktops[0, 1].DesktopId
        }

        It 'of desktops without their pool are refused' {
            Get-WsDesktop -Name 'sales-01-0001' | Export-Clixml $file
            Import-Clixml $file | Invoke-WsPoolRebuild @rebuild -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

            $failures[0] | Should -BeLike '*comes without its pool*'
            $server.Writes.Count | Should -Be 0
        }

        It 'of pools rebuild the pools' {
            $pools | Export-Clixml $file
            $jobs = Import-Clixml $file | Invoke-WsPoolRebuild @rebuild

            $jobs.PoolId | Should -Be $pools.PoolId
            $server.Writes.Body -like '*desktop_ids*' | Should -BeNullOrEmpty
        }

        It 'of jobs are never rebuilt, and can be waited for' {
            $job = $pool | Invoke-WsPoolRebuild @rebuild
            $job | Export-Clixml $file
            $server.Forget()
            Import-Clixml $file | Invoke-WsPoolRebuild @rebuild -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
            $ended = Import-Clixml $file | Wait-WsJob

            $failures.Count | Should -Be 1
            $server.Writes.Count | Should -Be 0
            $ended.JobId | Should -Be $job.JobId
            $ended.Status | Should -Be 'Succeeded'
            $ended.SubJobs.Count | Should -Be $pool.DesktopCount
        }

        It 'go into <Cmdlet> as they came from <Source>' -ForEach @(
            @{ Source = 'Get-WsDesktop'; Cmdlet = 'Get-WsDesktop'; Get = { Get-WsDesktop -Name 'tmpl-*' }; Set = { $input | Get-WsDesktop }; Id = 'DesktopId' }
            @{ Source = 'Get-WsPoolDesktop'; Cmdlet = 'Get-WsDesktop'; Get = { $desktops[0, 1] }; Set = { $input | Get-WsDesktop }; Id = 'DesktopId' }
            @{ Source = 'Get-WsDesktop'; Cmdlet = 'Test-WsSysprep'; Get = { Get-WsDesktop -Name 'tmpl-*' }; Set = { $input | Test-WsSysprep }; Id = 'DesktopId' }
            @{ Source = 'Test-WsSysprep'; Cmdlet = 'Install-WsAgent'; Get = { Test-WsSysprep -DesktopId $desktops[0, 1].DesktopId }; Set = { $input | Install-WsAgent }; Id = 'DesktopId' }
            @{ Source = 'Get-WsAgent'; Cmdlet = 'Get-WsAgent'; Get = { Get-WsAgent -DesktopId $desktops[0, 1].DesktopId }; Set = { $input | Get-WsAgent }; Id = 'DesktopId' }
            @{ Source = 'Get-WsPool'; Cmdlet = 'Get-WsPool'; Get = { Get-WsPool }; Set = { $input | Get-WsPool }; Id = 'PoolId' }
            @{ Source = 'Get-WsPool'; Cmdlet = 'Get-WsPoolDesktop'; Get = { $pool }; Set = { $input | Get-WsPoolDesktop | Select-Object -First 1 }; Id = 'PoolId' }
            @{ Source = 'Get-WsImage'; Cmdlet = 'Get-WsImage'; Get = { Get-WsImage -Type private }; Set = { $input | Get-WsImage }; Id = 'ImageId' }
        ) {
            $objects = & $Get
            $objects | Export-Clixml $file
            $results = Import-Clixml $file | & $Set

            $results.$Id | Should -Be $objects.$Id
        }

        It 'still compare: states are texts, times are times in UTC' {
            $job = $pool | Invoke-WsPoolRebuild @rebuild -Wait
            $job, $desktops[0], $pool | Export-Clixml $file
            $readJob, $readDesktop, $readPool = Import-Clixml $file

            $readJob.Status -eq 'Succeeded' | Should -BeTrue
            $readJob.BeginTime | Should -Be $job.BeginTime
            $readJob.BeginTime.Kind | Should -Be 'Utc'
            $readJob.EndTime -ge $readJob.BeginTime | Should -BeTrue
            $readDesktop.Status -eq $desktops[0].Status | Should -BeTrue
            $readDesktop.Created | Should -Be $desktops[0].Created
            $readPool.Type -eq 'STATIC' | Should -BeTrue
        }
    }
}
