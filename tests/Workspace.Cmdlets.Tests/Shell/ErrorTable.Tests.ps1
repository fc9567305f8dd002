BeforeDiscovery {
    # Every code that is known of the service and its gateway: HTTP status, code, the service's words; then what a reader gets.
    $codes = @(
        @{ Status = 404; Code = 'APIGW.0101'; Text = 'The API does not exist'; Category = 'ObjectNotFound'; Action = '*-Region and -Endpoint*' }
        @{ Status = 404; Code = 'APIGW.0103'; Text = 'The backend does not exist'; Category = 'ResourceUnavailable'; Action = '*request id*support*' }
        @{ Status = 400; Code = 'APIGW.0104'; Text = 'The plug-ins do not exist'; Category = 'ResourceUnavailable'; Action = '*the request is not at fault*' }
        @{ Status = 400; Code = 'APIGW.0105'; Text = 'The backend configurations do not exist'; Category = 'ResourceUnavailable'; Action = '*the request is not at fault*' }
        @{ Status = 400; Code = 'APIGW.0106'; Text = 'Orchestration error'; Category = 'ResourceUnavailable'; Action = '*the request is not at fault*' }
        @{ Status = 400; Code = 'APIGW.0201'; Text = 'Bad request'; Category = 'InvalidArgument'; Action = '*-Debug*' }
        @{ Status = 413; Code = 'APIGW.0201'; Text = 'Request entity too large'; Category = 'LimitsExceeded'; Action = '*less at once*' }
        @{ Status = 414; Code = 'APIGW.0201'; Text = 'Request URI too long'; Category = 'LimitsExceeded'; Action = '*less at once*' }
        @{ Status = 494; Code = 'APIGW.0201'; Text = 'Request header too long'; Category = 'LimitsExceeded'; Action = '*less at once*' }
        @{ Status = 502; Code = 'APIGW.0201'; Text = 'Backend unavailable'; Category = 'ResourceUnavailable'; Action = '*request id*support*' }
        @{ Status = 504; Code = 'APIGW.0201'; Text = 'Backend timeout'; Category = 'ResourceUnavailable'; Action = '*request id*support*' }
        @{ Status = 401; Code = 'APIGW.0301'; Text = 'Incorrect IAM authentication information: verify aksk signature fail'; Category = 'AuthenticationError'; Action = '*right -SecretKey*' }
        @{ Status = 401; Code = 'APIGW.0301'; Text = 'Incorrect IAM authentication information: calc aksk signature fail:signature expired, signature time:a,server time:b'; Category = 'AuthenticationError'; Action = '*machine''s clock*' }
        @{ Status = 401; Code = 'APIGW.0301'; Text = 'Incorrect IAM authentication information: decrypt token fail'; Category = 'AuthenticationError'; Action = '*token is not valid here*' }
        @{ Status = 401; Code = 'APIGW.0301'; Text = 'Incorrect IAM authentication information: Get secretKey failed,ak:A,err:ak not exist'; Category = 'AuthenticationError'; Action = '*-AccessKey*' }
        @{ Status = 401; Code = 'APIGW.0301'; Text = 'Incorrect IAM authentication information: AK access failed to reach the limit,forbidden'; Category = 'AuthenticationError'; Action = '*wait 5 minutes*' }
        @{ Status = 401; Code = 'APIGW.0301'; Text = 'Incorrect IAM authentication information'; Category = 'AuthenticationError'; Action = '*Connect-WsService*' }
        @{ Status = 403; Code = 'APIGW.0302'; Text = 'The IAM user is not authorized'; Category = 'PermissionDenied'; Action = '*administrator*' }
        @{ Status = 401; Code = 'APIGW.0303'; Text = 'Incorrect app authentication information'; Category = 'AuthenticationError'; Action = '*-Endpoint*' }
        @{ Status = 403; Code = 'APIGW.0304'; Text = 'The app is not authorized'; Category = 'PermissionDenied'; Action = '*administrator*' }
        @{ Status = 401; Code = 'APIGW.0305'; Text = 'Incorrect authentication information'; Category = 'AuthenticationError'; Action = '*-Endpoint*' }
        @{ Status = 403; Code = 'APIGW.0306'; Text = 'API access denied'; Category = 'PermissionDenied'; Action = '*administrator*' }
        @{ Status = 401; Code = 'APIGW.0307'; Text = 'The token must be updated'; Category = 'AuthenticationError'; Action = '*has expired*Connect-WsService*' }
        @{ Status = 429; Code = 'APIGW.0308'; Text = 'The throttling threshold has been reached'; Category = 'LimitsExceeded'; Action = '*-ThrottleLimit*' }
        @{ Status = 429; Code = 'APIG.0308'; Text = 'The throttling threshold has been reached'; Category = 'LimitsExceeded'; Action = '*-ThrottleLimit*' }
        @{ Status = 403; Code = 'APIGW.0310'; Text = 'The project is unavailable'; Category = 'PermissionDenied'; Action = '*-ProjectId*arrears*' }
        @{ Status = 403; Code = 'APIGW.0401'; Text = 'Unknown client IP address'; Category = 'PermissionDenied'; Action = '*machine''s address*' }
        @{ Status = 403; Code = 'APIGW.0402'; Text = 'The IP address is not authorized'; Category = 'PermissionDenied'; Action = '*machine''s address*' }
        @{ Status = 405; Code = 'APIGW.0501'; Text = 'The app quota has been used up'; Category = 'LimitsExceeded'; Action = '*quota*' }
        @{ Status = 405; Code = 'APIGW.0502'; Text = 'The app has been frozen'; Category = 'PermissionDenied'; Action = '*frozen*' }
        @{ Status = 500; Code = 'APIGW.0601'; Text = 'Internal server error'; Category = 'ResourceUnavailable'; Action = '*request id*support*' }
        @{ Status = 400; Code = 'APIGW.0602'; Text = 'Bad request'; Category = 'InvalidArgument'; Action = '*-Debug*' }
        @{ Status = 500; Code = 'APIGW.0605'; Text = 'Domain name resolution failed'; Category = 'ResourceUnavailable'; Action = '*request id*support*' }
        @{ Status = 500; Code = 'APIGW.0606'; Text = 'Failed to load the API configurations'; Category = 'ResourceUnavailable'; Action = '*request id*support*' }
        @{ Status = 400; Code = 'APIGW.0607'; Text = 'The following protocol is supported'; Category = 'InvalidArgument'; Action = '*-Debug*' }
        @{ Status = 500; Code = 'APIGW.0608'; Text = 'Failed to obtain the admin token'; Category = 'ResourceUnavailable'; Action = '*request id*support*' }
        @{ Status = 500; Code = 'APIGW.0609'; Text = 'The VPC backend does not exist'; Category = 'ResourceUnavailable'; Action = '*request id*support*' }
        @{ Status = 502; Code = 'APIGW.0610'; Text = 'No backend available'; Category = 'ResourceUnavailable'; Action = '*request id*support*' }
        @{ Status = 500; Code = 'APIGW.0611'; Text = 'The backend port does not exist'; Category = 'ResourceUnavailable'; Action = '*request id*support*' }
        @{ Status = 500; Code = 'APIGW.0612'; Text = 'An API cannot call itself'; Category = 'ResourceUnavailable'; Action = '*request id*support*' }
        @{ Status = 503; Code = 'APIGW.0613'; Text = 'The IAM service is unavailable'; Category = 'ResourceUnavailable'; Action = '*request id*support*' }
        @{ Status = 500; Code = 'APIGW.0705'; Text = 'Backend signature calculation failed'; Category = 'ResourceUnavailable'; Action = '*request id*support*' }
        @{ Status = 403; Code = 'APIGW.0801'; Text = 'The service is unavailable in the current region'; Category = 'PermissionDenied'; Action = '*-Region*' }
        @{ Status = 403; Code = 'APIGW.0802'; Text = 'The IAM user is forbidden in the current region'; Category = 'PermissionDenied'; Action = '*-Region*' }
        @{ Status = 501; Code = 'EMULATOR.0001'; Text = 'The emulator does not implement ListUsers'; Category = 'NotImplemented'; Action = '*about_Workspace_Emulator*' }
        @{ Status = 400; Code = 'WKS.0001'; Text = 'The request message is empty'; Category = 'ObjectNotFound'; Action = '*pool''s id*' }
        @{ Status = 500; Code = 'WKS.0202'; Text = 'The OU does not exist'; Category = 'ObjectNotFound'; Action = '*It is gone*' }
        @{ Status = 400; Code = 'WKS.0407'; Text = 'Disks are being added'; Category = 'ResourceBusy'; Action = '*5 minutes*' }
        @{ Status = 500; Code = 'WKS.0915'; Text = 'The OU does not exist'; Category = 'ObjectNotFound'; Action = '*It is gone*' }
        @{ Status = 500; Code = 'WKS.00000003'; Text = 'Job information could not be read'; Category = 'InvalidResult'; Action = '*subscribe to Workspace again*' }
        @{ Status = 409; Code = 'WKS.00010032'; Text = 'Operation conflict'; Category = 'ResourceBusy'; Action = '*Wait-WsJob*' }
        @{ Status = 403; Code = 'WKS.00010099'; Text = 'Workspace is disabled'; Category = 'PermissionDenied'; Action = '*Open Workspace for this project*' }
        @{ Status = 200; Code = 'WKS.00010109'; Text = 'The desktop name is empty'; Category = 'InvalidArgument'; Action = '*a name*' }
        @{ Status = 200; Code = 'WKS.00010110'; Text = 'The desktop cannot obtain an IP address'; Category = 'ResourceUnavailable'; Action = '*subnet*' }
        @{ Status = 200; Code = 'WKS.00010306'; Text = 'Self-service backup is not supported'; Category = 'InvalidOperation'; Action = '*backup*' }
        @{ Status = 200; Code = 'WKS.00010315'; Text = 'Self-service backup cannot be set'; Category = 'InvalidOperation'; Action = '*backup*' }
        @{ Status = 200; Code = 'WKS.00010321'; Text = 'Self-service backup cannot be set'; Category = 'InvalidOperation'; Action = '*backup*' }
        @{ Status = 400; Code = 'WKS.00170117'; Text = 'The tenant does not exist'; Category = 'ObjectNotFound'; Action = '*It is gone*' }
        @{ Status = 400; Code = 'WKS.00170208'; Text = 'The user group does not exist'; Category = 'ObjectNotFound'; Action = '*It is gone*' }
        @{ Status = 400; Code = 'WKS.00170312'; Text = 'The user has been deleted'; Category = 'ObjectNotFound'; Action = '*It is gone*' }
        @{ Status = 409; Code = 'WKS.00081101'; Text = 'The policy group name exists'; Category = 'ResourceExists'; Action = '*name*' }
        @{ Status = 403; Code = 'WKS.00081102'; Text = 'The basic policy group cannot be deleted'; Category = 'InvalidOperation'; Action = '*stays*' }
        @{ Status = 404; Code = 'WKS.00081103'; Text = 'The policy template does not exist'; Category = 'ObjectNotFound'; Action = '*It is gone*' }
        @{ Status = 404; Code = 'WKS.00081104'; Text = 'The policy group does not exist'; Category = 'ObjectNotFound'; Action = '*It is gone*' }
        @{ Status = 403; Code = 'WKS.00081105'; Text = 'The policy group quota is exceeded'; Category = 'LimitsExceeded'; Action = '*quota*' }
        @{ Status = 400; Code = 'WKS.00131104'; Text = 'The application group limit is exceeded'; Category = 'LimitsExceeded'; Action = '*limit*' }
        @{ Status = 400; Code = 'WKS.00131105'; Text = 'The application group limit is exceeded'; Category = 'LimitsExceeded'; Action = '*limit*' }
        @{ Status = 400; Code = 'WKS.00211102'; Text = 'The application group limit is exceeded'; Category = 'LimitsExceeded'; Action = '*limit*' }
    )

    # A status whose code nobody knows.
    $statuses = @(
        @{ Status = 301; Category = 'ConnectionError'; Action = '*Redirects are not followed*' }
        @{ Status = 400; Category = 'InvalidArgument'; Action = 'Correct the value*' }
        @{ Status = 401; Category = 'AuthenticationError'; Action = '*Connect-WsService again*' }
        @{ Status = 403; Category = 'PermissionDenied'; Action = '*IAM action workspace:desktopPools:get*' }
        @{ Status = 404; Category = 'ObjectNotFound'; Action = '*Get-WsConnection*' }
        @{ Status = 405; Category = 'InvalidOperation'; Action = '*region*' }
        @{ Status = 407; Category = 'AuthenticationError'; Action = '*-ProxyCredential*' }
        @{ Status = 408; Category = 'OperationTimeout'; Action = '*again*' }
        @{ Status = 409; Category = 'ResourceBusy'; Action = '*Wait-WsJob*' }
        @{ Status = 410; Category = 'ObjectNotFound'; Action = '*Get-WsConnection*' }
        @{ Status = 412; Category = 'InvalidOperation'; Action = '*Status*' }
        @{ Status = 413; Category = 'LimitsExceeded'; Action = '*less at once*' }
        @{ Status = 415; Category = 'InvalidArgument'; Action = 'Correct the value*' }
        @{ Status = 422; Category = 'InvalidArgument'; Action = 'Correct the value*' }
        @{ Status = 423; Category = 'ResourceBusy'; Action = '*Wait-WsJob*' }
        @{ Status = 429; Category = 'LimitsExceeded'; Action = '*-ThrottleLimit*' }
        @{ Status = 500; Category = 'ResourceUnavailable'; Action = '*request id*' }
        @{ Status = 501; Category = 'NotImplemented'; Action = '*another region*' }
        @{ Status = 502; Category = 'ResourceUnavailable'; Action = '*request id*' }
        @{ Status = 503; Category = 'ResourceUnavailable'; Action = '*request id*' }
        @{ Status = 504; Category = 'OperationTimeout'; Action = '*again*' }
    ) | ForEach-Object { $_ + @{ Code = "SVC.$($_.Status)"; Text = "words for $($_.Status)" } }
}

