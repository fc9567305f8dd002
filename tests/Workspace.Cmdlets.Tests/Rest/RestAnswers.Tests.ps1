BeforeAll {
    . $PSScriptRoot/../Support/Wire.ps1
}

Describe 'What Invoke-WsRestMethod makes of answers' {
    BeforeAll {
        $server = Start-Wire -Scripted
        Connect-Wire $server
    }

    BeforeEach {
        $server.Forget()
    }

    AfterAll {
        Disconnect-WsService
        $server.Dispose()
    }

    It 'writes the answer as ConvertFrom-Json would make it, but for dates, which stay as they came' {
        $json = '{"a":{"b":[1,[2,[]],{"c":null}],"yes":true,"no":false},"large":12345678901234567890,"whole":5,"number":1.5,"text":"x","metering.image_id":"i","when":"2026-01-01T10:00:00Z","empty":{},"none":[]}'
        $server.Answer('GET', '/anything$', 200, $json)
        $answer = Invoke-WsRestMethod -Path /v2/anything
        $expected = $json | ConvertFrom-Json

        $answer.PSObject.Properties.Name | Should -Be $expected.PSObject.Properties.Name
        $answer | ConvertTo-Json -Depth 9 -Compress | Should -BeExactly $json
        foreach ($name in 'large', 'whole', 'number', 'text', 'a', 'none') {
            $answer.$name.GetType() | Should -Be $expected.$name.GetType() -Because $name
        }
        $answer.a.b.GetType() | Should -Be $expected.a.b.GetType()
        $answer.when | Should -BeOfType ([string])
        $answer.when | Should -BeExactly '2026-01-01T10:00:00Z'
    }

    It 'keeps members whose names differ in case only, and one without a name' {
        $server.Answer('GET', '/anything$', 200, '{"env":1,"Env":2,"":3}')
        $answer = Invoke-WsRestMethod -Path /v2/anything

        $answer.PSObject.Properties.Name | Should -BeExactly 'env', 'Env_', '_'
        $answer.env, $answer.Env_, $answer._ | Should -Be 1, 2, 3
    }

    It 'writes <What>' -ForEach @(
        @{ What = 'nothing for an empty answer'; Status = 204; Body = ''; Expected = @() }
        @{ What = 'nothing for null'; Status = 200; Body = 'null'; Expected = @() }
        @{ What = 'the elements of an array'; Status = 200; Body = '[1,"a"]'; Expected = @(1, 'a') }
        @{ What = 'nothing for an empty array'; Status = 200; Body = '[]'; Expected = @() }
        @{ What = 'a single value'; Status = 200; Body = 'true'; Expected = @($true) }
    ) {
        $server.Answer('DELETE', '/anything$', $Status, $Body, 1)

        @(Invoke-WsRestMethod -Method DELETE -Path /v2/anything) | Should -Be $Expected
    }

    It 'downloads a file as it is, over one that is there, and writes nothing' {
        $server.Answer('GET', '/users/template/download\?language=en$', 200, "<xml>ü</xml>`n")
        Set-Content TestDrive:/template.xml ('longer than what comes' * 10)

        Invoke-WsRestMethod ExportUsersTemplate -Query @{ language = 'en' } -OutFile TestDrive:/template.xml | Should -BeNullOrEmpty
        Get-Content TestDrive:/template.xml -Raw | Should -BeExactly "<xml>ü</xml>`n"
    }

    It 'writes one answer to a file, and asks for no second one that would replace it' {
        $server.Answer('GET', '/export-tasks/a/download$', 200, 'first')
        'a', 'b' | ForEach-Object { [pscustomobject]@{ TaskId = $_ } } | Invoke-WsRestMethod DownloadExportFile -OutFile TestDrive:/one.txt -ErrorVariable failures -ErrorAction SilentlyContinue

        Get-Content TestDrive:/one.txt -Raw | Should -BeExactly 'first'
        $failures.Count | Should -Be 1
        $failures[0] | Should -BeLike 'OutFile *has the answer to an input before this one*'
        $server.Requests.Count | Should -Be 1
    }

    It 'leaves a file alone when the download fails' {
        $server.Answer('GET', '/users/template/download$', 403, '{"error_code":"WKS.0403","error_msg":"no permission"}', 1)
        Set-Content TestDrive:/kept.xml 'kept' -NoNewline
        Invoke-WsRestMethod ExportUsersTemplate -OutFile TestDrive:/kept.xml -ErrorVariable failures -ErrorAction SilentlyContinue

        $failures[0].CategoryInfo.Category | Should -Be 'PermissionDenied'
        Get-Content TestDrive:/kept.xml -Raw | Should -BeExactly 'kept'
    }

    It 'reports a file that cannot be written' {
        $server.Answer('GET', '/users/template/download$', 200, 'x', 1)
        $null = New-Item TestDrive:/folder -ItemType Directory
        Invoke-WsRestMethod ExportUsersTemplate -OutFile TestDrive:/folder -ErrorVariable failures -ErrorAction SilentlyContinue

        $failures[0].FullyQualifiedErrorId | Should -BeLike 'WsFileNotWritten,*'
        $failures[0].CategoryInfo.Category | Should -Be 'WriteError'
    }

    It 'repeats a GET that fails for a passing reason, with a warning' {
        Connect-Wire $server -With @{ MaximumRetryCount = 2 }
        $server.Answer('GET', '/passing$', 200, '{"a":1}')
        $server.Answer('GET', '/passing$', 503, '{"error_code":"WKS.0503","error_msg":"out of order"}', 1)

        (Invoke-WsRestMethod -Path /v2/passing -WarningVariable warnings -WarningAction SilentlyContinue).a | Should -Be 1
        $warnings.Count | Should -Be 1
        $warnings[0] | Should -BeLike 'Attempt 1 of 3 failed*out of order*'
        $server.Requests.Count | Should -Be 2
    }

    It 'sends nothing else again when nobody knows whether it was carried out, and says so: <Method>, <How>' -ForEach @(
        @{ Method = 'POST'; How = 'a fault' }
        @{ Method = 'PUT'; How = 'a fault' }
        @{ Method = 'PATCH'; How = 'a fault' }
        @{ Method = 'DELETE'; How = 'no answer' }
    ) {
        Connect-Wire $server -With @{ MaximumRetryCount = 2; TimeoutSec = 2 }
        if ($How -eq 'a fault') {
            $server.Answer($Method, '/lost$', 500, '{"error_code":"WKS.0500","error_msg":"an internal error"}')
        }
        else {
            $server.Hang($Method, '/lost$')
        }

        Invoke-WsRestMethod -Method $Method -Path /v2/lost -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

        $server.Writes.Count | Should -Be 1
        $failures.Count | Should -Be 1
        $failures[0].FullyQualifiedErrorId | Should -Be 'WsAmbiguousOutcome,Workspace.Commands.InvokeWsRestMethodCommand'
        $failures[0].CategoryInfo.Category | Should -Be 'OperationTimeout'
        $failures[0].TargetObject | Should -Be "$Method /v2/lost"
        $failures[0] | Should -BeLike "Nobody knows whether $Method /v2/lost was carried out*Look at the service before you send it again*"
    }

    It 'reports each part that failed, and writes the answer all the same' {
        $server.Answer('POST', '/desktops/action$', 200, '{"job_id":"j1","failed_operation_list":[{"desktop_id":"d1","desktop_name":"PC-1","error_code":"WKS.1","error_msg":"It is off."},{"desktop_id":"d2","error_code":"WKS.2","error_msg":"It is gone."}]}')
        $answer = Invoke-WsRestMethod BatchRunDesktops -Body @{ desktop_ids = 'd1', 'd2', 'd3'; op_type = 'os-start' } -ErrorVariable failures -ErrorAction SilentlyContinue

        $answer.job_id | Should -Be 'j1'
        $failures.FullyQualifiedErrorId | Should -Be 'WKS.1,Workspace.Commands.InvokeWsRestMethodCommand', 'WKS.2,Workspace.Commands.InvokeWsRestMethodCommand'
        $failures.TargetObject | Should -Be 'd1', 'd2'
        $failures[0] | Should -BeLike 'POST /v2/the-project/desktops/action was accepted, but not for PC-1: It is off.*'
    }

    It 'says of an answer without a list what to do' {
        $server.Answer('GET', '/two-lists', 200, '{"a":[1],"b":[2]}')
        Invoke-WsRestMethod -Path /v2/two-lists -All -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

        $failures[0].FullyQualifiedErrorId | Should -BeLike 'WsNotAList,*'
        $failures[0].CategoryInfo.Category | Should -Be 'InvalidOperation'
        $failures[0].ErrorDetails.RecommendedAction | Should -BeLike '*without -All*'
    }

    It 'writes what it has read of a list that cannot be read to its end, and the error' {
        $server.Answer('GET', '/endless\?', 200, (@{ items = @(1..100 | ForEach-Object { @{ id = "$_" } }) } | ConvertTo-Json -Depth 3))
        $items = Invoke-WsRestMethod -Path /v2/endless -All -ErrorVariable failures -ErrorAction SilentlyContinue

        $items.Count | Should -Be 100
        $server.Requests.Count | Should -Be 2
        $failures[0] | Should -BeLike '*could not be read to its end*did not heed offset*'
    }

    It 'shows request and answer with -Verbose and -Debug, but no secret' {
        $server.Answer('POST', '/anything$', 200, '{"id":"u1","password":"answered"}')
        $said = Invoke-WsRestMethod -Method POST -Path /v2/anything -Body @{ user = 'x'; password = 'given' } -Confirm:$false -Verbose -Debug *>&1
        $verbose = @($said | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] })
        $debug = @($said | Where-Object { $_ -is [System.Management.Automation.DebugRecord] })

        $verbose[-1] | Should -Match '^POST /v2/anything: HTTP 200, \d+ ms, request id wire-\d+$'
        $debug.Message | Should -Be 'sent: {"password":"****","user":"x"}', 'received: {"id":"u1","password":"****"}'
        ($said | Where-Object id -EQ 'u1').password | Should -Be 'answered'
    }

    It 'says so when it is stopped while it changes something, and not while it reads' {
        $said = Invoke-NonInteractive @"
            . '$PSScriptRoot/../Support/Wire.ps1'
            `$server = Start-Wire -Scripted
            Connect-Wire `$server
            foreach (`$method in 'GET', 'POST') {
                `$server.Hang(`$method, '/hanging')
                `$runspace = [runspacefactory]::CreateRunspace(`$Host)
                `$runspace.Open()
                `$shell = [powershell]::Create()
                `$shell.Runspace = `$runspace
                `$null = `$shell.AddScript('param(`$c, `$method) Import-Module `$args[0]; Invoke-WsRestMethod -Method `$method -Path /v2/hanging -Connection `$c').AddArgument((Get-WsConnection)).AddArgument(`$method).AddArgument(`$manifest)
                `$null = `$shell.BeginInvoke()
                "`$method is under way: `$(`$server.WaitUntilHanging())"
                `$shell.Stop()
            }
"@

        $said | Should -BeLike '*GET is under way: True*POST is under way: True*WARNING: POST /v2/hanging was being sent when the command was stopped, and may have been carried out.*'
        $said | Should -Not -BeLike '*GET /v2/hanging was being sent*'
    }
}
