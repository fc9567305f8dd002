BeforeAll {
    . $PSScriptRoot/../Support/Wire.ps1

    # The pools that were rebuilt, in the order in which that began.
    function Get-Begun {
        $server.Writes | ForEach-Object { ($_.Path -split '/')[-2] } | ForEach-Object { ($server.Tenant.Pools | Where-Object PoolId -EQ $_).Name }
    }

    # The names of the desktops of all pools that do not have an image.
    function Get-Left {
        param([string] $ImageId)

        $server.Tenant.Desktops | Where-Object { $_.PoolId -and $_.ImageId -ne $ImageId } | ForEach-Object Name
    }
}

Describe 'A rollout in waves' {
    BeforeEach {
        $server = Start-Wire -Options @{ Desktops = 30; Pools = 4 }
        Connect-Wire $server
        $pools = Get-WsPool
        $new = $server.Tenant.Images | Where-Object Name -EQ 'win11-2026-01'
        $rollout = @{ ImageId = $new.ImageId; Confirm = $false; Wait = $true }
        $server.Forget()
    }

    AfterEach {
        Disconnect-WsService
        $server.Dispose()
    }

    It 'goes over all pools in their order, each once, and leaves no desktop behind' {
        $jobs = $pools | Invoke-WsPoolRebuild @rollout -ThrottleLimit 1

        $jobs.PoolId | Should -Be $pools.PoolId
        $jobs.Status | Select-Object -Unique | Should -Be 'Succeeded'
        Get-Begun | Should -Be $pools.Name
        Get-Left $new.ImageId | Should -BeNullOrEmpty
    }

    It 'begins with the canaries, given by <How>, and with the others only when these have ended' -ForEach @(
        @{ How = 'name'; Canary = { $pools[2].Name } }
        @{ How = 'wildcard'; Canary = { $pools[2].Name.Substring(0, 5) + '*' + $pools[2].Name[-1] } }
        @{ How = 'id'; Canary = { $pools[2].PoolId } }
    ) {
        $server.Hang('GET', 'workspace-jobs/')
        $shell = New-Shell
        try {
            $null = $shell.AddScript('param($c, $pools, $rollout, $canary) $pools | Invoke-WsPoolRebuild @rollout -Canary $canary -ThrottleLimit 9 -Connection $c')
            $null = $shell.AddArgument((Get-WsConnection)).AddArgument($pools).AddArgument($rollout).AddArgument((& $Canary))
            $running = $shell.BeginInvoke()
            $server.WaitUntilHanging() | Should -BeTrue

            Get-Begun | Should -Be $pools[2].Name
            $running.IsCompleted | Should -BeFalse
            $shell.Stop()
        }
        finally {
            $shell.Runspace.Dispose()
        }
    }

    It 'refuses a canary that is none of the pools, before anything is begun' {
        $failure = Get-TerminatingError { $pools | Invoke-WsPoolRebuild @rollout -Canary 'no-such-*' }

        $failure | Should -BeLike "*Canary 'no-such-*' is none of the pools*Nothing was begun*"
        $server.Writes | Should -BeNullOrEmpty
    }

    It 'takes a canary that has the image already for done' {
        $null = $pools[1] | Invoke-WsPoolRebuild @rollout
        $server.Forget()
        $jobs = $pools | Invoke-WsPoolRebuild @rollout -Canary $pools[1].Name

        ($jobs | Where-Object PoolId -EQ $pools[1].PoolId).Status | Should -Be 'Skipped'
        Get-Begun | Sort-Object | Should -Be ($pools[0, 2, 3].Name | Sort-Object)
    }

    It 'works on at most -ThrottleLimit pools at a time' -ForEach @(@{ Limit = 1 }, @{ Limit = 2 }, @{ Limit = 3 }) {
        $server.Hang('GET', 'workspace-jobs/')
        $shell = New-Shell
        try {
            $null = $shell.AddScript('param($c, $pools, $rollout, $limit) $pools | Invoke-WsPoolRebuild @rollout -ThrottleLimit $limit -Connection $c')
            $null = $shell.AddArgument((Get-WsConnection)).AddArgument($pools).AddArgument($rollout).AddArgument($Limit)
            $null = $shell.BeginInvoke()
            for ($hanging = 0; $hanging -lt $Limit; $hanging++) {
                $server.WaitUntilHanging() | Should -BeTrue
            }

            $server.Writes.Count | Should -Be $Limit
            $shell.Stop()
        }
        finally {
            $shell.Runspace.Dispose()
        }
    }

    It 'begins no further pool once one has failed, and says so of each' {
        $server.Answer('POST', "$($pools[1].PoolId)/rebuild$", 403, '{"error_code":"WKS.0403","error_msg":"not allowed"}')
        $jobs = $pools | Invoke-WsPoolRebuild @rollout -ThrottleLimit 1 -ErrorVariable failures -ErrorAction SilentlyContinue

        $jobs.PoolId | Should -Be $pools[0].PoolId
        Get-Begun | Should -Be $pools[0, 1].Name
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'WKS.0403,*'
        $failures[1, 2].TargetObject | Should -Be $pools[2, 3].PoolId
        foreach ($failure in $failures[1, 2]) {
            $failure.FullyQualifiedErrorId | Should -BeLike 'NotStarted,*'
            $failure.CategoryInfo.Category | Should -Be 'OperationStopped'
            $failure | Should -BeLike '*was not begun: 1 pool has failed, and -StopAfterFailures is 1*'
        }
    }

    It 'goes on until -StopAfterFailures pools have failed' {
        foreach ($pool in $pools[0, 2]) {
            $server.Answer('POST', "$($pool.PoolId)/rebuild$", 403, '{"error_code":"WKS.0403","error_msg":"not allowed"}')
        }

        $jobs = $pools | Invoke-WsPoolRebuild @rollout -ThrottleLimit 1 -StopAfterFailures 2 -ErrorVariable failures -ErrorAction SilentlyContinue

        $jobs.PoolId | Should -Be $pools[1].PoolId
        $failures.FullyQualifiedErrorId | ForEach-Object { ($_ -split ',')[0] } | Should -Be 'WKS.0403', 'WKS.0403', 'NotStarted'
        $failures[2].TargetObject | Should -Be $pools[3].PoolId
    }

    It 'stops at a canary that fails, and begins none of the others' {
        $server.Answer('POST', "$($pools[3].PoolId)/rebuild$", 403, '{"error_code":"WKS.0403","error_msg":"not allowed"}')
        $pools | Invoke-WsPoolRebuild @rollout -Canary $pools[3].Name -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

        Get-Begun | Should -Be $pools[3].Name
        @($failures | Where-Object FullyQualifiedErrorId -Like 'NotStarted,*').TargetObject | Should -Be $pools[0, 1, 2].PoolId
    }

    It 'takes a pool for failed whose job succeeded but whose desktops did not follow, and names them' {
        $old = '{"pool_desktops":[{"desktop_id":"d1","computer_name":"late-01","metadata":{"metering.image_id":"old"}}],"total_count":1}'
        $server.Answer('GET', "/desktop-pools/$($pools[0].PoolId)/desktops", 200, $old)
        $jobs = $pools | Invoke-WsPoolRebuild @rollout -ThrottleLimit 1 -TimeoutSec 1 -ErrorVariable failures -ErrorAction SilentlyContinue

        $jobs.PoolId | Should -Be $pools[0].PoolId
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'WsLeftBehind,*'
        $failures[0] | Should -BeLike "*Job $($jobs[0].JobId) succeeded, but in pool '$($pools[0].Name)'*late-01*Get-WsPoolDesktop -PoolId $($pools[0].PoolId) -Inconsistent Image*"
        $failures[1].FullyQualifiedErrorId | Should -BeLike 'NotStarted,*'
    }

    It 'goes on where it stood when it is run again' {
        $server.Answer('POST', "$($pools[1].PoolId)/rebuild$", 403, '{"error_code":"WKS.0403","error_msg":"not allowed"}', 1)
        $null = $pools | Invoke-WsPoolRebuild @rollout -ThrottleLimit 1 -ErrorAction SilentlyContinue
        $server.Forget()
        $jobs = $pools | Invoke-WsPoolRebuild @rollout -ThrottleLimit 1

        $jobs.Status | Should -Be 'Skipped', 'Succeeded', 'Succeeded', 'Succeeded'
        Get-Begun | Should -Be $pools[1, 2, 3].Name
        Get-Left $new.ImageId | Should -BeNullOrEmpty
    }

    It 'takes a short outage for a failure of the pool that it hit, and goes on with the others' {
        $null = Connect-WsService -Emulator -EmulatorOptions @{ Desktops = 30; Pools = 4 } -MaximumRetryCount 0
        $pools = Get-WsPool
        (Get-WsConnection).GetEmulator().LoseAnswer('GET', '/workspace-sub-jobs')
        $rollout.ImageId = (Get-WsImage -Name win11-2026-01).ImageId
        $jobs = $pools | Invoke-WsPoolRebuild @rollout -ThrottleLimit 1 -StopAfterFailures 2 -ErrorVariable failures -ErrorAction SilentlyContinue

        $jobs.PoolId | Should -Be $pools[1, 2, 3].PoolId
        $jobs.Status | Select-Object -Unique | Should -Be 'Succeeded'
        $failures.Count | Should -Be 1
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'WsConnectionFailed,*'
        $failures[0].TargetObject | Should -Be $pools[0].PoolId
    }

    It 'counts an outage while a pool is read, before anything is started, as a failure of that pool' {
        $null = Connect-WsService -Emulator -EmulatorOptions @{ Desktops = 30; Pools = 4 } -MaximumRetryCount 0
        $pools = Get-WsPool
        $rollout.ImageId = (Get-WsImage -Name win11-2026-01).ImageId
        (Get-WsConnection).GetEmulator().LoseAnswer('GET', '/desktops/detail')
        $jobs = $pools | Invoke-WsPoolRebuild @rollout -ThrottleLimit 1 -StopAfterFailures 2 -ErrorVariable failures -ErrorAction SilentlyContinue

        $jobs.PoolId | Should -Be $pools[1, 2, 3].PoolId
        $failures.Count | Should -Be 1
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'WsConnectionFailed,*'
        $failures[0].TargetObject | Should -Be $pools[0].PoolId
    }

    It 'adds the failures of reading and of rebuilding up' {
        $null = Connect-WsService -Emulator -EmulatorOptions @{ Desktops = 30; Pools = 4 } -MaximumRetryCount 0
        $pools = Get-WsPool
        $rollout.ImageId = (Get-WsImage -Name win11-2026-01).ImageId
        $emulator = (Get-WsConnection).GetEmulator()
        $emulator.LoseAnswer('GET', '/desktops/detail')
        $emulator.Fail('POST', '/rebuild', 403, 'WKS.0403')
        $pools | Invoke-WsPoolRebuild @rollout -ThrottleLimit 1 -StopAfterFailures 2 -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

        $failures.TargetObject | Should -Be $pools.PoolId
        $failures.FullyQualifiedErrorId | ForEach-Object { ($_ -split ',')[0] } | Should -Be 'WsConnectionFailed', 'WKS.0403', 'NotStarted', 'NotStarted'
        $failures[2] | Should -BeLike '*2 pools have failed, and -StopAfterFailures is 2*'
    }

    It 'names each pool that was not started after an outage' {
        $null = Connect-WsService -Emulator -EmulatorOptions @{ Desktops = 30; Pools = 4 } -MaximumRetryCount 0
        $pools = Get-WsPool
        (Get-WsConnection).GetEmulator().LoseAnswer('GET', '/workspace-sub-jobs')
        $rollout.ImageId = (Get-WsImage -Name win11-2026-01).ImageId
        $pools | Invoke-WsPoolRebuild @rollout -ThrottleLimit 1 -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

        $failures.TargetObject | Should -Be $pools.PoolId
        $failures.FullyQualifiedErrorId | ForEach-Object { ($_ -split ',')[0] } | Should -Be 'WsConnectionFailed', 'NotStarted', 'NotStarted', 'NotStarted'
    }

    It 'waits for what it has started, and names the others, when its key is refused' {
        $server.Answer('GET', "workspace-sub-jobs\?.*desktop_pool_id=$($pools[1].PoolId)", 401, '{"error_code":"APIGW.0301","error_msg":"Incorrect IAM authentication information"}', 1)
        $jobs = [System.Collections.Generic.List[object]]::new()
        try {
            $pools | Invoke-WsPoolRebuild @rollout -ThrottleLimit 1 -StopAfterFailures 9 -ErrorVariable failures -ErrorAction SilentlyContinue | ForEach-Object { $jobs.Add($_) }
        }
        catch {
            $refusal = $_
        }

        $refusal.TargetObject | Should -Be $pools[1].PoolId
        $jobs.PoolId | Should -Be $pools[0].PoolId
        $jobs[0].Status | Should -Be 'Succeeded'
        @($failures | Where-Object FullyQualifiedErrorId -Like 'NotStarted,*').TargetObject | Should -Be $pools[2, 3].PoolId
    }

    It 'wants -Wait for -<Name>' -ForEach @(
        @{ Name = 'ThrottleLimit'; With = @{ ThrottleLimit = 2 } }
        @{ Name = 'Canary'; With = @{ Canary = '*' } }
        @{ Name = 'StopAfterFailures'; With = @{ StopAfterFailures = 2 } }
    ) {
        $failure = Get-TerminatingError { $pools | Invoke-WsPoolRebuild -ImageId $new.ImageId -Confirm:$false @With }

        $failure | Should -BeLike "*-$Name needs -Wait*"
        $server.Requests | Should -BeNullOrEmpty
    }

    It 'refuses -<Name> 0 before anything is sent' -ForEach @(@{ Name = 'ThrottleLimit' }, @{ Name = 'StopAfterFailures' }) {
        $with = @{ $Name = 0 }
        Get-TerminatingError { $pools | Invoke-WsPoolRebuild @rollout @with } | Should -BeLike "*$Name*0*"
        $server.Requests | Should -BeNullOrEmpty
    }
}

