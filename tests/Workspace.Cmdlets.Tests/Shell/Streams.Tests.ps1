BeforeAll {
    . $PSScriptRoot/../Support/Wire.ps1
}

Describe 'Verbose and debug output' {
    BeforeAll {
        $server = Start-Wire
        Connect-Wire $server
        $verbose = [System.Management.Automation.VerboseRecord]
        $debug = [System.Management.Automation.DebugRecord]
    }

    BeforeEach {
        $server.Forget()
    }

    AfterAll {
        Disconnect-WsService
        $server.Dispose()
    }

    It 'is one line for each request: method, path, status, milliseconds, request id' {
        $lines = @(Get-WsDesktop -DesktopId $server.Tenant.Desktops[0].DesktopId -IncludePool -Verbose 4>&1 | Where-Object { $_ -is $verbose })

        $lines.Count | Should -Be $server.Requests.Count
        $lines.Count | Should -Be 2
        for ($i = 0; $i -lt 2; $i++) {
            $lines[$i] | Should -Match "^GET $([regex]::Escape($server.Requests[$i].Target)): HTTP 200, \d+ ms, request id [0-9a-f]{32}$"
        }
    }

    It 'tells refused requests too' {
        $lines = Get-WsPool -PoolId unknown -Verbose -ErrorAction SilentlyContinue 4>&1

        $lines | Should -Match '/desktop-pools/unknown: HTTP 400, '
    }

    It 'tells what the connection took' {
        $lines = @(Connect-WsService -Emulator -Verbose 4>&1 | Where-Object { $_ -is $verbose })
        Connect-Wire $server

        $lines.Count | Should -Be 2
        $lines[0] | Should -Match '^GET /v3/projects\?name=emulator: HTTP 200, '
        $lines[1] | Should -Match '/workspaces: HTTP 200, '
    }

    It 'is complete, and on the thread of the pipeline, for many requests at once' {
        $output = Test-WsSysprep -IncludeImageSupport -Verbose -ErrorVariable failures 4>&1

        @($output | Where-Object { $_ -is $verbose }).Count | Should -Be 25
        @($output | Where-Object { $_ -isnot $verbose }).Count | Should -Be 24
        $failures.Count | Should -Be 0
    }

    It 'shows bodies with -Debug' {
        $id = $server.Tenant.Desktops[0].DesktopId
        $lines = @(Test-WsSysprep -DesktopId $id -Debug 5>&1 | Where-Object { $_ -is $debug })

        $lines.Count | Should -Be 3
        $lines[0] | Should -Match '^POST .*/sysprep: HTTP 200, '
        $lines[1] | Should -Be "sent: {`"desktop_ids`":[`"$id`"]}"
        $lines[2] | Should -Match '^received: \{"sysprep_infos":\[\{'
    }

    It 'follows the value of <Name>, not its presence' -ForEach @(
        @{ Name = '-Debug:$false'; Given = @{ Debug = $false }; VerboseLines = 1; DebugLines = 0 }
        @{ Name = '-Debug -Verbose:$false'; Given = @{ Debug = $true; Verbose = $false }; VerboseLines = 0; DebugLines = 3 }
        @{ Name = '-Debug -Verbose'; Given = @{ Debug = $true; Verbose = $true }; VerboseLines = 1; DebugLines = 2 }
    ) {
        $VerbosePreference = $DebugPreference = 'Continue'
        $lines = @(Test-WsSysprep -DesktopId $server.Tenant.Desktops[0].DesktopId @Given 4>&1 5>&1)

        @($lines | Where-Object { $_ -is $verbose }).Count | Should -Be $VerboseLines
        @($lines | Where-Object { $_ -is $debug }).Count | Should -Be $DebugLines
    }

    It 'shows bodies without what they call a secret' {
        $scripted = Start-Wire -Scripted
        Connect-Wire $scripted
        $scripted.Answer('GET', '/desktop-pools/p$', 200, '{"id":"p","name":"p","domain_password":"pa\"ss","AccessToken": "t0ken","inner":{"client_secret":"s3cret"},"ou_name":"kept"}')
        $text = Get-WsPool -PoolId p -Debug 5>&1 | Where-Object { $_ -is $debug } | Out-String -Width 1000
        $scripted.Dispose()
        Connect-Wire $server

        $text | Should -BeLike '*"domain_password":"\*\*\*\*","AccessToken": "\*\*\*\*","inner":{"client_secret":"\*\*\*\*"},"ou_name":"kept"*'.Replace('\', '`')
        $text | Should -Not -Match 'pa.?.?ss"|t0ken|s3cret'
    }

    It 'shows each where it belongs with -Debug -Verbose' {
        $lines = @(Get-WsPool -First 1 -Debug -Verbose *>&1)

        @($lines | Where-Object { $_ -is $verbose }).Count | Should -Be 1
        @($lines | Where-Object { $_ -is $debug }).Count | Should -Be 1
    }

    It 'shows bodies with $DebugPreference' {
        $DebugPreference = 'Continue'
        @(Get-WsPool -First 1 5>&1 | Where-Object { $_ -is $debug }).Count | Should -Be 1
    }

    It 'is silent otherwise' {
        Get-WsPool *>&1 | ForEach-Object { $_.GetType().FullName } | Select-Object -Unique | Should -Be 'Workspace.Pools.Pool'
    }
}
