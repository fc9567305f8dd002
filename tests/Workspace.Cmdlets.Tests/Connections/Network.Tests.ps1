BeforeAll {
    . $PSScriptRoot/../Support/Wire.ps1
    . $PSScriptRoot/../Support/Proxy.ps1

    # The line that connects to a server as its tenant, for a PowerShell of its own.
    function Get-ConnectLine {
        param($Tenant, [uri] $Endpoint, [string] $More)

        @"
            function ConvertTo-Secret([string] `$Text) { [System.Net.NetworkCredential]::new('', `$Text).SecurePassword }
            try {
                `$null = Connect-WsService -Endpoint $Endpoint -ProjectId $($Tenant.ProjectId) -AccessKey '$($Tenant.AccessKey)' -SecretKey (ConvertTo-Secret '$($Tenant.SecretKey)') $More
                "pools: `$((Get-WsPool).Count)"
            }
            catch {
                "failed: `$(`$_.FullyQualifiedErrorId) `$_"
            }
"@
    }
}

Describe 'A connection through a real proxy (tinyproxy)' {
    BeforeAll {
        $hasProxy = [bool] (Find-Tinyproxy)
        if ($hasProxy) {
            $open = Start-Tinyproxy
            $guarded = Start-Tinyproxy -Logon 'guard pa55-word'
        }

        $guard = [pscredential]::new('guard', (ConvertTo-Secret 'pa55-word'))
    }

    BeforeEach {
        $server = Start-Wire
        if (-not $hasProxy) {
            Set-ItResult -Skipped -Because 'tinyproxy is not installed. On Debian: apt-get install tinyproxy'
        }
    }

    AfterEach {
        Disconnect-WsService
        $server.Dispose()
    }

    AfterAll {
        if ($hasProxy) {
            Stop-Tinyproxy $open
            Stop-Tinyproxy $guarded
        }
    }

    It 'takes every request with -Proxy, and signatures hold' {
        Connect-Wire $server -With @{ Proxy = $open.Address }

        (Get-WsPool).Count | Should -Be $server.Tenant.Pools.Count
        $server.Requests.Headers.Via | Should -BeLike '*a-real-proxy*'
    }

    It 'logs on with -ProxyCredential, and the service never sees that logon' {
        Connect-Wire $server -With @{ Proxy = $guarded.Address; ProxyCredential = $guard }

        (Get-WsPool).Count | Should -Be $server.Tenant.Pools.Count
        $server.Requests.Headers.Via | Should -BeLike '*a-real-proxy*'
        $server.Requests | Where-Object { $_.Headers.ContainsKey('Proxy-Authorization') } | Should -BeNullOrEmpty
    }

    It 'says how to log on where that is wanted, asks once, and the service gets nothing: <Name>' -ForEach @(
        @{ Name = 'no logon'; With = @{} }
        @{ Name = "the current user's, which are none for this proxy"; With = @{ ProxyUseDefaultCredentials = $true } }
    ) {
        $failure = Get-TerminatingError { Connect-Wire $server -With ($With + @{ Proxy = $guarded.Address; MaximumRetryCount = 2 }) }

        $failure.FullyQualifiedErrorId | Should -BeLike '407,*'
        $failure.CategoryInfo.Category | Should -Be 'AuthenticationError'
        $failure | Should -BeLike '*Give -ProxyCredential or -ProxyUseDefaultCredentials*'
        $server.Requests.Count | Should -Be 0
    }

    It 'uses the proxy of the environment by default, which -NoProxy and -Proxy override' {
        $of = @{ http_proxy = $open.Address; no_proxy = 'elsewhere.example' }
        $said = Invoke-NonInteractive -Environment $of -Command (
            (Get-ConnectLine $server.Tenant $server.Endpoint '-Verbose:$false') + "`n" +
            (Get-ConnectLine $server.Tenant $server.Endpoint '-NoProxy') + "`n" +
            (Get-ConnectLine $server.Tenant $server.Endpoint "-Proxy $($guarded.Address) -ProxyCredential ([pscredential]::new('guard', (ConvertTo-Secret 'pa55-word')))"))

        ($said -split '\r?\n' | Where-Object { $_ }) | Should -Be (@("pools: $($server.Tenant.Pools.Count)") * 3)
        $server.Requests.Count | Should -Be 6
        $server.Requests[0, 1].Headers.Via | Should -BeLike '*a-real-proxy*'
        $server.Requests[2, 3] | Where-Object { $_.Headers.ContainsKey('Via') } | Should -BeNullOrEmpty
        $server.Requests[4, 5].Headers.Via | Should -BeLike '*a-real-proxy*'
        Get-Content $open.Log -Raw | Should -BeLike "*GET $($server.Endpoint)v2/*"
        Get-Content $guarded.Log -Raw | Should -BeLike "*GET $($server.Endpoint)v2/*"
    }

    It 'goes directly where the environment says so (no_proxy)' {
        $said = Invoke-NonInteractive -Environment @{ http_proxy = $open.Address; no_proxy = '127.0.0.1' } -Command (Get-ConnectLine $server.Tenant $server.Endpoint)

        $said | Should -BeLike "pools: $($server.Tenant.Pools.Count)*"
        $server.Requests.Count | Should -Be 2
        $server.Requests | Where-Object { $_.Headers.ContainsKey('Via') } | Should -BeNullOrEmpty
    }

    # Only OpenSSL takes what to trust from the environment; elsewhere the test would have to change the machine.
    It 'tunnels TLS to the service, whose certificate the machine trusts (CONNECT)' -Skip:(-not $IsLinux) {
        $front = [Workspace.Tests.Wire.TlsFront]::new($server.Endpoint)
        $trusted = Join-Path $TestDrive 'trusted.pem'
        Set-Content $trusted $front.Pem
        $said = Invoke-NonInteractive -Environment @{ https_proxy = $guarded.Address -replace '//', '//guard:pa55-word@'; no_proxy = 'elsewhere.example'; SSL_CERT_FILE = $trusted } -Command (
            Get-ConnectLine $server.Tenant $front.Endpoint)
        $front.Dispose()

        $said | Should -BeLike "pools: $($server.Tenant.Pools.Count)*"
        $server.Requests.Count | Should -Be 2
        $server.Requests | Where-Object { $_.Headers.ContainsKey('Via') } | Should -BeNullOrEmpty
        Get-Content $guarded.Log -Raw | Should -BeLike "*CONNECT $($front.Endpoint.Authority) *"
    }

    It 'is told that a tunnel needs a logon, once' {
        $front = [Workspace.Tests.Wire.TlsFront]::new($server.Endpoint)
        $failure = Get-TerminatingError { Connect-WsService -Endpoint $front.Endpoint -Token (ConvertTo-Secret 'the-token') -ProjectId p -Proxy $guarded.Address -WarningVariable warnings -WarningAction SilentlyContinue }
        $front.Dispose()

        $failure.FullyQualifiedErrorId | Should -BeLike '407,*'
        $failure | Should -BeLike '*Give -ProxyCredential or -ProxyUseDefaultCredentials*'
        $warnings.Count | Should -Be 0
        $front.Connections | Should -Be 0
    }
}