Describe 'A rollout that is killed' {
    It 'after any request rebuilds no pool twice and forgets none when it is run again' {
        # Ended after the first request, after the second, and so on, until it gets through.
        for ($requests = 1; ; $requests++) {
            $server = Start-Wire -Options @{ Desktops = 12; Pools = 2 }
            $shell = New-Shell
            try {
                Connect-Wire $server
                $image = ($server.Tenant.Images | Where-Object Name -EQ 'win11-2026-01').ImageId
                $pools = Get-WsPool
                $null = $shell.AddScript('param($c, $pools, $image, $canary) $pools | Invoke-WsPoolRebuild -ImageId $image -Wait -ThrottleLimit 1 -Canary $canary -Confirm:$false -Connection $c')
                $null = $shell.AddArgument((Get-WsConnection)).AddArgument($pools).AddArgument($image).AddArgument($pools[1].Name)
                $server.Forget()
                $server.Freeze($requests)
                $running = $shell.BeginInvoke()
                while (-not $running.AsyncWaitHandle.WaitOne(5) -and $server.Requests.Count -lt $requests) { }
                $survived = $running.AsyncWaitHandle.WaitOne(0)
                if (-not $survived) {
                    $server.WaitUntilHanging() | Should -BeTrue
                    $shell.Stop()
                }

                $server.Thaw()
                $jobs = $pools | Invoke-WsPoolRebuild -ImageId $image -Wait -ThrottleLimit 1 -Canary $pools[1].Name -Confirm:$false -ErrorVariable failures

                $failures | Should -BeNullOrEmpty
                $jobs.Count | Should -Be 2
                $server.Tenant.Jobs.PoolId | Sort-Object | Should -Be ($pools.PoolId | Sort-Object) -Because "it was killed after request $requests"
                Get-Left $image | Should -BeNullOrEmpty -Because "it was killed after request $requests"
            }
            finally {
                $shell.Runspace.Dispose()
                Disconnect-WsService
                $server.Dispose()
            }

            if ($survived) {
                break
            }
        }

        $requests | Should -BeGreaterThan 15
    }

    It 'while a pool is being rebuilt waits for that rebuild when it is run again' {
        $server = Start-Wire -Options @{ Desktops = 12; Pools = 1; JobSeconds = 3 }
        try {
            Connect-Wire $server
            $image = ($server.Tenant.Images | Where-Object Name -EQ 'win11-2026-01').ImageId
            $begun = Get-WsPool | Invoke-WsPoolRebuild -ImageId $image -Confirm:$false
            $job = Get-WsPool | Invoke-WsPoolRebuild -ImageId $image -Wait -Confirm:$false -WarningVariable warnings -WarningAction SilentlyContinue

            $job.JobId | Should -Be $begun.JobId
            $job.Status | Should -Be 'Succeeded'
            "$warnings" | Should -BeLike "*$($begun.JobId)*going on with that*"
            $server.Writes.Count | Should -Be 1
            Get-Left $image | Should -BeNullOrEmpty
        }
        finally {
            Disconnect-WsService
            $server.Dispose()
        }
    }
}
