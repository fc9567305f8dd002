BeforeAll {
    . $PSScriptRoot/../Support/Wire.ps1
}

Describe 'Connect-WsService' {
    AfterEach {
        Disconnect-WsService
        foreach ($name in 'HUAWEICLOUD_SDK_AK', 'HUAWEICLOUD_SDK_SK', 'HUAWEICLOUD_SDK_PROJECT_ID', 'HW_REGION_NAME') {
            [Environment]::SetEnvironmentVariable($name, $null)
        }
        if ($server) {
            $server.Dispose()
            $server = $null
        }
    }

    Context 'to the embedded service' {
        It 'writes the connection and makes it the current one' {
            $connection = Connect-WsService -Emulator

            $connection.Count | Should -Be 1
            $connection.Status | Should -Be 'Connected'
            $connection.Region | Should -Be 'emulator'
            $connection.ProjectId | Should -Match '^[0-9a-f]{32}$'
            $connection.Source | Should -Be 'emulator'
            [object]::ReferenceEquals((Get-WsConnection), $connection) | Should -BeTrue
        }

        It 'makes the tenant that -EmulatorOptions asks for' {
            $null = Connect-WsService -Emulator -EmulatorOptions @{ Desktops = 7; pools = 2; Seed = 5 }

            (Get-WsDesktop).Count | Should -Be 7
            (Get-WsPool).Count | Should -Be 2
        }

        It 'makes the same tenant of the same seed, and another of another' {
            $ids = foreach ($seed in 1, 1, 2) {
                $null = Connect-WsService -Emulator -EmulatorOptions @{ Seed = $seed }
                (Get-WsDesktop).DesktopId -join ' '
            }

            $ids[0] | Should -Be $ids[1]
            $ids[0] | Should -Not -Be $ids[2]
        }

        It 'refuses <Name>, and says what there is' -ForEach @(
            @{ Name = 'an unknown option'; Options = @{ Desktop = 3 }; Message = "*has no 'Desktop'*Desktops, FailureRate, JobSeconds, LatencyMilliseconds, Now, Pools, Seed*" }
            @{ Name = 'what is no number'; Options = @{ Desktops = 'many' }; Message = "*Desktops 'many' is not a number*" }
            @{ Name = 'a number out of its limits'; Options = @{ FailureRate = 2 }; Message = '*FailureRate is 2; it must be 0 to 1*' }
        ) {
            $failure = Get-TerminatingError { Connect-WsService -Emulator -EmulatorOptions $Options }

            $failure | Should -BeLike $Message
            $failure.CategoryInfo.Category | Should -Be 'InvalidArgument'
            $failure.FullyQualifiedErrorId | Should -BeLike 'WsInvalidInput,*'
        }
    }

    Context 'with an access key' {
        It 'signs every request, and tells whose key and from where' {
            $server = Start-Wire
            $connection = Connect-WsService -AccessKey $server.Tenant.AccessKey -SecretKey (ConvertTo-Secret $server.Tenant.SecretKey) -ProjectId $server.Tenant.ProjectId -Endpoint $server.Endpoint

            $connection.Source | Should -Be 'parameters'
            $connection.Identity | Should -Be "access key $($server.Tenant.AccessKey)"
            $connection.ProjectId | Should -Be $server.Tenant.ProjectId
            $connection.Endpoint | Should -Be $server.Endpoint
            $request = $server.Requests
            $request.Count | Should -Be 1
            $request.Target | Should -Be "/v2/$($server.Tenant.ProjectId)/workspaces"
            $request.Headers['Authorization'] | Should -Match "^SDK-HMAC-SHA256 Access=$($server.Tenant.AccessKey), SignedHeaders=host;x-project-id;x-sdk-date, Signature=[0-9a-f]{64}$"
            $request.Headers['X-Project-Id'] | Should -Be $server.Tenant.ProjectId
        }

        It 'finds the project of the region by itself' {
            $server = Start-Wire
            $connection = Connect-WsService emulator -AccessKey $server.Tenant.AccessKey -SecretKey (ConvertTo-Secret $server.Tenant.SecretKey) -Endpoint $server.Endpoint -IamEndpoint $server.Endpoint

            $connection.ProjectId | Should -Be $server.Tenant.ProjectId
            $connection.Region | Should -Be 'emulator'
            $server.Requests[0].Target | Should -Be '/v3/projects?name=emulator'
        }

        It 'sends the security token of a temporary key' {
            $server = Start-Wire -Scripted
            $null = Connect-WsService -AccessKey 'AK' -SecretKey (ConvertTo-Secret 'SK') -SecurityToken (ConvertTo-Secret 'temporary') -ProjectId p -Endpoint $server.Endpoint

            $server.Requests[0].Headers['X-Security-Token'] | Should -Be 'temporary'
            $server.Requests[0].Headers['Authorization'] | Should -BeLike '*x-security-token*'
        }

        It 'ends with an error for a wrong key, asked once only: more would lock the key' {
            $server = Start-Wire
            $failure = Get-TerminatingError {
                Connect-WsService -AccessKey $server.Tenant.AccessKey -SecretKey (ConvertTo-Secret 'wrong') -ProjectId $server.Tenant.ProjectId -Endpoint $server.Endpoint
            }

            $failure.CategoryInfo.Category | Should -Be 'AuthenticationError'
            $failure.FullyQualifiedErrorId | Should -BeLike 'APIGW.0301,*'
            $failure.Exception.RequestId | Should -Not -BeNullOrEmpty
            $server.Requests.Count | Should -Be 1
            Get-WsConnection | Should -BeNullOrEmpty
        }

        It 'takes the access key as text, or as a SecureString that a vault returns' {
            (Get-Command Connect-WsService).Parameters.AccessKey.ParameterType | Should -Be ([string])
            $server = Start-Wire
            $connection = Connect-WsService -AccessKey (ConvertTo-Secret $server.Tenant.AccessKey) -SecretKey (ConvertTo-Secret $server.Tenant.SecretKey) -ProjectId $server.Tenant.ProjectId -Endpoint $server.Endpoint

            $connection.Identity | Should -Be "access key $($server.Tenant.AccessKey)"
        }

        It 'says first what to do about a wrong secret key, and shows the canonical request with -Verbose only' {
            $server = Start-Wire
            $wrong = @{ AccessKey = $server.Tenant.AccessKey; SecretKey = ConvertTo-Secret 'wrong'; ProjectId = $server.Tenant.ProjectId; Endpoint = $server.Endpoint }
            $failure = Get-TerminatingError { Connect-WsService @wrong }
            $verbose = & { try { Connect-WsService @wrong -Verbose } catch { } } 4>&1 | Out-String -Width 4000

            $failure | Should -BeLike 'The secret key does not belong to the access key*-SecretKey*verify aksk signature fail*'
            "$failure $($failure.Exception.Message)" | Should -Not -BeLike '*canonicalRequest*'
            $verbose | Should -BeLike '*verify aksk signature fail,canonicalRequest:GET|/v2/*'
        }

        It 'shows no password of an endpoint, and sends nothing there' {
            $failure = Get-TerminatingError { Connect-WsService -Token (ConvertTo-Secret 't') -ProjectId p -Endpoint 'https://guard:pa55-word@127.0.0.1:9' }

            $failure | Should -BeLike '*user name or password*'
            "$failure $($failure.TargetObject)" | Should -Not -BeLike '*pa55*'
        }

        It 'refuses a token that brings a header of its own' {
            $server = Start-Wire -Scripted
            $failure = Get-TerminatingError { Connect-WsService -Token (ConvertTo-Secret "tok`r`nX-Evil: y") -ProjectId p -Endpoint $server.Endpoint }

            $failure | Should -BeLike 'Token has a character that a header cannot carry*'
            $server.Requests.Count | Should -Be 0
        }

        It 'refuses an empty key before anything is sent' {
            $server = Start-Wire -Scripted
            $failure = Get-TerminatingError {
                Connect-WsService -AccessKey 'AK' -SecretKey ([securestring]::new()) -ProjectId p -Endpoint $server.Endpoint
            }

            $failure | Should -BeLike '*SecretKey is empty*'
            $server.Requests.Count | Should -Be 0
        }
    }

    Context 'with a token' {
        It 'sends it with every request, and nothing is signed' {
            $server = Start-Wire -Scripted
            $connection = Connect-WsService -Token (ConvertTo-Secret 'the-token') -ProjectId 'the-project' -Endpoint $server.Endpoint

            $connection.Identity | Should -Be 'a given token'
            $server.Requests[0].Headers['X-Auth-Token'] | Should -Be 'the-token'
            $server.Requests[0].Headers.ContainsKey('Authorization') | Should -BeFalse
        }
    }

    Context 'with a name and password' {
        It 'logs on at IAM, which names the project' {
            $server = Start-Wire
            $credential = [pscredential]::new($server.Tenant.UserName, (ConvertTo-Secret $server.Tenant.Password))
            $connection = Connect-WsService -Region emulator -Credential $credential -DomainName $server.Tenant.DomainName -Endpoint $server.Endpoint -IamEndpoint $server.Endpoint

            $connection.ProjectId | Should -Be $server.Tenant.ProjectId
            $connection.Identity | Should -BeLike "*$($server.Tenant.UserName)*"
            $server.Requests.Target | Should -Be '/v3/auth/tokens?nocatalog=true', "/v2/$($server.Tenant.ProjectId)/workspaces"
            $server.Requests[1].Headers['X-Auth-Token'] | Should -Not -BeNullOrEmpty
        }

        It 'ends with an error for a wrong password' {
            $server = Start-Wire
            $credential = [pscredential]::new($server.Tenant.UserName, (ConvertTo-Secret 'wr0ng-pass'))
            $failure = Get-TerminatingError {
                Connect-WsService -Region emulator -Credential $credential -DomainName $server.Tenant.DomainName -Endpoint $server.Endpoint -IamEndpoint $server.Endpoint
            }

            $failure.CategoryInfo.Category | Should -Be 'AuthenticationError'
            $failure | Out-String | Should -Not -BeLike '*wr0ng-pass*'
        }
    }

    Context 'with the environment' {
        It 'takes key, project and region from there' {
            $server = Start-Wire
            $env:HUAWEICLOUD_SDK_AK = $server.Tenant.AccessKey
            $env:HUAWEICLOUD_SDK_SK = $server.Tenant.SecretKey
            $env:HUAWEICLOUD_SDK_PROJECT_ID = $server.Tenant.ProjectId
            $env:HW_REGION_NAME = 'emulator'
            $connection = Connect-WsService -Endpoint $server.Endpoint

            $connection.Source | Should -Be 'environment (HUAWEICLOUD_SDK_AK)'
            $connection.ProjectId | Should -Be $server.Tenant.ProjectId
            $connection.Region | Should -Be 'emulator'
        }

        It 'is taken with -Emulator:$false, as without the switch' {
            $server = Start-Wire
            $env:HUAWEICLOUD_SDK_AK = $server.Tenant.AccessKey
            $env:HUAWEICLOUD_SDK_SK = $server.Tenant.SecretKey
            $env:HUAWEICLOUD_SDK_PROJECT_ID = $server.Tenant.ProjectId
            $env:HW_REGION_NAME = 'emulator'
            $env:HUAWEICLOUD_SDK_REGION_WORKSPACE_EMULATOR = "$($server.Endpoint)"
            try {
                $connection = Connect-WsService -Emulator:$false
            }
            finally {
                $env:HUAWEICLOUD_SDK_REGION_WORKSPACE_EMULATOR = $null
            }

            $connection.Source | Should -Be 'environment (HUAWEICLOUD_SDK_AK)'
            $server.Requests.Count | Should -Be 1
        }

        It 'prefers -Region to HW_REGION_NAME' {
            $server = Start-Wire -Scripted
            $env:HW_REGION_NAME = 'eu-west-0'
            $connection = Connect-WsService -Region ap-southeast-3 -Token (ConvertTo-Secret 't') -ProjectId p -Endpoint $server.Endpoint

            $connection.Region | Should -Be 'ap-southeast-3'
        }

        It 'says which half of a key is missing' {
            $env:HUAWEICLOUD_SDK_AK = 'AK'

            Get-TerminatingError { Connect-WsService -Region ap-southeast-3 } | Should -BeLike '*HUAWEICLOUD_SDK_AK is set but HUAWEICLOUD_SDK_SK is not*'
        }

        It 'gives the one command to run when there is no credential, in at most four lines' {
            $failure = Get-TerminatingError { Connect-WsService -Region ap-southeast-3 }

            $lines = "$failure" -split '\r?\n'
            $lines.Count | Should -BeLessOrEqual 4
            $lines[1] | Should -BeLike '    Connect-WsService -Region ap-southeast-3 -AccessKey *'
            $failure | Should -BeLike '*about_Workspace_Authentication*-Verbose*'
            $failure | Should -Not -BeLike '*HUAWEICLOUD_SDK_AK*'
            $failure.FullyQualifiedErrorId | Should -BeLike 'WsNoCredentials,*'
            $failure.CategoryInfo.Category | Should -Be 'AuthenticationError'
            $failure.ErrorDetails.RecommendedAction | Should -BeLike '*Connect-WsService*'
        }
    }

    Context 'to a place that cannot be right' {
        It 'refuses <Name>' -ForEach @(
            @{ Name = 'plain http to another machine'; With = @{ Endpoint = 'http://workspace.example.com'; ProjectId = 'p' }; Message = '*plain http is for this machine (loopback) only*' }
            @{ Name = 'plain http to another IAM'; With = @{ Region = 'ap-southeast-3'; IamEndpoint = 'http://iam.example.com' }; Message = '*IamEndpoint*plain http is for this machine (loopback) only*' }
            @{ Name = 'what is no address'; With = @{ Endpoint = 'workspace'; ProjectId = 'p' }; Message = "*Endpoint 'workspace' is not an address*" }
            @{ Name = 'a region that is no name'; With = @{ Region = 'Ap Southeast' }; Message = "*Region 'Ap Southeast' is not a region's name*" }
            @{ Name = 'no region at all'; With = @{}; Message = '*No region is given*-Region*HW_REGION_NAME*' }
            @{ Name = 'an empty region'; With = @{ Region = '' }; Message = '*No region is given*' }
        ) {
            $failure = Get-TerminatingError { Connect-WsService -Token (ConvertTo-Secret 't') @With }

            $failure | Should -BeLike $Message
            $failure.CategoryInfo.Category | Should -Be 'InvalidArgument'
        }

        It 'ends with an error where nothing listens' {
            $server = Start-Wire -Scripted
            $nowhere = $server.Endpoint
            $server.Dispose()
            $failure = Get-TerminatingError { Connect-WsService -Token (ConvertTo-Secret 't') -ProjectId p -Endpoint $nowhere }

            $failure.FullyQualifiedErrorId | Should -BeLike 'WsConnectionFailed,*'
            $failure.CategoryInfo.Category | Should -Be 'ConnectionError'
            $failure | Should -BeLike "*$($nowhere.Authority)*"
            $failure.TargetObject | Should -Be $nowhere.ToString()
        }

        It 'ends with an error where the service is not published, as in a region that does not have it' {
            $server = Start-Wire -Scripted
            $server.Answer('GET', '/workspaces$', 404, '{"error_msg":"The API does not exist or has not been published in the environment","error_code":"APIGW.0101","request_id":"r"}')
            $failure = Get-TerminatingError { Connect-WsService -Token (ConvertTo-Secret 't') -ProjectId p -Endpoint $server.Endpoint }

            $failure.FullyQualifiedErrorId | Should -BeLike 'APIGW.0101,*'
        }

        It 'ends with an error where no answer comes in time' {
            $server = Start-Wire -Scripted
            $server.Hang('GET', '/workspaces$')
            $failure = Get-TerminatingError { Connect-WsService -Token (ConvertTo-Secret 't') -ProjectId p -Endpoint $server.Endpoint -TimeoutSec 1 }

            $failure.FullyQualifiedErrorId | Should -BeLike 'WsTimeout,*'
            $failure.CategoryInfo.Category | Should -Be 'OperationTimeout'
            $failure | Should -BeLike '*within 1 seconds*'
        }

        It 'leaves no connection, so that what follows does not run on the one before' {
            $first = Connect-WsService -Emulator
            $null = Get-TerminatingError { Connect-WsService -Region ap-southeast-3 }

            Get-WsConnection | Should -BeNullOrEmpty
            Get-WsDesktop -First 1 -Connection $first | Should -Not -BeNullOrEmpty
        }
    }

    Context 'as somebody who may not read the state of the tenant' {
        It 'connects with a warning' {
            $server = Start-Wire -Scripted
            $server.Answer('GET', '/workspaces$', 403, '{"error_code":"WKS.0403","error_msg":"no permission"}')
            $connection = Connect-WsService -Token (ConvertTo-Secret 't') -ProjectId p -Endpoint $server.Endpoint -WarningVariable warnings -WarningAction SilentlyContinue

            $connection.Status | Should -Be 'Connected'
            $warnings | Should -BeLike '*could not be checked*no permission*'
        }

        It 'warns where the service has not been subscribed to; what is asked for then ends with an error' {
            $server = Start-Wire -Quirks @{ ServiceNotSubscribed = $true }
            Connect-Wire $server -With @{ WarningAction = 'SilentlyContinue' }
            $failure = Get-TerminatingError { Get-WsDesktop -DesktopId a, b }

            $failure.FullyQualifiedErrorId | Should -BeLike 'WKS.00010099,*'
            $failure.CategoryInfo.Category | Should -Be 'PermissionDenied'
        }

        It 'warns where the service is not ready' {
            $server = Start-Wire -Scripted
            $server.Answer('GET', '/workspaces$', 200, '{"status":"PREPARING"}')
            $null = Connect-WsService -Token (ConvertTo-Secret 't') -ProjectId p -Endpoint $server.Endpoint -WarningVariable warnings -WarningAction SilentlyContinue

            $warnings | Should -BeLike '*not ready*PREPARING*'
        }
    }

    Context 'more than once' {
        It 'keeps two connections at work side by side' {
            $small = Connect-WsService -Emulator -EmulatorOptions @{ Desktops = 5 }
            $large = Connect-WsService -Emulator -EmulatorOptions @{ Desktops = 9 }

            (Get-WsDesktop -Connection $small).Count | Should -Be 5
            (Get-WsDesktop -Connection $large).Count | Should -Be 9
            (Get-WsDesktop).Count | Should -Be 9
        }

        It 'is the default of its own runspace only' {
            $null = Connect-WsService -Emulator
            $other = New-Shell
            try {
                $other.AddCommand('Get-WsConnection').Invoke() | Should -BeNullOrEmpty
                Get-WsConnection | Should -Not -BeNullOrEmpty
            }
            finally {
                $other.Runspace.Dispose()
            }
        }

        It 'serves parallel runspaces that are given the connection' {
            $connection = Connect-WsService -Emulator -EmulatorOptions @{ Desktops = 40; Pools = 4 }
            $path = $manifest
            $counts = Get-WsPool | ForEach-Object -Parallel {
                Import-Module $using:path
                ($_ | Get-WsPoolDesktop -Connection $using:connection).Count
            }

            ($counts | Measure-Object -Sum).Sum | Should -Be 36
        }

        It 'refuses a change in a parallel runspace that is not given the connection, although the environment has a key' {
            $server = Start-Wire
            $env:HUAWEICLOUD_SDK_AK = $server.Tenant.AccessKey
            $env:HUAWEICLOUD_SDK_SK = $server.Tenant.SecretKey
            $env:HUAWEICLOUD_SDK_PROJECT_ID = $server.Tenant.ProjectId
            $env:HW_REGION_NAME = 'emulator'
            $null = Connect-WsService -Emulator
            $path = $manifest
            $message = Get-WsPool -First 1 | ForEach-Object -Parallel {
                Import-Module $using:path
                try {
                    $_ | Invoke-WsPoolRebuild -ImageId i -Confirm:$false
                }
                catch {
                    "$_"
                }
            }

            $message | Should -BeLike '*no connection in this runspace*Invoke-WsPoolRebuild changes things*-Connection $using:connection*'
            $server.Requests.Count | Should -Be 0
        }
    }
}
