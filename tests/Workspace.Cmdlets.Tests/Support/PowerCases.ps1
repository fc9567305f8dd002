# What Start-, Stop-, Restart- and Suspend-WsDesktop have in common. Each of their files dot-sources this with the cmdlet, the status that a
# desktop needs for it and the one that it leads to, and the words that the service has for it on desktops and on pools.
param([string] $Cmdlet, [string] $From, [string] $To, [string] $Word, [string] $PoolWord)

BeforeDiscovery {
    $case = @{ Cmdlet = $Cmdlet; From = $From; To = $To; Word = $Word; PoolWord = $PoolWord; Action = $Cmdlet.Split('-')[0] }
}

BeforeAll {
    . $PSScriptRoot/Wire.ps1
    # What is asked is tested apart.
    $ConfirmPreference = 'None'
}

Describe '<Cmdlet> on desktops' -ForEach $case {
    BeforeEach {
        # Long enough to be seen under way.
        $server = Start-Wire -Options @{ Desktops = 500; Pools = 2; JobSeconds = 3600 }
        Connect-Wire $server
        $desktops = @($server.Tenant.Desktops | Where-Object { $_.Status -eq $From -and $_.PoolId })
        $ids = $desktops[0, 1, 2].DesktopId
    }

    AfterEach {
        Disconnect-WsService
        $server.Dispose()
    }

    It 'sends one request for desktops by <How>, and writes nothing' -ForEach @(
        @{ How = 'parameter'; Act = { & $Cmdlet -DesktopId $ids } }
        @{ How = 'position'; Act = { & $Cmdlet $ids } }
        @{ How = 'pipe by property name'; Act = { $ids | ForEach-Object { [pscustomobject]@{ DesktopId = $_ } } | & $Cmdlet } }
        @{ How = 'object'; Act = { Get-WsDesktop -DesktopId $ids | & $Cmdlet } }
        @{ How = 'object that tells its pool'; Act = { Get-WsDesktop -DesktopId $ids -IncludePool | & $Cmdlet } }
        @{ How = 'object of Test-WsSysprep'; Act = { Test-WsSysprep -DesktopId $ids | & $Cmdlet } }
        @{ How = 'object of Get-WsAgent'; Act = { Get-WsAgent -DesktopId $ids | & $Cmdlet } }
        @{ How = 'object from Import-Clixml'; Act = {
                Get-WsDesktop -DesktopId $ids -IncludePool | Export-Clixml (Join-Path $TestDrive d.xml)
                Import-Clixml (Join-Path $TestDrive d.xml) | & $Cmdlet
            }
        }
    ) {
        & $Act | Should -BeNullOrEmpty

        $server.Writes.Count | Should -Be 1
        $server.Writes[0].Method | Should -BeExactly 'POST'
        $server.Writes[0].Path | Should -BeExactly "/v2/$($server.Tenant.ProjectId)/desktops/action"
        $server.Writes[0].Body | Should -BeExactly "{`"desktop_ids`":[`"$($ids -join '","')`"],`"op_type`":`"$Word`",`"type`":`"SOFT`"}"
        ($server.Tenant.Desktops | Where-Object TaskStatus).DesktopId | Should -Be $ids
    }

    It 'forces it with -Force' {
        & $Cmdlet -DesktopId $ids -Force

        $server.Writes[0].Body | Should -BeLike "*`"op_type`":`"$Word`",`"type`":`"HARD`"}"
    }

    It 'writes the desktops with -PassThru, as they were before' {
        $written = & $Cmdlet -DesktopId $ids -PassThru

        $written.DesktopId | Should -Be $ids
        $written[0].GetType() | Should -BeIn (Get-Command $Cmdlet).OutputType.Type
        $written.Status | Select-Object -Unique | Should -Be $From
    }

    It 'gathers piped desktops into requests of at most 100, and sends the same one once' {
        $many = @($server.Tenant.Desktops.DesktopId)[0..249]
        $many + $many[0] | ForEach-Object { [pscustomobject]@{ DesktopId = $_ } } | & $Cmdlet -Force -ErrorAction SilentlyContinue

        $sent = $server.Writes | ForEach-Object { , ($_.Body | ConvertFrom-Json).desktop_ids }
        $sent | ForEach-Object Count | Should -Be 100, 100, 50
        $sent | ForEach-Object { $_ } | Should -Be $many
    }

    It 'sends no more than Select-Object -First 1 takes' {
        $first = & $Cmdlet -DesktopId $server.Tenant.Desktops.DesktopId -Force -PassThru -ErrorAction SilentlyContinue | Select-Object -First 1

        $first.DesktopId | Should -BeIn @($server.Tenant.Desktops.DesktopId)[0..99]
        $server.Writes.Count | Should -Be 1
    }

    It 'sends nothing for an empty pipeline' {
        @() | & $Cmdlet | Should -BeNullOrEmpty

        $server.Requests.Count | Should -Be 0
    }

    It 'refuses <Name> before anything is sent' -ForEach @(
        @{ Name = 'null'; With = @{ DesktopId = $null }; Message = '*DesktopId is null or empty*' }
        @{ Name = 'an empty array'; With = @{ DesktopId = @() }; Message = '*DesktopId is null or empty*' }
        @{ Name = 'an empty id'; With = @{ DesktopId = '' }; Message = '*DesktopId is null or empty*' }
        @{ Name = 'an id of 256 characters'; With = @{ DesktopId = 'x' * 256 }; Message = '*256 characters*limit is 255*' }
        @{ Name = 'a null pool'; With = @{ PoolId = $null }; Message = '*PoolId is null or empty*' }
        @{ Name = 'an empty array of pools'; With = @{ PoolId = @() }; Message = '*PoolId is null or empty*' }
        @{ Name = 'an empty pool'; With = @{ PoolId = '' }; Message = '*PoolId is null or empty*' }
    ) {
        & $Cmdlet @With -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

        $failures.Count | Should -Be 1
        $failures[0] | Should -BeLike $Message
        $failures[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
        $server.Requests.Count | Should -Be 0
    }

    It 'reports desktops that the service does not have, and the rest goes through' {
        $written = & $Cmdlet -DesktopId $ids[0], 'absent', $ids[1] -PassThru -ErrorVariable failures -ErrorAction SilentlyContinue

        $written.DesktopId | Should -Be $ids[0, 1]
        $failures.Count | Should -Be 1
        $failures[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $failures[0].TargetObject | Should -Be 'absent'
    }

    It 'makes each desktop that the service lists as failed one error, and the rest goes through' {
        $server.Answer('POST', '/desktops/action$', 200, "{`"failed_operation_list`":[{`"desktop_id`":`"$($ids[0])`",`"desktop_name`":`"pc-0`",`"error_code`":`"WKS.00010032`",`"error_msg`":`"the status denies it`"},{`"desktop_id`":`"$($ids[2])`",`"desktop_name`":`"pc-2`",`"error_code`":`"WKS.7`",`"error_msg`":`"something else`"}]}")
        $written = & $Cmdlet -DesktopId $ids -PassThru -ErrorVariable failures -ErrorAction SilentlyContinue

        $written.DesktopId | Should -Be $ids[1]
        $failures.Count | Should -Be 2
        $failures.TargetObject | Should -Be $ids[0, 2]
        $failures.FullyQualifiedErrorId | Should -BeLike 'WKS.*,Workspace.Commands.*WsDesktopCommand'
        $failures[0] | Should -BeLike '*pc-0: the status denies it*WKS.00010032*/desktops/action*'
        $failures[0].CategoryInfo.Category | Should -Be 'ResourceBusy'
        $failures[1] | Should -BeLike '*pc-2: something else*'
        $failures[0].Exception.RequestId | Should -BeLike 'wire-*'
        $server.Writes.Count | Should -Be 1
    }

    It 'halves a batch that the service refuses until the bad desktop is alone' {
        $server.Answer('POST', '/desktops/action$', 404, '{"error_code":"WKS.0202","error_msg":"this desktop is not right"}', 2)
        $written = & $Cmdlet -DesktopId $ids[0, 1] -PassThru -ErrorVariable failures -ErrorAction SilentlyContinue

        $written.DesktopId | Should -Be $ids[1]
        $failures.Count | Should -Be 1
        $failures[0].TargetObject | Should -Be $ids[0]
        $server.Writes.Count | Should -Be 3
    }

    It 'ends with an error for a key that is refused, after one request' {
        $server.Answer('POST', '/desktops/action$', 401, '{"error_code":"APIGW.0301","error_msg":"Incorrect IAM authentication information"}')
        $failure = Get-TerminatingError { & $Cmdlet -DesktopId $server.Tenant.Desktops.DesktopId }

        $failure.CategoryInfo.Category | Should -Be 'AuthenticationError'
        $server.Writes.Count | Should -Be 1
    }

    It 'wants a connection that somebody made' {
        Disconnect-WsService
        $failure = Get-TerminatingError { & $Cmdlet -DesktopId $ids }

        $failure.FullyQualifiedErrorId | Should -BeLike 'WsNotConnected,*'
        $failure | Should -BeLike "*$Cmdlet changes things*"
        $server.Writes.Count | Should -Be 0
    }

    It 'writes with -WhatIf nothing, sends nothing, and names each desktop' {
        $text = Get-HostText { & $Cmdlet -DesktopId $ids -WhatIf | Should -BeNullOrEmpty }

        $server.Writes.Count | Should -Be 0
        foreach ($desktop in $desktops[0..2]) {
            $users = switch ($desktop.LoginStatus) {
                'CONNECTED' { "1 user logged on ($($desktop.UserName))" }
                'DISCONNECTED' { "no users logged on, 1 session disconnected ($($desktop.UserName))" }
                default { 'no users logged on' }
            }
            $text | Should -BeLike "*What if: *`"$Action`" on target `"desktop '$($desktop.Name)' ($($desktop.DesktopId)), $users, in project $($server.Tenant.ProjectId) in region *"
        }
    }

    Context 'when the answer is lost' {
        It 'goes on where the desktops show that it was carried out, and sends nothing twice' {
            $server.Drop('POST', '/desktops/action$')
            $written = & $Cmdlet -DesktopId $ids -PassThru -WarningVariable warnings -WarningAction SilentlyContinue

            $written.DesktopId | Should -Be $ids
            $server.Writes.Count | Should -Be 1
            "$warnings" | Should -BeLike "*$Action of 3 desktops was lost*3 of 3 show that it was carried out*"
        }

        # The others do it in the same place, and this takes the time of the search.
        if ($Cmdlet -eq 'Restart-WsDesktop') {
            It 'is an error of each desktop that shows nothing, with the command that tells' {
                Connect-Wire $server -With @{ RetryTimeoutSec = 2 }
                $server.Answer('POST', '/desktops/action$', 500, '{"error_code":"WKS.0500","error_msg":"an internal error"}')
                & $Cmdlet -DesktopId $ids -PassThru -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

                $server.Writes.Count | Should -Be 1
                $failures.TargetObject | Should -Be $ids
                $failures[0].FullyQualifiedErrorId | Should -BeLike 'WsAmbiguousOutcome,*'
                $failures[0].CategoryInfo.Category | Should -Be 'OperationTimeout'
                $failures[0] | Should -BeLike "*Nobody knows whether $Action of desktop $($ids[0]) was carried out*Get-WsDesktop -DesktopId $($ids[0])*-RetryAmbiguous*"
            }

            It 'sends it again with -RetryAmbiguous, once' {
                Connect-Wire $server -With @{ RetryTimeoutSec = 2 }
                $server.Answer('POST', '/desktops/action$', 500, '{"error_code":"WKS.0500","error_msg":"an internal error"}', 1)
                $written = & $Cmdlet -DesktopId $ids -PassThru -RetryAmbiguous -WarningVariable warnings -WarningAction SilentlyContinue

                $written.DesktopId | Should -Be $ids
                $server.Writes.Count | Should -Be 2
                "$warnings" | Should -BeLike '*sent again because RetryAmbiguous says so*'
            }
        }
    }
}

