BeforeAll {
    . $PSScriptRoot/../Support/Wire.ps1
}

Describe 'Test-WsSysprep' {
    BeforeAll {
        $server = Start-Wire -Options @{ Desktops = 300; Pools = 2 }
        Connect-Wire $server
        $all = $server.Tenant.Desktops
        $current = $all | Where-Object SysprepVersion -EQ '2.4.0'
        $old = $all | Where-Object SysprepVersion -EQ '1.0.3'
        $without = $all | Where-Object SysprepVersion -EQ ''
    }

    BeforeEach {
        $server.Forget()
    }

    AfterAll {
        Disconnect-WsService
        $server.Dispose()
    }

    It 'tells of each desktop by <How>, in one request' -ForEach @(
        @{ How = 'parameter'; Act = { param($desktops) Test-WsSysprep -DesktopId $desktops.DesktopId } }
        @{ How = 'pipe by property name'; Act = { param($desktops) $desktops | ForEach-Object { [pscustomobject]@{ DesktopId = $_.DesktopId } } | Test-WsSysprep } }
        @{ How = 'object'; Act = { param($desktops) $found = Get-WsDesktop -DesktopId $desktops.DesktopId; $server.Forget(); $found | Test-WsSysprep } }
    ) {
        $desktops = $current[0], $old[0], $without[0]
        $infos = & $Act $desktops

        $infos.DesktopId | Should -Be $desktops.DesktopId
        $infos.SysprepVersion | Should -Be '2.4.0', '1.0.3', ''
        $infos.Ready | Should -Be $true, $true, $false
        $infos[0].SupportHibernate | Should -BeTrue
        $infos[0].SupportUpdateRoute | Should -BeTrue
        $infos.SupportCreateImage | Where-Object { $null -ne $_ } | Should -BeNullOrEmpty
        $infos[0].GetType().FullName | Should -Be 'Workspace.Desktops.SysprepInfo'
        $infos[0].GetType() | Should -BeIn (Get-Command Test-WsSysprep).OutputType.Type
        $server.Requests.Count | Should -Be 1
    }

    It 'asks for every desktop when it is run without ids and without a pipeline' {
        (Test-WsSysprep).DesktopId | Should -Be $all.DesktopId

        $server.Requests.Count | Should -Be 1
        $server.Requests[0].Body | Should -BeExactly '{}'
    }

    Context 'with nothing' {
        It 'sends nothing for <Name>' -ForEach @(
            @{ Name = 'an empty pipeline'; Act = { @() | Test-WsSysprep } }
            @{ Name = 'a pipeline that let nothing through'; Act = { $all | Where-Object { $false } | Test-WsSysprep } }
            @{ Name = 'an empty pipeline with -Quiet'; Act = { @() | Test-WsSysprep -Quiet } }
        ) {
            & $Act | Where-Object { $_ } | Should -BeNullOrEmpty
            $server.Requests.Count | Should -Be 0
        }

        It 'refuses <Name> before anything is sent' -ForEach @(
            @{ Name = 'null'; Id = $null; Message = '*DesktopId is null or empty*' }
            @{ Name = 'an empty array'; Id = @(); Message = '*DesktopId is null or empty*' }
            @{ Name = 'an empty id'; Id = ''; Message = '*DesktopId is null or empty*' }
            @{ Name = 'an id of 256 characters'; Id = 'x' * 256; Message = '*256 characters*limit is 255*' }
        ) {
            Test-WsSysprep -DesktopId $Id -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

            $failures.Count | Should -Be 1
            $failures[0] | Should -BeLike $Message
            $failures[0].FullyQualifiedErrorId | Should -BeLike 'WsInvalidInput,*'
            $server.Requests.Count | Should -Be 0
        }

        It 'refuses <Name> in the pipeline before anything is sent' -ForEach @(
            @{ Name = 'null'; Value = $null }
            @{ Name = 'an object without id'; Value = [pscustomobject]@{ Name = 'x' } }
            @{ Name = 'an object whose id is null'; Value = [pscustomobject]@{ DesktopId = $null } }
            @{ Name = 'a text'; Value = 'tmpl-01' }
        ) {
            $Value | Test-WsSysprep -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

            $failures.Count | Should -Be 1
            $server.Requests.Count | Should -Be 0
        }
    }

    Context 'with many ids' {
        It 'gathers 250 piped ids into requests of at most 100, and writes in their order' {
            $ids = $all[10..259].DesktopId
            $infos = $ids | ForEach-Object { [pscustomobject]@{ DesktopId = $_ } } | Test-WsSysprep

            $infos.DesktopId | Should -Be $ids
            $server.Requests.Count | Should -Be 3
            $server.Requests | ForEach-Object { ($_.Body | ConvertFrom-Json).desktop_ids.Count } | Sort-Object -Descending | Should -Be 100, 100, 50
        }

        It 'does the same with 250 ids by parameter' {
            (Test-WsSysprep -DesktopId $all[0..249].DesktopId).Count | Should -Be 250
            $server.Requests.Count | Should -Be 3
        }

        It 'sends the same id once' {
            $ids = $all[0].DesktopId, $all[1].DesktopId, $all[0].DesktopId
            $infos = $ids | ForEach-Object { [pscustomobject]@{ DesktopId = $_ } } | Test-WsSysprep

            $infos.DesktopId | Should -Be $ids[0, 1]
            ($server.Requests[0].Body | ConvertFrom-Json).desktop_ids | Should -Be $ids[0, 1]
        }

        It 'writes answers while input still arrives' {
            $written = [System.Collections.Generic.List[string]]::new()
            $deadline = [datetime]::UtcNow.AddSeconds(20)
            & {
                $all[0..99] | ForEach-Object { [pscustomobject]@{ DesktopId = $_.DesktopId } }
                while ($written.Count -eq 0 -and [datetime]::UtcNow -lt $deadline) {
                    [pscustomobject]@{ DesktopId = $all[0].DesktopId }
                }

                $written.Count | Should -BeGreaterThan 0
            } | Test-WsSysprep | ForEach-Object { $written.Add($_.DesktopId) }

            $written | Should -Be $all[0..99].DesktopId
        }

        It 'gives the first one to Select-Object -First 1, and ends quietly' {
            $before = $Error.Count
            ($all | ForEach-Object { [pscustomobject]@{ DesktopId = $_.DesktopId } } | Test-WsSysprep | Select-Object -First 1).DesktopId | Should -Be $all[0].DesktopId

            $Error.Count | Should -Be $before
        }
    }

    Context 'with ids that the service does not have' {
        It 'reports an id that is absent from the answer as not found, and the rest goes through' {
            $infos = Test-WsSysprep -DesktopId $all[0].DesktopId, 'absent', $all[1].DesktopId -ErrorVariable failures -ErrorAction SilentlyContinue

            $infos.DesktopId | Should -Be $all[0].DesktopId, $all[1].DesktopId
            $failures.Count | Should -Be 1
            $failures[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
            $failures[0].TargetObject | Should -Be 'absent'
            $server.Requests.Count | Should -Be 1
        }
    }

    Context 'with -MinimumVersion' {
        It 'marks what is below, and leaves nothing out' {
            $infos = Test-WsSysprep -DesktopId $current[0].DesktopId, $old[0].DesktopId, $without[0].DesktopId -MinimumVersion 2.0

            $infos.Ready | Should -Be $true, $false, $false
        }

        It 'takes the minimum itself as enough, and compares numbers' {
            (Test-WsSysprep -DesktopId $current[0].DesktopId -MinimumVersion 2.4.0).Ready | Should -BeTrue
            (Test-WsSysprep -DesktopId $current[0].DesktopId -MinimumVersion 2.4.1).Ready | Should -BeFalse
            (Test-WsSysprep -DesktopId $current[0].DesktopId -MinimumVersion 2.10).Ready | Should -BeFalse
        }
    }

    Context 'with -IncludeImageSupport' {
        It 'asks each desktop, and one that cannot be captured is not ready' {
            $infos = Test-WsSysprep -DesktopId $all[0].DesktopId, $all[1].DesktopId -IncludeImageSupport

            $infos.SupportCreateImage | Should -Be $true, $false
            $infos.Ready | Should -Be $true, $false
            $server.Find('GET', '/desktops/[^/]+/sysprep$').Path | Sort-Object | Should -Be ($all[0, 1].DesktopId | ForEach-Object { "/v2/$($server.Tenant.ProjectId)/desktops/$_/sysprep" } | Sort-Object)
        }

        It 'reports the desktop whose question failed, and the rest goes through' {
            $server.Answer('GET', "/desktops/$($all[1].DesktopId)/sysprep", 403, '{"error_code":"WKS.0403","error_msg":"no permission"}', 1)
            $infos = Test-WsSysprep -DesktopId $all[0].DesktopId, $all[1].DesktopId, $all[2].DesktopId -IncludeImageSupport -ErrorVariable failures -ErrorAction SilentlyContinue

            $infos.DesktopId | Should -Be $all[0].DesktopId, $all[2].DesktopId
            $failures.Count | Should -Be 1
            $failures[0].TargetObject | Should -Be $all[1].DesktopId
            $failures[0].CategoryInfo.Category | Should -Be 'PermissionDenied'
        }

        It 'asks all desktops of the project when no ids are given' {
            $infos = Test-WsSysprep -IncludeImageSupport

            $infos.Count | Should -Be 300
            $infos.SupportCreateImage | Where-Object { $null -eq $_ } | Should -BeNullOrEmpty
        }
    }

    Context 'with -Quiet' {
        It 'writes <Expected> for <Name>, and nothing else' -ForEach @(
            @{ Name = 'ready desktops'; Expected = $true; Act = { Test-WsSysprep -DesktopId $current[0..4].DesktopId -Quiet } }
            @{ Name = 'ready desktops in several requests'; Expected = $true; Act = { $current[0..149] | ForEach-Object { [pscustomobject]@{ DesktopId = $_.DesktopId } } | Test-WsSysprep -Quiet } }
            @{ Name = 'a desktop without Sysprep among others'; Expected = $false; Act = { Test-WsSysprep -DesktopId $current[0].DesktopId, $without[0].DesktopId, $current[1].DesktopId -Quiet } }
            @{ Name = 'a desktop below -MinimumVersion'; Expected = $false; Act = { Test-WsSysprep -DesktopId $current[0].DesktopId, $old[0].DesktopId -MinimumVersion 2.0 -Quiet } }
            @{ Name = 'a desktop that cannot be captured'; Expected = $false; Act = { Test-WsSysprep -DesktopId $all[1].DesktopId -IncludeImageSupport -Quiet } }
            @{ Name = 'an empty pipeline'; Expected = $false; Act = { @() | Test-WsSysprep -Quiet } }
            @{ Name = 'an absent id'; Expected = $false; Act = { Test-WsSysprep -DesktopId $current[0].DesktopId, 'absent' -Quiet -ErrorAction SilentlyContinue } }
            @{ Name = 'an id that is none'; Expected = $false; Act = { Test-WsSysprep -DesktopId $current[0].DesktopId, '' -Quiet -ErrorAction SilentlyContinue } }
            @{ Name = 'all desktops, some of them not ready'; Expected = $false; Act = { Test-WsSysprep -Quiet } }
            @{ Name = 'desktops that the service refused'; Expected = $false; Act = { $server.Answer('POST', '/sysprep$', 403, '{"error_code":"WKS.0403","error_msg":"no"}', 1); Test-WsSysprep -DesktopId $current[0].DesktopId -Quiet -ErrorAction SilentlyContinue } }
        ) {
            $answer = @(& $Act)

            $answer.Count | Should -Be 1
            $answer[0] | Should -BeOfType [bool]
            $answer[0] | Should -Be $Expected
        }
    }

    Context 'when something goes wrong' {
        It 'reports a refused batch with its ids, and the next batch goes through' {
            $server.Answer('POST', '/sysprep$', 403, '{"error_code":"WKS.0403","error_msg":"no permission"}', 1)
            $infos = $all[0..149] | ForEach-Object { [pscustomobject]@{ DesktopId = $_.DesktopId } } | Test-WsSysprep -ErrorVariable failures -ErrorAction SilentlyContinue

            $failures.Count | Should -Be 1
            $failures[0].CategoryInfo.Category | Should -Be 'PermissionDenied'
            @($infos).Count + @($failures[0].TargetObject).Count | Should -Be 150
            @($infos).Count | Should -BeIn 50, 100
        }

        It 'ends with an error for a key that is refused' {
            $server.Answer('POST', '/sysprep$', 401, '{"error_code":"APIGW.0301","error_msg":"Incorrect IAM authentication information"}', 1)
            $failure = Get-TerminatingError { Test-WsSysprep -DesktopId $all[0].DesktopId }

            $failure.CategoryInfo.Category | Should -Be 'AuthenticationError'
            $server.Requests.Count | Should -Be 1

            # The refused connection sends nothing more.
            Connect-Wire $server
        }

        It 'reports an answer without infos as invalid data' {
            $server.Answer('POST', '/sysprep$', 200, '{}', 1)
            Test-WsSysprep -DesktopId $all[0].DesktopId -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

            $failures[0].CategoryInfo.Category | Should -Be 'InvalidData'
        }
    }
}

Describe 'Test-WsSysprep where an unknown desktop refuses the whole batch' {
    BeforeAll {
        $server = Start-Wire -Options @{ Desktops = 120; Pools = 2 } -Quirks @{ UnknownDesktopIsRefused = $true }
        Connect-Wire $server
        $all = $server.Tenant.Desktops
    }

    BeforeEach {
        $server.Forget()
    }

    AfterAll {
        Disconnect-WsService
        $server.Dispose()
    }

    It 'halves the batch until the bad id is alone: one error for it, the rest goes through in order' {
        $good = $all[0..6].DesktopId
        $infos = Test-WsSysprep -DesktopId ($good[0..3] + 'bad' + $good[4..6]) -ErrorVariable failures -ErrorAction SilentlyContinue

        $infos.DesktopId | Should -Be $good
        $failures.Count | Should -Be 1
        $failures[0].TargetObject | Should -Be 'bad'
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'WKS.0001,*'
        $failures[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
        $failures[0] | Should -BeLike '*desktop bad does not exist*'
        $server.Requests.Count | Should -Be 7
    }

    It 'finds two bad ids among 102' {
        $ids = @($all[0..9].DesktopId) + 'bad-1' + @($all[10..89].DesktopId) + 'bad-2' + @($all[90..99].DesktopId)
        $infos = $ids | ForEach-Object { [pscustomobject]@{ DesktopId = $_ } } | Test-WsSysprep -ErrorVariable failures -ErrorAction SilentlyContinue

        $infos.DesktopId | Should -Be $all[0..99].DesktopId
        $failures.TargetObject | Sort-Object | Should -Be 'bad-1', 'bad-2'
    }
}

Describe 'Test-WsSysprep on the wire' {
    BeforeAll {
        $server = Start-Wire -Scripted
        Connect-Wire $server
    }

    AfterAll {
        Disconnect-WsService
        $server.Dispose()
    }

    It 'sends what the API page shows' {
        $server.Answer('POST', '/sysprep$', 200, '{"sysprep_infos":[{"desktop_id":"f77db5cd-c020-47d4-bbbe-9b979a38d18c","sysprep_version":"1.2","support_hibernate":true,"support_update_route":true},{"desktop_id":"f77db5cd-c020-47d4-bbbe-9b979a38d18b","sysprep_version":"1.2","support_hibernate":true,"support_update_route":true}]}')
        $null = Test-WsSysprep -DesktopId f77db5cd-c020-47d4-bbbe-9b979a38d18c, f77db5cd-c020-47d4-bbbe-9b979a38d18b

        $server.Requests.Count | Should -Be 1
        $request = $server.Requests[0]
        $request.Method | Should -BeExactly 'POST'
        $request.Target | Should -BeExactly '/v2/the-project/sysprep'
        $request.Headers['Content-Type'] | Should -BeExactly 'application/json'
        $request.Headers['X-Auth-Token'] | Should -BeExactly 'the-token'
        $request.Body | Should -BeExactly '{"desktop_ids":["f77db5cd-c020-47d4-bbbe-9b979a38d18c","f77db5cd-c020-47d4-bbbe-9b979a38d18b"]}'
    }
}
