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

Describe 'Secrets' {
    BeforeAll {
        function Get-AllText {
            param([scriptblock] $Script)

            # By the preferences: with -Debug PowerShell would ask about every error.
            $VerbosePreference = 'Continue'
            $DebugPreference = 'Continue'
            $Error.Clear()
            $streams = try {
                & $Script *>&1
            }
            catch {
                $_
            }

            # All that was written, as text and in every member; then the errors and the connection the same way.
            $clixml = Join-Path $TestDrive 'connection.xml'
            Get-WsConnection | Export-Clixml $clixml -Depth 4
            @(
                $streams | ForEach-Object { "$_" }
                $streams | Format-List * -Force | Out-String -Width 1000
                $Error | ForEach-Object { "$_"; "$($_.Exception)"; "$($_.ErrorDetails)"; "$($_.TargetObject)" }
                $Error | Format-List * -Force | Out-String -Width 1000
                Get-WsConnection | Out-String -Width 1000
                Get-WsConnection | Format-List * -Force | Out-String -Width 1000
                Get-WsConnection | ForEach-Object { "$_" }
                Get-Content $clixml -Raw
            ) -join "`n"
        }
    }

    BeforeEach {
        $server = Start-Wire
    }

    AfterEach {
        Disconnect-WsService
        $server.Dispose()
    }

    It 'of an access key are shown nowhere' {
        $secret = ConvertTo-Secret $server.Tenant.SecretKey
        $key = ConvertTo-Secret $server.Tenant.AccessKey
        $text = Get-AllText {
            Connect-WsService -Region emulator -AccessKey $key -SecretKey $secret -Endpoint $server.Endpoint -IamEndpoint $server.Endpoint
            Get-WsPool -PoolId unknown
            Test-WsSysprep
            Get-WsDesktop
        }

        $text | Should -Match ([regex]::Escape($server.Tenant.AccessKey))
        $text | Should -Match 'HTTP 400'
        $text.Contains($server.Tenant.SecretKey) | Should -BeFalse
        $signature = [regex]::Match($server.Requests[-1].Headers['Authorization'], 'Signature=(\w+)').Groups[1].Value
        $signature.Length | Should -Be 64
        $text.Contains($signature) | Should -BeFalse
    }

    It 'of an access key that is refused are shown nowhere' {
        $key = ConvertTo-Secret $server.Tenant.AccessKey
        $wrong = ConvertTo-Secret 'wr0ng-s3cret'
        $text = Get-AllText {
            Connect-WsService -AccessKey $key -SecretKey $wrong -ProjectId $server.Tenant.ProjectId -Endpoint $server.Endpoint
        }

        $text | Should -Match 'APIGW.0301'
        $text.Contains('wr0ng-s3cret') | Should -BeFalse
    }

    It 'of a temporary key are shown nowhere' {
        $scripted = Start-Wire -Scripted
        $key = ConvertTo-Secret 'AK'
        $secret = ConvertTo-Secret 's3cret-key'
        $temporary = ConvertTo-Secret 't3mporary'
        $text = Get-AllText {
            Connect-WsService -AccessKey $key -SecretKey $secret -SecurityToken $temporary -ProjectId p -Endpoint $scripted.Endpoint
            Get-WsPool
        }

        $scripted.Dispose()
        $scripted.Requests[-1].Headers['X-Security-Token'] | Should -Be 't3mporary'
        $text | Should -Match 'HTTP 404'
        $text.Contains('s3cret-key') | Should -BeFalse
        $text.Contains('t3mporary') | Should -BeFalse
    }

    It 'of a name and password are shown nowhere, nor the token that they got' {
        $credential = [pscredential]::new($server.Tenant.UserName, (ConvertTo-Secret $server.Tenant.Password))
        $text = Get-AllText {
            Connect-WsService -Region emulator -Credential $credential -DomainName $server.Tenant.DomainName -Endpoint $server.Endpoint -IamEndpoint $server.Endpoint
            Get-WsPool
            Get-WsPool -PoolId unknown
        }

        $token = $server.Requests[-1].Headers['X-Auth-Token']
        $token.Length | Should -BeGreaterThan 20
        $text | Should -Match '/v3/auth/tokens\?nocatalog=true: HTTP 201'
        $text.Contains($server.Tenant.Password) | Should -BeFalse
        $text.Contains($token) | Should -BeFalse
    }

    It 'of a token that was given are shown nowhere' {
        $token = ConvertTo-Secret 'g1ven-t0ken'
        $text = Get-AllText {
            Connect-WsService -Token $token -ProjectId p -Endpoint $server.Endpoint
        }

        $server.Requests[-1].Headers['X-Auth-Token'] | Should -Be 'g1ven-t0ken'
        $text | Should -Match '/workspaces: HTTP 401'
        $text.Contains('g1ven-t0ken') | Should -BeFalse
    }

    It 'of the embedded service are shown nowhere' {
        $text = Get-AllText {
            Connect-WsService -Emulator
            Get-WsDesktop
        }

        $tenant = [Workspace.Emulator.EmulatedTenant]::new($null, $null)
        $text | Should -Match ([regex]::Escape($tenant.AccessKey))
        $text.Contains($tenant.SecretKey) | Should -BeFalse
    }
}
