BeforeAll {
    . $PSScriptRoot/../Support/Wire.ps1

    # A user's folder with files of keys, and a service that takes only the tenant's key.
    function Set-Key {
        [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'A test helper.')]
        param([string[]] $Name, [string[]] $Value)

        for ($i = 0; $i -lt $Name.Count; $i++) {
            [Environment]::SetEnvironmentVariable($Name[$i], $Value[$i])
        }
    }
}

Describe 'A connection without a credential' {
    BeforeEach {
        $server = Start-Wire
        $tenant = $server.Tenant
        $where = @{ Region = $tenant.Region; Endpoint = $server.Endpoint; IamEndpoint = $server.Endpoint }
        $file = Join-Path $TestDrive "keys-$([guid]::NewGuid())"
    }

    AfterEach {
        Disconnect-WsService
        $server.Dispose()
        foreach ($name in 'HUAWEICLOUD_SDK_AK', 'HUAWEICLOUD_SDK_SK', 'HUAWEICLOUD_SDK_DOMAIN_ID', 'HUAWEICLOUD_SDK_CREDENTIALS_FILE', 'HW_ACCESS_KEY', 'HW_SECRET_KEY', 'HW_REGION_NAME',
            'HUAWEICLOUD_SDK_REGION_WORKSPACE_EMULATOR', 'HUAWEICLOUD_SDK_IAM_ENDPOINT') {
            [Environment]::SetEnvironmentVariable($name, $null)
        }
        $env:WORKSPACE_METADATA_ENDPOINT = 'http://127.0.0.1:9'
    }

    It 'finds the variables of Terraform where those of the SDKs are not set' {
        Set-Key HW_ACCESS_KEY, HW_SECRET_KEY $tenant.AccessKey, $tenant.SecretKey

        (Connect-WsService @where).Source | Should -BeLike '*HW_ACCESS_KEY*'
        (Get-WsPool).Count | Should -Be $tenant.Pools.Count
    }

    It 'prefers the variables of the SDKs' {
        Set-Key HW_ACCESS_KEY, HW_SECRET_KEY 'other', 'wrong'
        Set-Key HUAWEICLOUD_SDK_AK, HUAWEICLOUD_SDK_SK $tenant.AccessKey, $tenant.SecretKey

        (Connect-WsService @where).Source | Should -BeLike '*HUAWEICLOUD_SDK_AK*'
    }

    It 'tells IAM, but not the service, the account that the environment names' {
        Set-Key HUAWEICLOUD_SDK_AK, HUAWEICLOUD_SDK_SK, HUAWEICLOUD_SDK_DOMAIN_ID $tenant.AccessKey, $tenant.SecretKey, 'the-account'
        $connection = Connect-WsService @where

        $server.Requests.Path | Should -Be '/v3/projects', "/v2/$($tenant.ProjectId)/workspaces"
        $server.Requests[0].Headers['X-Domain-Id'] | Should -Be 'the-account'
        $server.Requests[0].Headers['Authorization'] | Should -BeLike '*;x-domain-id;*'
        $server.Requests[1].Headers.ContainsKey('X-Domain-Id') | Should -BeFalse
        $connection | Format-List * -Force | Out-String | Should -Not -BeLike '*the-account*'
    }

    It 'finds the profile file, and names the section' {
        Set-Content $file "# keys`n[basic]`nak = $($tenant.AccessKey)`nsk = $($tenant.SecretKey)"
        Set-Key HUAWEICLOUD_SDK_CREDENTIALS_FILE $file

        (Connect-WsService @where).Source | Should -BeLike 'profile (basic,*'
    }

    It 'takes the profile that -ProfileName and -ProfilePath name, before the environment' {
        Set-Key HUAWEICLOUD_SDK_AK, HUAWEICLOUD_SDK_SK 'other', 'wrong'
        Set-Content $file "[basic]`nak = x`nsk = y`n[basic-night]`nak = $($tenant.AccessKey)`nsk = $($tenant.SecretKey)"

        (Connect-WsService @where -ProfileName basic-night -ProfilePath $file).Source | Should -BeLike 'profile (basic-night,*'
    }

    It 'says that a named profile is missing' {
        Set-Content $file '[basic]'

        Get-TerminatingError { Connect-WsService @where -ProfileName nobody -ProfilePath $file } | Should -BeLike "*Profile 'nobody' was not found*"
    }

    It 'says how to make the key of KooCLI readable when the service refuses it' {
        $json = "$file.json"
        @{ current = 'default'; profiles = @(@{ name = 'default'; mode = 'AKSK'; accessKeyId = $tenant.AccessKey; secretAccessKey = 'encrypted' }) } | ConvertTo-Json -Depth 4 | Set-Content $json
        $failure = Get-TerminatingError { Connect-WsService @where -ProfileName default -ProfilePath $json }

        $failure.CategoryInfo.Category | Should -Be 'AuthenticationError'
        $failure | Should -BeLike '*hcloud configure set --cli-auth-encrypt=false*'
        $server.Requests.Count | Should -Be 1
    }

    It 'takes the temporary key of the metadata service' {
        $metadata = Start-Wire -Scripted
        $metadata.Answer('PUT', '/meta-data/latest/api/token$', 200, 'session')
        $metadata.Answer('GET', '/openstack/latest/securitykey$', 200, (@{ credential = @{ access = $tenant.AccessKey; secret = $tenant.SecretKey; securitytoken = 't3mporary'; expires_at = [datetime]::UtcNow.AddDays(1).ToString('o') } } | ConvertTo-Json))
        $env:WORKSPACE_METADATA_ENDPOINT = $metadata.Endpoint
        $connection = Connect-WsService @where
        $metadata.Dispose()

        $connection.Source | Should -BeLike 'metadata service*'
        $metadata.Find('GET', '/securitykey$')[0].Headers['X-Metadata-Token'] | Should -Be 'session'
        $server.Requests[0].Headers['X-Security-Token'] | Should -Be 't3mporary'
        $connection | Format-List * | Out-String | Should -Not -BeLike '*t3mporary*'
    }

    It 'is an error where a place has one half of a key' {
        Set-Key HW_ACCESS_KEY 'half'

        Get-TerminatingError { Connect-WsService @where } | Should -BeLike '*HW_ACCESS_KEY is set but HW_SECRET_KEY is not*'
        $server.Requests.Count | Should -Be 0
    }

    It 'says with -Verbose what it looked at, and why it passed it over' {
        Set-Content $file '[global]'
        Set-Key HUAWEICLOUD_SDK_CREDENTIALS_FILE $file
        $said = & { try { Connect-WsService @where -Verbose } catch { $_ } } 4>&1 | Out-String -Width 1000

        $said | Should -BeLike '*passed over environment variables HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK: neither is set*'
        $said | Should -BeLike "*passed over profile*$file*it has no section that begins with*"
        $said | Should -BeLike '*passed over KooCLI*'
        $said | Should -BeLike '*passed over metadata service*'
    }

    It 'is found by a cmdlet that only reads, without a Connect line' {
        Set-Key HUAWEICLOUD_SDK_AK, HUAWEICLOUD_SDK_SK $tenant.AccessKey, $tenant.SecretKey
        Set-Key HW_REGION_NAME, HUAWEICLOUD_SDK_REGION_WORKSPACE_EMULATOR, HUAWEICLOUD_SDK_IAM_ENDPOINT $tenant.Region, "$($server.Endpoint)", "$($server.Endpoint)"

        (Get-WsPool).Count | Should -Be $tenant.Pools.Count
        (Get-WsConnection).Source | Should -BeLike '*HUAWEICLOUD_SDK_AK*'

        # Found is good enough to read with, not to change things.
        $failure = Get-TerminatingError { Install-WsAgent -DesktopId $tenant.Desktops[0].DesktopId }
        $failure.FullyQualifiedErrorId | Should -BeLike 'WsNotConnected,*'
        $server.Writes.Count | Should -Be 0
    }
}