BeforeAll {
    . $PSScriptRoot/../Support/Wire.ps1
    $server = Start-Wire -Scripted

    # The error of a request that the service answers so.
    function Get-Refusal {
        param([int] $Status, [string] $Body, [string] $Method = 'GET', [string] $Path = '/desktop-pools/p$', [scriptblock] $Act = { Get-WsPool -PoolId p })

        # A connection of its own: one whose credential was refused sends nothing more.
        Connect-Wire $server
        $server.Answer($Method, $Path, $Status, $Body)
        $ErrorActionPreference = 'Continue'
        try {
            & $Act 2>&1
        }
        catch {
            $_
        }
    }
}

AfterAll {
    Disconnect-WsService
    $server.Dispose()
}

Describe 'The error for HTTP <Status> with <Code>: <Text>' -ForEach ($codes + $statuses) {
    It 'has the code as its id, says what kind it is, in the service''s words, and what to do' {
        $failure = @(Get-Refusal $Status (@{ error_code = $Code; error_msg = $Text } | ConvertTo-Json -Compress))

        $failure.Count | Should -Be 1
        $failure[0].FullyQualifiedErrorId | Should -Be "$Code,Workspace.Commands.GetWsPoolCommand"
        $failure[0].CategoryInfo.Category | Should -Be $Category
        # A refused identity says first what to do.
        $first = if ($Code -eq 'APIGW.0301') { "$($failure[0].ErrorDetails.RecommendedAction) The service reports: " }
        "$($failure[0])" | Should -BeLike "$first$Text*(HTTP $Status, $Code, GET /v2/the-project/desktop-pools/p, request id wire-*)"
        $failure[0].ErrorDetails.RecommendedAction | Should -BeLike $Action
        $failure[0].TargetObject | Should -Be 'p'
    }
}

