BeforeAll {
    . $PSScriptRoot/../Support/Wire.ps1

    # Every secret that is planted has this in it, so that a part of one is found too. Nothing else has it.
    $mark = 'pl4nted'
    $secretKey = "$mark/sEcret+key=="
    $token = "$mark/t0ken+of/the=session=="
    $password = "$mark-pa55`"w0rd\of the user"

    # The same as bytes of UTF-16 in hexadecimal: so a secure string is exported where the platform cannot encrypt it.
    $hexadecimal = -join ([System.Text.Encoding]::Unicode.GetBytes($mark) | ForEach-Object { $_.ToString('x2') })

    # All that a user can make of some objects: text, members, JSON, an exported file.
    function Get-ObjectText {
        param([object[]] $Object)

        $clixml = Join-Path $TestDrive "objects-$([guid]::NewGuid()).xml"
        $Object | Export-Clixml $clixml -Depth 4
        @(
            $Object | ForEach-Object { "$_" }
            $Object | Out-String -Width 1000
            $Object | Format-List * -Force | Out-String -Width 1000
            $Object | ForEach-Object { ConvertTo-Json $_ -Depth 3 -WarningAction Ignore -ErrorAction Ignore }
            Get-Content $clixml -Raw
        )
    }

    # The same of errors, with all that hangs on them.
    function Get-ErrorText {
        param([object[]] $Record)

        Get-ObjectText $Record
        foreach ($one in $Record) {
            "$($one.ErrorDetails) $($one.ErrorDetails.RecommendedAction) $($one.TargetObject) $($one.CategoryInfo) $($one.ScriptStackTrace)"
            $one | Get-Error | Out-String -Width 1000
            ConvertTo-Json $one.InvocationInfo.BoundParameters -Depth 3 -WarningAction Ignore
            for ($exception = $one.Exception; $exception; $exception = $exception.InnerException) {
                $exception.ToString()
                Get-ObjectText $exception
            }
        }
    }

    # Runs commands with all streams on, and gives everything that they left anywhere as one text.
    function Get-AllText {
        param([scriptblock] $Script)

        $Error.Clear()
        $all = @{ Verbose = $true; Debug = $true; ErrorAction = 'Continue'; WarningAction = 'Continue' }
        $left = try {
            & $Script $all *>&1
        }
        catch {
            $_
        }

        $errors = @($Error)
        @(
            Get-ObjectText ($left | Where-Object { $_ -isnot [System.Management.Automation.ErrorRecord] })
            Get-ErrorText $errors
            if (Get-WsConnection) { Get-ObjectText (Get-WsConnection) }
        ) -join "`n"
    }

    function Assert-NothingPlanted {
        param([string] $Text)

        foreach ($forbidden in $mark, $hexadecimal) {
            $at = $Text.IndexOf($forbidden, [StringComparison]::OrdinalIgnoreCase)
            $at | Should -Be -1 -Because "this must not be shown: $(if ($at -ge 0) { $Text.Substring([Math]::Max(0, $at - 100), [Math]::Min(250, $Text.Length - [Math]::Max(0, $at - 100))) })"
        }
    }

    # Without the text in the report: it is long.
    function Assert-Shown {
        param([string] $Text, [string] $Pattern)

        $Text -match $Pattern | Should -BeTrue -Because "this must be shown: $Pattern"
    }

    # A service that lets a connection through and answers what comes then with errors that quote the request.
    function Start-Echo {
        [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'A test helper.')]
        param()

        $echo = Start-Wire -Scripted
        $echo.Answer('GET', '/desktops/d1$', 200, '{"desktop":{"desktop_id":"d1","computer_name":"d1"}}')
        $echo.Answer('GET', '/workspace-sub-jobs', 200, '{"total_count":0,"jobs":[]}')
        $echo.Echo('GET', '/desktops/detail', 400)
        $echo.Echo('GET', '/desktop-pools', 403)
        $echo.Echo('GET', '/images', 500)
        $echo.Echo('POST', '/desktops/agents', 502)
        $echo.Echo('POST', '/sysprep', 401)
        $echo
    }

    # The last of these gets the answer that ends a connection.
    $everyError = {
        param($all)

        Get-WsDesktop @all
        Get-WsPool @all
        Get-WsImage @all
        Install-WsAgent -DesktopId d1 -Force @all
        Test-WsSysprep -DesktopId d1 @all
    }
}

Describe 'What is searched for secrets' {
    It 'would show them: <Name>' -ForEach @(
        @{ Name = 'a text'; Make = { $secretKey } }
        @{ Name = 'a member'; Make = { [pscustomobject]@{ Inner = [pscustomobject]@{ Key = $secretKey } } } }
        @{ Name = 'a secure string, exported'; Make = { if ($IsWindows) { $secretKey } else { [pscustomobject]@{ Key = ConvertTo-Secret $secretKey } } } }
    ) {
        { Assert-NothingPlanted (Get-AllText { & $Make }) } | Should -Throw '*this must not be shown*'
    }

    It 'is an error with its cause too' {
        { Assert-NothingPlanted (Get-AllText { throw [InvalidOperationException]::new('a', [InvalidOperationException]::new($token)) }) } | Should -Throw '*this must not be shown*'
    }
}