Describe '<Cmdlet> on pools' -ForEach $case {
    BeforeEach {
        $server = Start-Wire -Options @{ Desktops = 60; JobSeconds = 3600 }
        Connect-Wire $server
        $pool = $server.Tenant.Pools[0]
        $inPool = $server.Tenant.Desktops | Where-Object PoolId -EQ $pool.PoolId
    }

    AfterEach {
        Disconnect-WsService
        $server.Dispose()
    }

    It 'sends one request for a pool by <How>, and writes nothing' -ForEach @(
        @{ How = 'parameter'; Act = { & $Cmdlet -PoolId $pool.PoolId } }
        @{ How = 'pipe by property name'; Act = { [pscustomobject]@{ PoolId = $pool.PoolId } | & $Cmdlet } }
        @{ How = 'object'; Act = { Get-WsPool -PoolId $pool.PoolId | & $Cmdlet } }
    ) {
        & $Act | Should -BeNullOrEmpty

        $server.Writes.Count | Should -Be 1
        $server.Writes[0].Path | Should -BeExactly "/v2/$($server.Tenant.ProjectId)/desktop-pools/$($pool.PoolId)/action"
        $server.Writes[0].Body | Should -BeExactly "{`"op_type`":`"$PoolWord`",`"type`":`"SOFT`"}"
    }

    It 'forces it with -Force, and tells the job with -Verbose' {
        $said = & $Cmdlet -PoolId $pool.PoolId -Force -Verbose 4>&1

        $server.Writes[0].Body | Should -BeExactly "{`"op_type`":`"$PoolWord`",`"type`":`"HARD`"}"
        "$said" | Should -BeLike "*Get-WsJob -JobId $($server.Tenant.Jobs[0].JobId) -PoolId $($pool.PoolId)*"
    }

    It 'writes the desktops of the pool with -PassThru' {
        $written = & $Cmdlet -PoolId $pool.PoolId -PassThru

        $written.DesktopId | Should -Be $inPool.DesktopId
        $written.PoolId | Select-Object -Unique | Should -Be $pool.PoolId
    }

    It 'takes several pools, and the same one once' {
        $pools = $server.Tenant.Pools.PoolId
        $pools + $pools[0] | ForEach-Object { [pscustomobject]@{ PoolId = $_ } } | & $Cmdlet

        $server.Writes.Path | Should -BeExactly ($pools | ForEach-Object { "/v2/$($server.Tenant.ProjectId)/desktop-pools/$_/action" })
    }

    It 'never takes the pool of <Name> for the pool' -ForEach @(
        @{ Name = 'a desktop'; Fails = 0; Writes = 1; Act = { Get-WsPoolDesktop -PoolId $pool.PoolId | Where-Object Status -EQ $From | Select-Object -First 1 | & $Cmdlet -ErrorVariable script:failures -ErrorAction SilentlyContinue } }
        @{ Name = 'an agent'; Fails = 0; Writes = 1; Act = { Get-WsAgent -PoolId $pool.PoolId | Where-Object Status -EQ $From | Select-Object -First 1 | & $Cmdlet -ErrorVariable script:failures -ErrorAction SilentlyContinue } }
        @{ Name = 'a desktop whose id is null'; Fails = 1; Writes = 0; Act = { [pscustomobject]@{ DesktopId = $null; PoolId = $pool.PoolId } | & $Cmdlet -ErrorVariable script:failures -ErrorAction SilentlyContinue } }
        @{ Name = 'a desktop whose id is empty'; Fails = 1; Writes = 0; Act = { [pscustomobject]@{ DesktopId = ''; PoolId = $pool.PoolId } | & $Cmdlet -ErrorVariable script:failures -ErrorAction SilentlyContinue } }
        @{ Name = 'a job that does not know its desktops'; Fails = 1; Writes = 0; Act = { [Workspace.Jobs.Job]::Started('j', 't') | ForEach-Object { $_.PoolId = $pool.PoolId; $_ } | & $Cmdlet -ErrorVariable script:failures -ErrorAction SilentlyContinue } }
        @{ Name = 'what is left of a job'; Fails = 1; Writes = 0; Act = { [pscustomobject]@{ JobId = 'j'; PoolId = $pool.PoolId } | & $Cmdlet -ErrorVariable script:failures -ErrorAction SilentlyContinue } }
        @{ Name = 'a job without an id'; Fails = 1; Writes = 0; Act = { [pscustomobject]@{ JobId = $null; PoolId = $pool.PoolId } | & $Cmdlet -ErrorVariable script:failures -ErrorAction SilentlyContinue } }
        @{ Name = 'a desktop where -PoolId is given too'; Fails = 1; Writes = 0; Act = { Get-WsPoolDesktop -PoolId $pool.PoolId | Select-Object -First 1 | & $Cmdlet -PoolId $pool.PoolId -ErrorVariable script:failures -ErrorAction SilentlyContinue } }
    ) {
        $script:failures = @()
        & $Act | Should -BeNullOrEmpty

        $script:failures.Count | Should -Be $Fails
        $server.Writes.Count | Should -Be $Writes
        $server.Writes | Where-Object Path -Like '*/desktop-pools/*' | Should -BeNullOrEmpty
    }

    It 'takes desktops and pools in one pipeline, each for what it is: <Order>' -ForEach @(@{ Order = 'desktop, pool' }, @{ Order = 'pool, desktop' }) {
        $desktop = Get-WsPoolDesktop -PoolId $server.Tenant.Pools[1].PoolId | Where-Object Status -EQ $From | Select-Object -First 1
        $whole = Get-WsPool -PoolId $pool.PoolId
        $things = if ($Order -eq 'desktop, pool') { $desktop, $whole } else { $whole, $desktop }
        $things | & $Cmdlet

        @($server.Writes | Where-Object Path -Like '*/desktop-pools/*').Path | Should -BeLike "*/desktop-pools/$($pool.PoolId)/action"
        (@($server.Writes | Where-Object Path -Like '*/desktops/action').Body | ConvertFrom-Json).desktop_ids | Should -Be $desktop.DesktopId
    }

    It 'refuses -DesktopId together with -PoolId' {
        $failure = Get-TerminatingError { & $Cmdlet -DesktopId d -PoolId p }

        $failure.FullyQualifiedErrorId | Should -BeLike 'AmbiguousParameterSet,*'
        $server.Requests.Count | Should -Be 0
    }

    It 'reports a pool that there is not, and the others go through' {
        & $Cmdlet -PoolId 'absent', $pool.PoolId -ErrorVariable failures -ErrorAction SilentlyContinue

        $failures.Count | Should -Be 1
        $failures[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $failures[0].TargetObject | Should -Be 'absent'
        $server.Writes.Count | Should -Be 1
    }

    It 'writes with -WhatIf nothing, sends nothing, and names the pool with its desktops and users' {
        $connected = @($inPool | Where-Object LoginStatus -EQ 'CONNECTED').UserName
        $users = "$($connected.Count) user$(if ($connected.Count -ne 1) { 's' }) logged on ($($connected -join ', '))"
        $text = Get-HostText { & $Cmdlet -PoolId $pool.PoolId -WhatIf | Should -BeNullOrEmpty }

        $server.Writes.Count | Should -Be 0
        $text | Should -BeLike "*What if: *`"$Action`" on target `"pool '$($pool.Name)' ($($pool.PoolId)) with $($pool.DesktopCount) desktops ($($inPool[0].Name), *), $users, *in project $($server.Tenant.ProjectId) in region *"
    }

    It 'goes on with the job that began when the answer is lost' {
        $server.Drop('POST', '/action$')
        & $Cmdlet -PoolId $pool.PoolId -WarningVariable warnings -WarningAction SilentlyContinue

        $server.Writes.Count | Should -Be 1
        "$warnings" | Should -BeLike "*lost*$($server.Tenant.Jobs[0].JobId)*"
    }

    if ($Cmdlet -eq 'Restart-WsDesktop') {
        It 'says that the outcome is unknown where nothing shows, and sends nothing twice' {
            Connect-Wire $server -With @{ RetryTimeoutSec = 2 }
            $server.Answer('POST', '/action$', 502, '<html>Bad Gateway</html>')
            & $Cmdlet -PoolId $pool.PoolId -ErrorVariable failures -ErrorAction SilentlyContinue

            $failures[0].FullyQualifiedErrorId | Should -BeLike 'WsAmbiguousOutcome,*'
            $failures[0] | Should -BeLike "*Get-WsJob -PoolId $($pool.PoolId)*-RetryAmbiguous*"
            $server.Writes.Count | Should -Be 1
        }
    }
}

