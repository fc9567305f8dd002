BeforeAll {
    . $PSScriptRoot/../Support/Wire.ps1
}

Describe 'What the service refuses' {
    BeforeAll {
        $server = Start-Wire -Scripted
    }

    BeforeEach {
        # A connection of its own: one whose credential was refused sends nothing more.
        Connect-Wire $server
    }

    AfterAll {
        Disconnect-WsService
        $server.Dispose()
    }

    It 'is an error of the pool that was asked for: <Name>' -ForEach @(
        @{ Name = '400'; Status = 400; Body = '{"error_code":"WKS.0400","error_msg":"the value is wrong"}'; Id = 'WKS.0400'; Category = 'InvalidArgument'; Text = 'the value is wrong' }
        @{ Name = '400 for an unknown pool'; Status = 400; Body = '{"error_code":"WKS.0001","error_msg":"no such pool"}'; Id = 'WKS.0001'; Category = 'ObjectNotFound'; Text = 'no such pool' }
        @{ Name = '403'; Status = 403; Body = '{"error_code":"WKS.0403","error_msg":"no permission","encoded_authorization_message":"enc0ded"}'; Id = 'WKS.0403'; Category = 'PermissionDenied'; Text = 'no permission' }
        @{ Name = '404'; Status = 404; Body = '{"error_code":"WKS.0202","error_msg":"it does not exist"}'; Id = 'WKS.0202'; Category = 'ObjectNotFound'; Text = 'it does not exist' }
        @{ Name = '409'; Status = 409; Body = '{"error_code":"WKS.00010032","error_msg":"Operation conflict","error_detail":"it is being rebuilt"}'; Id = 'WKS.00010032'; Category = 'ResourceBusy'; Text = 'it is being rebuilt' }
        @{ Name = '429'; Status = 429; Body = '{"error_msg":"The throttling threshold has been reached","error_code":"APIGW.0308","request_id":"r"}'; Id = 'APIGW.0308'; Category = 'LimitsExceeded'; Text = 'throttling threshold' }
        @{ Name = '500'; Status = 500; Body = '{"error_code":"WKS.0500","error_msg":"an internal error"}'; Id = 'WKS.0500'; Category = 'ResourceUnavailable'; Text = 'an internal error' }
        @{ Name = '502 without JSON'; Status = 502; Body = '<html>Bad Gateway</html>'; Id = '502'; Category = 'ResourceUnavailable'; Text = '<html>Bad Gateway</html>' }
        @{ Name = '503 without a body'; Status = 503; Body = ''; Id = '503'; Category = 'ResourceUnavailable'; Text = 'HTTP status 503 and no text' }
        @{ Name = '403 in the shape of IAM'; Status = 403; Body = '{"error":{"code":403,"message":"You are not authorized","title":"Forbidden"}}'; Id = '403'; Category = 'PermissionDenied'; Text = 'You are not authorized' }
        @{ Name = '404 with other names'; Status = 404; Body = '{"errorCode":"SVC.1","errorMsg":"nothing here"}'; Id = 'SVC.1'; Category = 'ObjectNotFound'; Text = 'nothing here' }
        @{ Name = '200 that is an error'; Status = 200; Body = '{"error_code":"WKS.0999","error_msg":"it failed all the same"}'; Id = 'WKS.0999'; Category = 'InvalidResult'; Text = 'it failed all the same' }
        @{ Name = '200 without JSON'; Status = 200; Body = 'hello'; Id = 'WsUnreadableAnswer'; Category = 'InvalidData'; Text = 'could not be read' }
        @{ Name = '200 without a body'; Status = 200; Body = ''; Id = 'WsUnreadableAnswer'; Category = 'InvalidData'; Text = 'could not be read' }
    ) {
        $server.Answer('GET', '/desktop-pools/bad$', $Status, $Body)
        $server.Answer('GET', '/desktop-pools/good$', 200, '{"id":"good","name":"good"}')
        $found = Get-WsPool -PoolId bad, good -ErrorVariable failures -ErrorAction SilentlyContinue

        $found.PoolId | Should -Be 'good'
        $failures.Count | Should -Be 1
        $failure = $failures[0]
        $failure.FullyQualifiedErrorId | Should -Be "$Id,Workspace.Commands.GetWsPoolCommand"
        $failure.CategoryInfo.Category | Should -Be $Category
        $failure.TargetObject | Should -Be 'bad'
        $failure.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        $failure | Should -BeLike "*$Text*"
        $failure.Exception.GetType().FullName | Should -Be 'Workspace.WorkspaceException'
        $failure.Exception.RequestId | Should -BeLike 'wire-*'
        $failure | Should -BeLike "*request id $($failure.Exception.RequestId)*"
        $failure | Should -BeLike '*GET /v2/the-project/desktop-pools/bad*'
        [int] $failure.Exception.StatusCode | Should -Be $Status
    }

    It 'keeps why access was refused, encoded' {
        $server.Answer('GET', '/desktop-pools/bad$', 403, '{"error_code":"WKS.0403","error_msg":"no permission","encoded_authorization_message":"enc0ded"}')
        Get-WsPool -PoolId bad -ErrorVariable failures -ErrorAction SilentlyContinue

        $failures[0].Exception.EncodedAuthorizationMessage | Should -Be 'enc0ded'
        $failures[0].ErrorDetails.RecommendedAction | Should -BeLike '*decode-authorization-message*'
    }

    It 'ends the command where every further call would fail as well: <Name>' -ForEach @(
        @{ Name = 'a key that is not valid'; Status = 401; Body = '{"error_code":"APIGW.0301","error_msg":"Incorrect IAM authentication information"}'; Id = 'APIGW.0301'; Category = 'AuthenticationError' }
        @{ Name = 'a token that has expired'; Status = 401; Body = '{"error_code":"APIGW.0307","error_msg":"The token must be updated"}'; Id = 'APIGW.0307'; Category = 'AuthenticationError' }
        @{ Name = 'a region without the service'; Status = 404; Body = '{"error_msg":"The API does not exist","error_code":"APIGW.0101"}'; Id = 'APIGW.0101'; Category = 'ObjectNotFound' }
        @{ Name = 'a project that has not subscribed'; Status = 403; Body = '{"error_code":"WKS.00010099","error_msg":"not subscribed to"}'; Id = 'WKS.00010099'; Category = 'PermissionDenied' }
    ) {
        $server.Answer('GET', '/desktop-pools/bad$', $Status, $Body)
        $server.Forget()
        $failure = Get-TerminatingError { Get-WsPool -PoolId bad, bad-too -ErrorAction SilentlyContinue }

        $failure.FullyQualifiedErrorId | Should -Be "$Id,Workspace.Commands.GetWsPoolCommand"
        $failure.CategoryInfo.Category | Should -Be $Category
        $failure.TargetObject | Should -Be 'bad'
        $failure.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        $server.Requests.Count | Should -Be 1
    }

    It 'is a connection error, which ends the command, where the server is gone' {
        $gone = Start-Wire -Scripted
        Connect-Wire $gone
        $gone.Dispose()
        $failure = Get-TerminatingError { Get-WsPool -PoolId a, b }

        $failure.FullyQualifiedErrorId | Should -Be 'WsConnectionFailed,Workspace.Commands.GetWsPoolCommand'
        $failure.CategoryInfo.Category | Should -Be 'ConnectionError'
        $failure | Should -BeLike "*$($gone.Endpoint.Authority) could not be reached*"
    }

    It 'is an error of the answer where that cannot be read' {
        $server.Answer('GET', '/desktop-pools/odd$', 200, '{"id":', 1)
        Get-WsPool -PoolId odd -ErrorVariable failures -ErrorAction SilentlyContinue

        $failures[0].FullyQualifiedErrorId | Should -Be 'WsUnreadableAnswer,Workspace.Commands.GetWsPoolCommand'
        $failures[0].CategoryInfo.Category | Should -Be 'InvalidData'
        $failures[0].ErrorDetails.RecommendedAction | Should -BeLike '*proxy*-Debug*'
    }

    It 'is a connection error where the connection was closed meanwhile' {
        $server.Hang('GET', '/desktop-pools/slow$')
        $shell = New-Shell
        try {
            $running = $shell.AddScript('param($c) Get-WsPool -PoolId slow -Connection $c').AddArgument((Get-WsConnection)).BeginInvoke()
            $server.WaitUntilHanging() | Should -BeTrue
            Disconnect-WsService
            $failure = try { $shell.EndInvoke($running); $shell.Streams.Error[0] } catch { $_.Exception.InnerException.ErrorRecord }
        }
        finally {
            $shell.Runspace.Dispose()
        }

        $failure.FullyQualifiedErrorId | Should -Be 'WsDisconnected,Workspace.Commands.GetWsPoolCommand'
        $failure.CategoryInfo.Category | Should -Be 'ConnectionError'
        $failure.ErrorDetails.RecommendedAction | Should -Be 'Run Connect-WsService again.'
    }

    It 'is a timeout where no answer comes' {
        $server.Hang('GET', '/desktop-pools/slow$')
        Connect-Wire $server -With @{ TimeoutSec = 2 }
        Get-WsPool -PoolId slow -ErrorVariable failures -ErrorAction SilentlyContinue

        $failures.Count | Should -Be 1
        $failures[0].FullyQualifiedErrorId | Should -Be 'WsTimeout,Workspace.Commands.GetWsPoolCommand'
        $failures[0].CategoryInfo.Category | Should -Be 'OperationTimeout'
        $failures[0].TargetObject | Should -Be 'slow'
    }
}