Describe 'Secrets where the service quotes the request in its errors' {
    BeforeEach {
        $echo = Start-Echo
        $at = @{ Endpoint = $echo.Endpoint; ProjectId = 'p'; MaximumRetryCount = 0; RetryTimeoutSec = 1 }
    }

    AfterEach {
        Disconnect-WsService
        $echo.Dispose()
    }

    It 'of a temporary access key are shown nowhere' {
        $key = @{ AccessKey = 'AK-in-the-clear'; SecretKey = ConvertTo-Secret $secretKey; SecurityToken = ConvertTo-Secret $token }
        $text = Get-AllText { param($all) Connect-WsService @at @key @all; & $everyError $all }

        Assert-NothingPlanted $text
        $echo.Requests[-1].Headers['X-Security-Token'] | Should -Be $token
        foreach ($request in $echo.Requests) {
            $signature = [regex]::Match($request.Headers['Authorization'], 'Signature=([0-9a-f]{64})').Groups[1].Value
            $text.Contains($signature) | Should -BeFalse
        }

        # What is no secret is still there to find the fault with.
        Assert-Shown $text 'AK-in-the-clear'
        foreach ($status in 400, 401, 403, 500, 502) {
            Assert-Shown $text "HTTP $status"
        }
        Assert-Shown $text 'canonicalRequest:POST\|/v2/p/sysprep\|.*x-security-token:\*\*\*\*.*\|\{'
    }

    It 'of a token are shown nowhere' {
        $text = Get-AllText { param($all) Connect-WsService @at -Token (ConvertTo-Secret $token) @all; & $everyError $all }

        Assert-NothingPlanted $text
        $echo.Requests[-1].Headers['X-Auth-Token'] | Should -Be $token
        Assert-Shown $text 'HTTP 401'
    }

    It 'of a user whose logon is refused are shown nowhere' {
        $echo.Echo('POST', '/v3/auth/tokens', 401)
        $user = [pscredential]::new('the-user', (ConvertTo-Secret $password))
        $text = Get-AllText { param($all) Connect-WsService @at -Region ap-southeast-3 -Credential $user -DomainName the-account -IamEndpoint $echo.Endpoint @all }

        Assert-NothingPlanted $text
        ($echo.Requests[-1].Body | ConvertFrom-Json).auth.identity.password.user.password | Should -Be $password
        Assert-Shown $text 'HTTP 401'
        Assert-Shown $text 'the-user'
    }

    It 'of a proxy are shown nowhere' {
        $guard = [pscredential]::new('guard', (ConvertTo-Secret $password))
        $text = Get-AllText { param($all) Connect-WsService @at -Token (ConvertTo-Secret $token) -Proxy 'http://127.0.0.1:9' -ProxyCredential $guard @all }

        Assert-NothingPlanted $text
        Assert-Shown $text 'WsConnectionFailed'
    }
}

Describe 'Secrets where all goes well' {
    BeforeEach {
        $server = Start-Wire
    }

    AfterEach {
        Disconnect-WsService
        $server.Dispose()
    }

    It 'of an access key are in no object of the module, and in no progress' {
        $mark = $server.Tenant.SecretKey
        $hexadecimal = -join ([System.Text.Encoding]::Unicode.GetBytes($mark) | ForEach-Object { $_.ToString('x2') })
        $key = @{ AccessKey = $server.Tenant.AccessKey; SecretKey = ConvertTo-Secret $mark }
        $objects = [System.Collections.Generic.List[object]]::new()
        $text = Get-AllText {
            param($all)

            $objects.Add((Connect-WsService -Region emulator -Endpoint $server.Endpoint -IamEndpoint $server.Endpoint @key @all))
            $pool = Get-WsPool -First 1 @all
            foreach ($command in Get-Command -Module Workspace -Verb Get, Test) {
                $given = if ($command.Parameters['PoolId'].Attributes.Mandatory) { @{ PoolId = $pool.PoolId } } else { @{} }
                & $command @given @all | ForEach-Object { $objects.Add($_) }
            }

            $objects.Add((Install-WsAgent -DesktopId $server.Tenant.Desktops[0].DesktopId -Wait @all))
            Get-WsPool -PoolId unknown @all
        }
        $shell = New-Shell
        $null = $shell.AddScript('param($c, $i) Install-WsAgent -DesktopId $i -Wait -Force -Connection $c').AddArgument((Get-WsConnection)).AddArgument($server.Tenant.Desktops[1].DesktopId).Invoke()
        $progress = $shell.Streams.Progress.ReadAll()
        $shell.Runspace.Dispose()

        Assert-NothingPlanted $text
        Assert-NothingPlanted (Get-ObjectText $objects)
        Assert-NothingPlanted (Get-ObjectText $progress)
        $progress.Count | Should -BeGreaterThan 0
        Assert-Shown $text ([regex]::Escape($server.Tenant.AccessKey))
        $seen = $objects | ForEach-Object { $_.GetType().Name } | Select-Object -Unique
        'AgentState', 'Desktop', 'Image', 'Job', 'Pool', 'SysprepInfo', 'WsConnection' | Where-Object { $_ -notin $seen } | Should -BeNullOrEmpty
    }

    It 'of a user are shown nowhere, nor the token that they got' {
        $server.Tenant.Password.Length | Should -BeGreaterThan 5
        $user = [pscredential]::new($server.Tenant.UserName, (ConvertTo-Secret $server.Tenant.Password))
        $text = Get-AllText {
            param($all)

            Connect-WsService -Region emulator -Credential $user -DomainName $server.Tenant.DomainName -Endpoint $server.Endpoint -IamEndpoint $server.Endpoint @all
            Get-WsPool @all
            $server.Echo('GET', '/images', 403)
            Get-WsImage @all
        }

        $given = $server.Requests[-1].Headers['X-Auth-Token']
        $given.Length | Should -BeGreaterThan 20
        Assert-Shown $text '/v3/auth/tokens\?nocatalog=true: HTTP 201'
        $text.Contains($server.Tenant.Password) | Should -BeFalse
        $text.Contains($given) | Should -BeFalse
    }

    It 'of the embedded service are shown nowhere' {
        $text = Get-AllText { param($all) Connect-WsService -Emulator @all; Get-WsDesktop @all }

        $tenant = [Workspace.Emulator.EmulatedTenant]::new($null, $null)
        Assert-Shown $text ([regex]::Escape($tenant.AccessKey))
        $text.Contains($tenant.SecretKey) | Should -BeFalse
    }
}