Describe 'Every HTTP status' {
    It 'has a category and something to do, without a code or a text' {
        foreach ($status in 300..599) {
            $failure = @(Get-Refusal $status '')

            $failure.Count | Should -Be 1 -Because "status $status is one error"
            $failure[0].FullyQualifiedErrorId | Should -Be "$status,Workspace.Commands.GetWsPoolCommand"
            $failure[0].CategoryInfo.Category | Should -Not -Be 'NotSpecified'
            $failure[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        }
    }
}

Describe 'Access that is refused' {
    It 'names the IAM action of <Method> <Path>: <IamAction>' -ForEach @(
        @{ IamAction = 'workspace:desktops:listDetail'; Method = 'GET'; Path = '/desktops/detail'; Act = { Get-WsDesktop } }
        @{ IamAction = 'workspace:desktops:get'; Method = 'GET'; Path = '/desktops/d$'; Act = { Get-WsDesktop -DesktopId d } }
        @{ IamAction = 'workspace:desktopPools:list'; Method = 'GET'; Path = '/desktop-pools\?'; Act = { Get-WsPool } }
        @{ IamAction = 'workspace:desktopPools:listDesktops'; Method = 'GET'; Path = '/desktop-pools/p/desktops'; Act = { Get-WsPoolDesktop p } }
        @{ IamAction = 'workspace:images:list'; Method = 'GET'; Path = '/images'; Act = { Get-WsImage } }
        @{ IamAction = 'workspace:jobs:get'; Method = 'GET'; Path = '/workspace-jobs/j'; Act = { Get-WsJob j } }
        @{ IamAction = 'workspace:jobs:listSubJobs'; Method = 'GET'; Path = '/workspace-sub-jobs'; Act = { Get-WsJob } }
        @{ IamAction = 'workspace:desktops:getSysPrepInfo'; Method = 'POST'; Path = '/sysprep'; Act = { Test-WsSysprep } }
    ) {
        $failure = Get-Refusal 403 '{"error_code":"WKS.0403","error_msg":"No permission."}' -Method $Method -Path $Path -Act $Act | Select-Object -First 1

        "$failure" | Should -BeLike "No permission. It takes the IAM action $IamAction. (HTTP 403, WKS.0403, $Method *)"
        $failure.Exception.MissingAction | Should -Be $IamAction
        $failure.ErrorDetails.RecommendedAction | Should -Be "Ask the account's administrator for the IAM action $IamAction."
        $failure.CategoryInfo.Category | Should -Be 'PermissionDenied'
    }

    It 'names the action that the service names, before the one of the request' {
        $failure = Get-Refusal 403 '{"error_code":"WKS.0403","error_msg":"Policy does not allow ims:images:list to be performed."}'

        $failure.Exception.MissingAction | Should -Be 'ims:images:list'
        $failure.ErrorDetails.RecommendedAction | Should -BeLike '*ims:images:list*'
    }

    It 'names none where no action is documented, and none for what is no matter of actions: <Name>' -ForEach @(
        @{ Name = 'the agents of desktops'; Code = 'WKS.0403'; Path = '/desktops/agents'; Act = { Get-WsAgent } }
        @{ Name = 'a project without the service'; Code = 'WKS.00010099'; Path = '/desktop-pools/p$'; Act = { Get-WsPool -PoolId p } }
        @{ Name = 'an address that is not allowed'; Code = 'APIGW.0402'; Path = '/desktop-pools/p$'; Act = { Get-WsPool -PoolId p } }
    ) {
        $failure = Get-Refusal 403 "{`"error_code`":`"$Code`",`"error_msg`":`"No.`"}" -Path $Path -Act $Act

        $failure.Exception.MissingAction | Should -BeNullOrEmpty
        "$failure" | Should -BeLike "No. (HTTP 403, $Code, *"
    }

    It 'tells how the encoded reason is read' {
        $failure = Get-Refusal 403 '{"error_code":"WKS.0403","error_msg":"No.","encoded_authorization_message":"enc0ded"}'

        $failure.Exception.EncodedAuthorizationMessage | Should -Be 'enc0ded'
        $failure.ErrorDetails.RecommendedAction | Should -BeLike '*workspace:desktopPools:get*decode-authorization-message*'
    }
}

Describe 'Get-Error' {
    It 'shows code, request id and detail' {
        $failure = Get-Refusal 409 '{"error_code":"WKS.00010032","error_msg":"Operation conflict","error_detail":"it is being rebuilt"}'
        $text = $failure | Get-Error | Out-String -Width 200

        $text | Should -Match '(?m)^\s+Code\s+: WKS\.00010032$'
        $text | Should -Match '(?m)^\s+Detail\s+: it is being rebuilt$'
        $text | Should -Match "(?m)^\s+RequestId\s+: $($failure.Exception.RequestId)`$"
        $text | Should -Match '(?m)^\s+StatusCode\s+: Conflict$'
    }
}