Describe 'What is said about a proxy' {
    It 'is refused before anything is sent: <Name>' -ForEach @(
        @{ Name = 'a proxy and none'; With = @{ Proxy = 'http://127.0.0.1:9'; NoProxy = $true }; Message = '*NoProxy and a proxy exclude each other*' }
        @{ Name = 'a logon without a proxy'; With = @{ ProxyUseDefaultCredentials = $true }; Message = '*needs its address: give Proxy*' }
        @{ Name = 'two logons'; With = @{ Proxy = 'http://127.0.0.1:9'; ProxyUseDefaultCredentials = $true; ProxyCredential = [pscredential]::new('u', (ConvertTo-SecureString 'pa55-word' -AsPlainText -Force)) }; Message = '*exclude each other*' }
        @{ Name = 'an address without http://'; With = @{ Proxy = 'proxy.example:8080' }; Message = "*Proxy 'proxy.example:8080' is not an address like http://proxy.example.com:8080*" }
        @{ Name = 'a name alone'; With = @{ Proxy = 'proxy' }; Message = "*Proxy 'proxy' is not an address*" }
    ) {
        $server = Start-Wire -Scripted
        $failure = Get-TerminatingError { Connect-Wire $server -With $With }
        $server.Dispose()

        $failure | Should -BeLike $Message
        $failure.CategoryInfo.Category | Should -Be 'InvalidArgument'
        $failure | Format-List * -Force | Out-String | Should -Not -BeLike '*pa55-word*'
        $server.Requests.Count | Should -Be 0
    }
}

