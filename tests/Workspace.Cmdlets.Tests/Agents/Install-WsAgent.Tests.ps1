BeforeAll {
    . $PSScriptRoot/../Support/Wire.ps1
}

Describe 'Install-WsAgent' {
    BeforeEach {
        $server = Start-Wire -Options @{ Desktops = 320; Pools = 2 }
        Connect-Wire $server
        $all = $server.Tenant.Desktops | Where-Object -Not AgentInstalled
        $having = $server.Tenant.Desktops | Where-Object AgentInstalled
    }

    AfterEach {
        Disconnect-WsService
        $server.Dispose()
    }

    It 'sends one request for desktops by <How>, and returns its job at once' -ForEach @(
        @{ How = 'parameter'; Act = { param($ids) Install-WsAgent -DesktopId $ids } }
        @{ How = 'position'; Act = { param($ids) Install-WsAgent $ids } }
        @{ How = 'pipe by property name'; Act = { param($ids) $ids | ForEach-Object { [pscustomobject]@{ DesktopId = $_ } } | Install-WsAgent } }
        @{ How = 'object'; Act = { param($ids) Get-WsDesktop -DesktopId $ids | Install-WsAgent } }
        @{ How = 'object of Get-WsAgent'; Act = { param($ids) Get-WsAgent -DesktopId $ids | Install-WsAgent } }
    ) {
        $ids = $all[0, 5, 9].DesktopId
        $job = & $Act $ids

        $job.GetType().FullName | Should -Be 'Workspace.Jobs.Job'
        $job.GetType() | Should -BeIn (Get-Command Install-WsAgent).OutputType.Type
        $job.JobId | Should -Be $server.Tenant.Jobs[0].JobId
        $job.Status | Should -Be 'Waiting'
        $job.DesktopId | Should -Be $ids
        $server.Writes.Count | Should -Be 1
        $server.Writes[0].Path | Should -Be "/v2/$($server.Tenant.ProjectId)/desktops/agents"
        ($server.Writes[0].Body | ConvertFrom-Json).desktop_ids | Should -Be $ids
    }

    It 'gathers 250 piped desktops into requests of at most 100: one job each' {
        $ids = $all[0..249].DesktopId
        $jobs = $ids | ForEach-Object { [pscustomobject]@{ DesktopId = $_ } } | Install-WsAgent

        $jobs.Count | Should -Be 3
        $jobs.DesktopId | Should -Be $ids
        $server.Writes | ForEach-Object { ($_.Body | ConvertFrom-Json).desktop_ids.Count } | Should -Be 100, 100, 50
    }

    It 'asks for nothing that piped desktops tell themselves, and once for which have the agent' {
        $desktops = Get-WsDesktop -DesktopId $all[0..149].DesktopId
        $before = $server.Requests.Count
        $jobs = $desktops | Install-WsAgent

        $jobs.DesktopId | Should -Be $all[0..149].DesktopId
        $server.Requests | Select-Object -Skip $before | ForEach-Object { "$($_.Method) $($_.Path -replace '^.*/')" } | Should -Be 'GET agents', 'GET workspace-sub-jobs', 'POST agents', 'POST agents'
    }

    It 'reads desktops that are piped with less than that, once for all of a batch' {
        $before = $server.Requests.Count
        $whole = Get-WsDesktop -DesktopId $all[0].DesktopId
        $job = & { $whole; [pscustomobject] @{ DesktopId = $all[1].DesktopId }; [pscustomobject] @{ DesktopId = 'absent' } } | Install-WsAgent -ErrorVariable failures -ErrorAction SilentlyContinue

        $job.DesktopId | Should -Be $all[0, 1].DesktopId
        $failures.TargetObject | Should -Be 'absent'
        @($server.Requests | Select-Object -Skip ($before + 1) | Where-Object Method -EQ 'GET' | Where-Object Path -Like '*/desktops*' | Where-Object Path -NotLike '*/agents').Count | Should -Be 1
    }

    It 'sends the same id once' {
        $ids = $all[0].DesktopId, $all[1].DesktopId, $all[0].DesktopId
        $null = $ids | ForEach-Object { [pscustomobject]@{ DesktopId = $_ } } | Install-WsAgent

        ($server.Writes.Body | ConvertFrom-Json).desktop_ids | Should -Be $ids[0, 1]
    }

    It 'starts no more than Select-Object -First 1 takes' {
        $null = Install-WsAgent -DesktopId $all[0..249].DesktopId | Select-Object -First 1

        $server.Writes.Count | Should -Be 1
    }

    It 'sends nothing for an empty pipeline' {
        @() | Install-WsAgent | Should -BeNullOrEmpty

        $server.Requests.Count | Should -Be 0
    }

    It 'refuses <Name> before anything is sent' -ForEach @(
        @{ Name = 'null'; Id = $null; Message = '*DesktopId is null or empty*' }
        @{ Name = 'an empty array'; Id = @(); Message = '*DesktopId is null or empty*' }
        @{ Name = 'an empty id'; Id = ''; Message = '*DesktopId is null or empty*' }
        @{ Name = 'an id of 256 characters'; Id = 'x' * 256; Message = '*256 characters*limit is 255*' }
    ) {
        Install-WsAgent -DesktopId $Id -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

        $failures.Count | Should -Be 1
        $failures[0] | Should -BeLike $Message
        $failures[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
        $server.Requests.Count | Should -Be 0
    }

    It 'reports desktops that the service does not have, and the rest goes through' {
        $job = Install-WsAgent -DesktopId $all[0].DesktopId, 'absent', $all[1].DesktopId -ErrorVariable failures -ErrorAction SilentlyContinue

        $job.DesktopId | Should -Be $all[0, 1].DesktopId
        $failures.Count | Should -Be 1
        $failures[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $failures[0].TargetObject | Should -Be 'absent'
    }

    It 'halves a batch that the service refuses: one job each' {
        $server.Answer('POST', '/desktops/agents$', 400, '{"error_code":"WKS.0001","error_msg":"one desktop is not right"}', 1)
        $ids = $all[0..3].DesktopId
        $jobs = Install-WsAgent -DesktopId $ids

        $jobs.Count | Should -Be 2
        $jobs[0].DesktopId | Should -Be $ids[0, 1]
        $jobs[1].DesktopId | Should -Be $ids[2, 3]
        $server.Writes.Count | Should -Be 3
    }

    It 'halves it until the bad desktop is alone, and reports that one' {
        $server.Answer('POST', '/desktops/agents$', 400, '{"error_code":"WKS.0001","error_msg":"this desktop is not right"}', 2)
        $job = Install-WsAgent -DesktopId $all[0, 1].DesktopId -ErrorVariable failures -ErrorAction SilentlyContinue

        $job.DesktopId | Should -Be $all[1].DesktopId
        $failures.Count | Should -Be 1
        $failures[0].TargetObject | Should -Be $all[0].DesktopId
        $failures[0] | Should -BeLike '*this desktop is not right*'
    }

    It 'installs where it waits, and writes each job with its desktops' {
        $without = $all[0..4].DesktopId
        $job = Install-WsAgent -DesktopId $without -Wait

        $job.Status | Should -Be 'Succeeded'
        $job.DesktopId | Should -Be $without
        (Get-WsAgent -DesktopId $without).IsInstalled | Select-Object -Unique | Should -Be $true
    }

    Context 'where a desktop has the agent' {
        It 'leaves it alone and writes a skipped job: <Count> of them' -ForEach @(@{ Count = 1 }, @{ Count = 4 }, @{ Count = 8 }) {
            $done = @($having)[0..($Count - 1)].DesktopId
            $jobs = Install-WsAgent -DesktopId (@($done) + $all[0, 1].DesktopId)

            $jobs[0].Status | Should -Be 'Waiting'
            $jobs[0].DesktopId | Should -Be $all[0, 1].DesktopId
            $jobs[1].Status | Should -Be 'Skipped'
            $jobs[1].DesktopId | Should -Be $done
            $jobs[1].JobId | Should -BeNullOrEmpty
            $jobs[1].FailReason | Should -BeLike '*agent already*-Force*'
            ($server.Writes.Body | ConvertFrom-Json).desktop_ids | Should -Be $all[0, 1].DesktopId
        }

        It 'sends nothing and asks nothing where all have it, also with -Wait' {
            $job = Install-WsAgent -DesktopId $having[0].DesktopId -Wait
            $text = Get-HostText { Install-WsAgent -DesktopId $having[0].DesktopId -WhatIf }

            $job.Status | Should -Be 'Skipped'
            ($job | Wait-WsJob).Status | Should -Be 'Skipped'
            $text | Should -Not -BeLike '*What if*'
            $server.Writes | Should -BeNullOrEmpty
        }

        It 'installs it all the same with -Force, and reads no agents' {
            $job = Install-WsAgent -DesktopId $having[0, 1].DesktopId -Force

            $job.DesktopId | Should -Be $having[0, 1].DesktopId
            $server.Requests | Where-Object { $_.Method -eq 'GET' -and $_.Path -like '*/agents' } | Should -BeNullOrEmpty
        }

        It 'installs it where the identity may not read which have it' {
            $server.Answer('GET', '/desktops/agents', 403, '{"error_code":"WKS.0403","error_msg":"no"}')
            $job = Install-WsAgent -DesktopId $having[0].DesktopId

            $job.Status | Should -Be 'Waiting'
        }
    }

    Context 'with -WhatIf' {
        It 'writes nothing, sends no installation, and names each desktop' {
            $text = Get-HostText { Install-WsAgent -DesktopId $all[0, 1].DesktopId -WhatIf | Should -BeNullOrEmpty }

            $server.Writes.Count | Should -Be 0
            foreach ($desktop in $all[0, 1]) {
                $text | Should -BeLike "*What if: *Install the monitoring agent*desktop '$($desktop.Name)' ($($desktop.DesktopId)), no users logged on, in project $($server.Tenant.ProjectId) in region *"
            }
        }
    }

    Context 'when nobody knows whether it was carried out' {
        It 'does not send it again, and says what to do' {
            $server.Answer('POST', '/desktops/agents$', 500, '{"error_code":"WKS.0500","error_msg":"an internal error"}')
            Install-WsAgent -DesktopId $all[0].DesktopId -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

            $server.Writes.Count | Should -Be 1
            $failures.Count | Should -Be 1
            $failures[0].FullyQualifiedErrorId | Should -BeLike 'WsAmbiguousOutcome,*'
            $failures[0].CategoryInfo.Category | Should -Be 'OperationTimeout'
            $failures[0].TargetObject | Should -Be $all[0].DesktopId
            $failures[0].Exception.RequestId | Should -BeLike 'wire-*'
            $failures[0] | Should -BeLike '*Nobody knows whether*Get-WsJob*-RetryAmbiguous*'
        }

        It 'sends it again with -RetryAmbiguous' {
            $server.Answer('POST', '/desktops/agents$', 500, '{"error_code":"WKS.0500","error_msg":"an internal error"}', 1)
            $job = Install-WsAgent -DesktopId $all[0].DesktopId -RetryAmbiguous -WarningVariable warnings -WarningAction SilentlyContinue

            $job.JobId | Should -Be $server.Tenant.Jobs[0].JobId
            $server.Writes.Count | Should -Be 2
            $warnings | Should -BeLike '*outcome*is unknown*'
        }

        It 'does not send it again after a lost connection' {
            $server.Drop('POST', '/desktops/agents$')
            Install-WsAgent -DesktopId $all[0].DesktopId -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

            $server.Writes.Count | Should -Be 1
            $failures[0].FullyQualifiedErrorId | Should -BeLike 'WsAmbiguousOutcome,*'
        }
    }

    It 'ends with an error for a key that is refused, after one request' {
        $server.Answer('POST', '/desktops/agents$', 401, '{"error_code":"APIGW.0301","error_msg":"Incorrect IAM authentication information"}')
        $failure = Get-TerminatingError { Install-WsAgent -DesktopId $all[0..149].DesktopId }

        $failure.CategoryInfo.Category | Should -Be 'AuthenticationError'
        $server.Writes.Count | Should -Be 1
    }
}

Describe 'Install-WsAgent on the wire' {
    It 'sends what the API page shows' {
        $server = Start-Wire -Scripted
        Connect-Wire $server
        $server.Answer('GET', '/desktops/detail\?', 200, '{"total_count":2,"desktops":[{"desktop_id":"f77db5cd-c020-47d4-bbbe-9b979a38d18c"},{"desktop_id":"f77db5cd-c020-47d4-bbbe-9b979a38d18b"}]}')
        $server.Answer('GET', '/workspace-sub-jobs\?', 200, '{"jobs":[],"total_count":0}')
        $server.Answer('GET', '/desktops/agents\?', 200, '{"agents_condition":[],"total_count":0}')
        $server.Answer('POST', '/desktops/agents$', 200, '{"job_id":"string"}')
        $job = Install-WsAgent -DesktopId f77db5cd-c020-47d4-bbbe-9b979a38d18c, f77db5cd-c020-47d4-bbbe-9b979a38d18b
        Disconnect-WsService
        $server.Dispose()

        $job.JobId | Should -Be 'string'
        $server.Writes.Count | Should -Be 1
        $request = $server.Writes[0]
        $request.Method | Should -BeExactly 'POST'
        $request.Target | Should -BeExactly '/v2/the-project/desktops/agents'
        $request.Headers['Content-Type'] | Should -BeExactly 'application/json'
        $request.Headers['X-Auth-Token'] | Should -BeExactly 'the-token'
        $request.Body | Should -BeExactly '{"desktop_ids":["f77db5cd-c020-47d4-bbbe-9b979a38d18c","f77db5cd-c020-47d4-bbbe-9b979a38d18b"]}'
    }
}