Describe 'What the module refuses itself' {
    BeforeAll {
        $null = Connect-WsService -Emulator
    }

    AfterAll {
        Disconnect-WsService
    }

    It '<Name> has a stable id, a category, its input and what to do' -ForEach @(
        @{ Name = 'an id that is none'; Id = 'WsInvalidInput'; Category = 'InvalidArgument'; Target = ''; Act = { Get-WsPool -PoolId '' } }
        @{ Name = 'an id that is too long'; Id = 'WsInvalidInput'; Category = 'InvalidArgument'; Target = 'x' * 256; Act = { Get-WsDesktop -DesktopId ('x' * 256) } }
        @{ Name = 'a desktop that is not there'; Id = 'WsNotFound'; Category = 'ObjectNotFound'; Target = 'absent'; Act = { Get-WsDesktop -DesktopId absent } }
        @{ Name = 'a name that nothing has'; Id = 'WsNotFound'; Category = 'ObjectNotFound'; Target = 'absent'; Act = { Get-WsPool -Name absent } }
        @{ Name = 'an image name that is taken'; Id = 'WsImageNameExists'; Category = 'ResourceExists'; Target = 'tmpl'; Act = { New-WsDesktopImage -DesktopId tmpl -ImageName win11-2026-01 -Confirm:$false } }
        @{ Name = 'a value out of its limits'; Id = 'WsInvalidInput'; Category = 'InvalidArgument'; Target = 'tmpl'; Act = { New-WsDesktopImage -DesktopId tmpl -ImageName ' x' -Confirm:$false } }
    ) {
        $failures = @(& $Act 2>&1)

        $failures.Count | Should -Be 1
        $failures[0].FullyQualifiedErrorId | Should -BeLike "$Id,Workspace.Commands.*Command"
        $failures[0].CategoryInfo.Category | Should -Be $Category
        $failures[0].TargetObject | Should -Be $Target
        $failures[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }

    It 'can be stopped at with -ErrorAction Stop' {
        { Get-WsDesktop -DesktopId absent -ErrorAction Stop } | Should -Throw -ErrorId 'WsNotFound,*'
    }
}