# As at a prompt: in a PowerShell of its own, whose host writes a transcript.
Describe 'Secrets of the places where a key is looked for' {
    It 'are in no transcript and in nothing that is printed: <Name>' -ForEach @(
        @{ Name = 'environment'; Files = @{}; Variables = { @{ HUAWEICLOUD_SDK_AK = 'AK-in-the-clear'; HUAWEICLOUD_SDK_SK = $secretKey; HUAWEICLOUD_SDK_SECURITY_TOKEN = $token } } }
        @{ Name = 'profile file'; Files = @{ '.huaweicloud/credentials' = { "[basic]`nak = AK-in-the-clear`nsk = $secretKey`nsecurity_token = $token" } }; Variables = { @{} } }
        @{ Name = 'KooCLI'; Files = @{ '.hcloud/config.json' = { @{ current = 'p'; profiles = @(@{ name = 'p'; accessKeyId = 'AK-in-the-clear'; secretAccessKey = $secretKey; securityToken = $token }) } | ConvertTo-Json -Depth 4 } }; Variables = { @{} } }
        @{ Name = 'metadata service'; Files = @{}; Variables = { @{ WORKSPACE_METADATA_ENDPOINT = "$($metadata.Endpoint)" } } }
    ) {
        $echo = Start-Echo
        $metadata = Start-Wire -Scripted
        $metadata.Answer('PUT', '/token$', 200, "$mark-session")
        $metadata.Answer('GET', '/securitykey$', 200, (@{ credential = @{ access = 'AK-in-the-clear'; secret = $secretKey; securitytoken = $token; expires_at = [datetime]::UtcNow.AddDays(1).ToString('o') } } | ConvertTo-Json))
        $folder = Join-Path $TestDrive ([guid]::NewGuid())
        foreach ($file in $Files.Keys) {
            $null = New-Item (Join-Path $folder $file) -ItemType File -Force -Value (& $Files[$file])
        }

        $transcript = Join-Path $TestDrive "transcript-$([guid]::NewGuid()).txt"
        $said = Invoke-NonInteractive -Environment ((& $Variables) + @{ HOME = $folder; USERPROFILE = $folder }) -Command @"
            `$null = Start-Transcript '$transcript'
            `$all = @{ Verbose = `$true; Debug = `$true; ErrorAction = 'Continue' }
            Connect-WsService -Endpoint $($echo.Endpoint) -ProjectId p -MaximumRetryCount 0 -RetryTimeoutSec 1 @all | Format-List * -Force
            foreach (`$view in 'NormalView', 'ConciseView', 'DetailedView') {
                `$ErrorView = `$view
                Get-WsPool @all
            }
            & { $everyError } `$all
            `$Error | ForEach-Object { `$_ | Format-List * -Force; `$_.Exception | Format-List * -Force }
            Get-WsConnection | Format-List * -Force
            `$null = Stop-Transcript
"@
        $echo.Dispose()
        $metadata.Dispose()
        $written = Get-Content $transcript -Raw

        foreach ($text in $said, $written) {
            Assert-NothingPlanted $text
            Assert-Shown $text 'AK-in-the-clear'
            Assert-Shown $text 'VERBOSE: GET /v2/p/desktop-pools'
            Assert-Shown $text 'DEBUG: received: '
            Assert-Shown $text 'HTTP 401'
        }
        $echo.Requests[-1].Headers['X-Security-Token'] | Should -Be $token
    }
}
