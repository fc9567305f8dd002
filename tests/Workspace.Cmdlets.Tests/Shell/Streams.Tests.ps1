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

Describe 'Progress' {
    BeforeAll {
        # Progress can be seen only from outside.
        function Get-Progress {
            param($Connection, [string] $Script)

            $shell = New-Shell
            try {
                $null = $shell.AddScript("param(`$c) $Script").AddArgument($Connection).Invoke()
                $shell.Streams.Progress.ReadAll()
            }
            finally {
                $shell.Runspace.Dispose()
            }
        }
    }

    BeforeEach {
        $connection = Connect-WsService -Emulator -EmulatorOptions @{ JobSeconds = 600; FailureRate = 0.2 }
    }

    AfterEach {
        Disconnect-WsService
    }

    It 'rises while jobs are waited for, and is completed at the end' {
        $records = Get-Progress $connection '$i = (Get-WsImage -Name win11-2026-01 -Connection $c).ImageId; Get-WsPool -Connection $c | Invoke-WsPoolRebuild -ImageId $i -Wait -Confirm:$false -Connection $c'

        $records.Count | Should -BeGreaterThan 10
        $percent = @($records | Where-Object RecordType -EQ 'Processing').PercentComplete
        $percent | Should -Be ($percent | Sort-Object)
        $percent[0] | Should -BeLessThan 50
        $percent[-1] | Should -Be 100
        $records[-1].RecordType | Should -Be 'Completed'
        @($records | Where-Object RecordType -EQ 'Completed').Count | Should -Be 1
        @($records.ActivityId | Select-Object -Unique).Count | Should -Be 1
        $records[-2].StatusDescription | Should -BeLike '3 of 3 jobs have ended*'
    }

    It 'is completed when the time is up' {
        $records = Get-Progress $connection 'Get-WsDesktop -Name tmpl-01 -Connection $c | Install-WsAgent -Connection $c | Wait-WsJob -TimeoutSec 30 -Connection $c'

        $records[-1].RecordType | Should -Be 'Completed'
        $records[-2].PercentComplete | Should -BeLessThan 100
    }

    It 'has a bar of its own for each command' {
        $records = Get-Progress $connection '1..2 | ForEach-Object { Get-WsDesktop -Name tmpl-01 -Connection $c | Install-WsAgent -Wait -Connection $c }'

        @($records.ActivityId | Select-Object -Unique).Count | Should -Be 2
    }

    It 'is not shown where nothing is waited for' {
        Get-Progress $connection 'Get-WsDesktop -Connection $c | Test-WsSysprep -Connection $c' | Should -BeNullOrEmpty
    }
}