Describe 'A parallel runspace or a job after Connect-WsService -Emulator' {
    It 'never falls through to the tenant that the environment names: <Name>' -ForEach @(
        @{ Name = 'ForEach-Object -Parallel'; Act = { param($module) 1 | ForEach-Object -Parallel { Import-Module $using:module; Invoke-WsPoolRebuild -PoolId p -ImageId i -Confirm:$false } 2>&1 } }
        @{ Name = 'Start-Job'; Act = { param($module) Start-Job { Import-Module $using:module; Invoke-WsPoolRebuild -PoolId p -ImageId i -Confirm:$false } | Receive-Job -Wait -AutoRemoveJob 2>&1 } }
    ) {
        $server = Start-Wire
        $names = 'HUAWEICLOUD_SDK_AK', 'HUAWEICLOUD_SDK_SK', 'HW_REGION_NAME', 'HUAWEICLOUD_SDK_REGION_WORKSPACE_EMULATOR', 'HUAWEICLOUD_SDK_IAM_ENDPOINT'
        Set-Key $names $server.Tenant.AccessKey, $server.Tenant.SecretKey, 'emulator', "$($server.Endpoint)", "$($server.Endpoint)"
        try {
            $null = Connect-WsService -Emulator
            $said = & $Act (Get-Module Workspace).Path | Out-String -Width 1000
        }
        finally {
            $names | ForEach-Object { [Environment]::SetEnvironmentVariable($_, $null) }
            Disconnect-WsService
            $server.Dispose()
        }

        $said | Should -BeLike '*There is no connection in this runspace, and Invoke-WsPoolRebuild changes things*'
        $server.Requests.Count | Should -Be 0
    }

    It 'uses one connection from 16 runspaces without mixing anything up' {
        $connection = Connect-WsService -Emulator -EmulatorOptions @{ Desktops = 200; Pools = 16 }
        $module = (Get-Module Workspace).Path
        $counts = Get-WsPool | ForEach-Object -ThrottleLimit 16 -Parallel {
            Import-Module $using:module
            [pscustomobject]@{ Expected = $_.DesktopCount; Actual = @($_ | Get-WsPoolDesktop -Connection $using:connection).Count }
        }
        Disconnect-WsService

        $counts.Count | Should -Be 16
        $counts | Where-Object { $_.Expected -ne $_.Actual } | Should -BeNullOrEmpty
    }
}