Describe '<Cmdlet> -Wait' -ForEach $case {
    AfterEach {
        Disconnect-WsService
    }

    It 'writes each desktop with -PassThru when it is there, and nothing without' {
        $null = Connect-WsService -Emulator -EmulatorOptions @{ Desktops = 60; JobSeconds = 120 }
        $desktops = Get-WsDesktop -Status $From | Select-Object -First 4
        $written = $desktops[0, 1] | & $Cmdlet -Wait -PassThru
        $desktops[2, 3] | & $Cmdlet -Wait | Should -BeNullOrEmpty

        $written.DesktopId | Should -Be $desktops[0, 1].DesktopId
        $written.Status | Select-Object -Unique | Should -Be $To
        (Get-WsDesktop -DesktopId $desktops.DesktopId).Status | Select-Object -Unique | Should -Be $To
        (Get-WsDesktop).TaskStatus | Where-Object { $_ } | Should -BeNullOrEmpty
    }

    It 'waits for the job of a pool and for its desktops' {
        $null = Connect-WsService -Emulator -EmulatorOptions @{ Desktops = 60; JobSeconds = 120 }
        $pool = Get-WsPool -Name sales-01
        $meant = $pool | Get-WsPoolDesktop | Where-Object { if ($Action -in 'Start', 'Stop') { $_.Status -ne $To } else { $_.Status -eq $From } }
        $written = $pool | & $Cmdlet -Wait -PassThru

        $written.DesktopId | Sort-Object | Should -Be ($meant.DesktopId | Sort-Object)
        $written.Status | Select-Object -Unique | Should -Be $To
        $written.PoolId | Select-Object -Unique | Should -Be $pool.PoolId
        ($pool | Get-WsJob).Status | Should -Be 'Succeeded'
    }

    It 'makes desktops of a pool that failed an error that names them, and writes the rest' {
        $null = Connect-WsService -Emulator -EmulatorOptions @{ Desktops = 60; FailureRate = 0.3 }
        $written = Get-WsPool -Name sales-01 | & $Cmdlet -Wait -PassThru -ErrorVariable failures -ErrorAction SilentlyContinue
        $job = Get-WsPool -Name sales-01 | Get-WsJob

        $job.Status | Should -Be 'PartlyFailed'
        $failures.Count | Should -Be 1
        foreach ($part in $job.SubJobs | Where-Object Status -EQ 'FAILED') {
            $failures[0] | Should -BeLike "*$($part.DesktopName)*"
            $part.DesktopId | Should -Not -BeIn $written.DesktopId
        }

        $failures[0].ErrorDetails.RecommendedAction | Should -BeLike '*run the action again for these desktops*'
        $written.Count | Should -Be @($job.SubJobs | Where-Object Status -EQ 'SUCCESS').Count
        $written.Status | Select-Object -Unique | Should -Be $To
    }

    It 'gives up after -TimeoutSec, with an error of each desktop' {
        $null = Connect-WsService -Emulator -EmulatorOptions @{ Desktops = 60; JobSeconds = 3600 }
        $ids = (Get-WsDesktop -Status $From | Select-Object -First 2).DesktopId
        & $Cmdlet -DesktopId $ids -Wait -PassThru -TimeoutSec 60 -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

        $failures.TargetObject | Should -Be $ids
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'WsTimeout,*'
        $failures[0].CategoryInfo.Category | Should -Be 'OperationTimeout'
        $failures[0] | Should -BeLike "* is $From (*) instead of $To after 60 seconds*"
        $failures[0].ErrorDetails.RecommendedAction | Should -BeLike "*Get-WsDesktop -DesktopId $($ids[0])*"
    }

    It 'shows how many are there, and takes the bar away' {
        $null = Connect-WsService -Emulator -EmulatorOptions @{ Desktops = 60 }
        $shell = New-Shell
        try {
            $ids = (Get-WsDesktop -Status $From | Select-Object -First 2).DesktopId
            $null = $shell.AddScript('param($c, $cmdlet, $ids) & $cmdlet -DesktopId $ids -Wait -Connection $c').AddArgument((Get-WsConnection)).AddArgument($Cmdlet).AddArgument($ids).Invoke()
            $bar = $shell.Streams.Progress

            $bar.StatusDescription | Select-Object -Unique | Should -Be "${Action}: 0 of 2 are there", "${Action}: 1 of 2 are there", "${Action}: 2 of 2 are there", 'Done'
            $bar[0].PercentComplete | Should -Be 0
            @($bar | Where-Object StatusDescription -Like '*: 1 of 2 *')[0].PercentComplete | Should -Be 50
            $bar[-1].RecordType | Should -Be 'Completed'
            $bar.ActivityId | Select-Object -Unique | Should -HaveCount 1
        }
        finally {
            $shell.Runspace.Dispose()
        }
    }
}