Describe 'A password in the address of a proxy that refuses' {
    BeforeAll {
        # What a user can see of a failed connection, in all streams, with all details.
        $show = {
            param([hashtable] $With)

            $DebugPreference = 'Continue'

            try {
                Connect-WsService -Endpoint https://workspace.example -ProjectId p -Token ([System.Net.NetworkCredential]::new('', 'the-token').SecurePassword) -MaximumRetryCount 1 -Verbose @With *>&1
            }
            catch {
                $_ | Format-List * -Force
                $_.Exception.ToString()
                for ($inner = $_.Exception; $inner; $inner = $inner.InnerException) {
                    $inner | Format-List * -Force
                }
            }
        }
    }

    BeforeEach {
        $proxy = Start-Wire -Scripted
        $address = "$($proxy.Endpoint)".Replace('//', '//watchman:pa55%2Dword@')
    }

    AfterEach {
        $proxy.Dispose()
    }

    # The server takes no tunnels: it refuses each one, as a proxy may do.
    It 'is shown nowhere with -Proxy' {
        $said = & $show @{ Proxy = $address } | Out-String -Width 1000

        $said | Should -BeLike '*The proxy tunnel request*failed*'
        $said | Should -Not -Match 'pa55|watchman'
    }

    It 'is shown nowhere where the environment has it' {
        $said = Invoke-NonInteractive -Environment @{ https_proxy = $address; no_proxy = 'elsewhere.example' } -Command "& { $show } @{}"

        $said | Should -BeLike '*The proxy tunnel request*failed*'
        $said | Should -Not -Match 'pa55|watchman'
    }
}

Describe 'A certificate' {
    BeforeEach {
        $server = Start-Wire
        $front = [Workspace.Tests.Wire.TlsFront]::new($server.Endpoint)
    }

    AfterEach {
        $front.Dispose()
        $server.Dispose()
    }

    It 'that the machine does not trust ends the command at once, with an error that says so' {
        $failure = Get-TerminatingError { Connect-WsService -Endpoint $front.Endpoint -Token (ConvertTo-Secret 'the-token') -ProjectId p -WarningVariable warnings -WarningAction SilentlyContinue }

        $failure.FullyQualifiedErrorId | Should -BeLike 'WsUntrustedCertificate,*'
        $failure.CategoryInfo.Category | Should -Be 'SecurityError'
        $failure | Should -BeLike "*$($front.Endpoint.Authority) shows a certificate that this machine does not trust, so nothing was sent to it*"
        $warnings.Count | Should -Be 0
        $front.Connections | Should -Be 1
        $server.Requests.Count | Should -Be 0
        Get-WsConnection | Should -BeNullOrEmpty
    }

    It 'that the machine trusts is enough, and a handshake that breaks off is tried again' -Skip:(-not $IsLinux) {
        $front.Drops = 1
        $trusted = Join-Path $TestDrive 'trusted.pem'
        Set-Content $trusted $front.Pem
        $said = Invoke-NonInteractive -Environment @{ SSL_CERT_FILE = $trusted } -Command (Get-ConnectLine $server.Tenant $front.Endpoint)

        $said | Should -BeLike "*Attempt 1 of 3 failed*pools: $($server.Tenant.Pools.Count)*"
        $front.Connections | Should -Be 2
    }

    It 'is not checked less because of any parameter: there is none for that' {
        (Get-Command Connect-WsService).Parameters.Keys | Where-Object { $_ -match 'Skip|Insecure|Certificate|Trust' } | Should -BeNullOrEmpty
    }
}

Describe 'A redirect to another host' {
    BeforeEach {
        $server = Start-Wire
        $other = Start-Wire -Scripted
    }

    AfterEach {
        Disconnect-WsService
        $server.Dispose()
        $other.Dispose()
    }

    It 'carries no credentials there: <Name>, <Status>' -ForEach @(
        foreach ($status in 301, 302, 303, 307, 308) {
            @{ Name = 'a read'; Status = $status; Method = 'GET'; Path = '/desktop-pools'; Act = { Get-WsPool } }
            @{ Name = 'a write'; Status = $status; Method = 'POST'; Path = '/desktops/agents$'; Act = { Install-WsAgent -DesktopId $server.Tenant.Desktops[0].DesktopId -Force } }
        }
    ) {
        Connect-Wire $server -With @{ MaximumRetryCount = 2 }
        $server.Redirect($Method, $Path, $Status, [uri]::new($other.Endpoint, 'stolen'))
        $null = & $Act -ErrorVariable failures -ErrorAction SilentlyContinue 2>&1 | Tee-Object -Variable said

        "$said" | Should -BeLike "*The service redirects to $($other.Endpoint)stolen. Redirects are not followed, because they could carry credentials to another host*"
        $server.Find($Method, $Path).Count | Should -Be 1
        $other.Requests.Count | Should -Be 0
    }

    It 'carries no password there' {
        $server.Redirect('POST', '/v3/auth/tokens', 307, $other.Endpoint)
        $credential = [pscredential]::new($server.Tenant.UserName, (ConvertTo-Secret $server.Tenant.Password))
        $failure = Get-TerminatingError {
            Connect-WsService -Region emulator -Credential $credential -DomainName $server.Tenant.DomainName -Endpoint $server.Endpoint -IamEndpoint $server.Endpoint
        }

        $failure | Should -BeLike '*Redirects are not followed*'
        $server.Requests.Count | Should -Be 1
        $other.Requests.Count | Should -Be 0
    }
}
