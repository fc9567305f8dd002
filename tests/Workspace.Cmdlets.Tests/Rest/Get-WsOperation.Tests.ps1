BeforeAll {
    . $PSScriptRoot/../Support/Wire.ps1
}

Describe 'Get-WsOperation' {
    It 'writes every operation of the service, without a connection' {
        Get-WsConnection | Should -BeNullOrEmpty
        $operations = Get-WsOperation

        $operations.Count | Should -Be 352
        $operations | ForEach-Object { $_.GetType().FullName } | Select-Object -Unique | Should -Be 'Workspace.Rest.ServiceOperation'
        $operations[0].GetType() | Should -BeIn (Get-Command Get-WsOperation).OutputType.Type
    }

    It 'reads the catalogue when it is asked for, and not when the module is imported' {
        $said = Invoke-NonInteractive @'
            $all = [Workspace.Rest.OperationCatalogue].GetField('_all', 'NonPublic, Static')
            $null = Connect-WsService -Emulator
            $null = Get-WsPool
            $null = (Get-Command -Module Workspace).Parameters
            "read: $($all.GetValue($null).IsValueCreated)"
            $null = Get-WsOperation ShowJob
            "read: $($all.GetValue($null).IsValueCreated)"
'@

        -split $said | Should -Be 'read:', 'False', 'read:', 'True'
    }

    It 'tells what an operation takes and gives' {
        $operation = Get-WsOperation ShowScriptDetail

        "$operation" | Should -BeExactly 'ShowScriptDetail'
        $operation.Operation | Should -BeExactly 'ShowScriptDetail'
        $operation.Method | Should -BeExactly 'GET'
        $operation.Path | Should -BeExactly '/v2/{project_id}/scripts/{script_id}'
        $operation.Resource | Should -BeExactly 'scripts'
        $operation.PathParameter | Should -BeExactly 'ScriptId'
        $operation.QueryParameter | Should -BeExactly 'script_task_id'
        $operation.BodyType | Should -BeNullOrEmpty
        $operation.ResponseMember | Should -Contain 'create_time'
        (Get-WsOperation ImportUserList).BodyType | Should -BeExactly 'file'
        (Get-WsOperation CreateDesktop).BodyType | Should -BeExactly 'json'
    }

    It 'finds by <What>' -ForEach @(
        @{ What = 'a name in any case'; Search = @{ Name = 'listdesktops' }; Found = 'ListDesktops' }
        @{ What = 'names with wildcards'; Search = @{ Name = '*Sysprep*', 'ShowJo?' }; Found = 'CheckSysprepInfo', 'ShowJob', 'ShowSysprepInfo' }
        @{ What = 'method'; Search = @{ Method = 'patch' }; Found = 'UpdateAppRule', 'UpdateTenantProfile', 'UpdateUploadedApp' }
        @{ What = 'methods with wildcards, and resource'; Search = @{ Method = 'P*'; Resource = 'snapshots' }; Found = 'BatchCreateDesktopSnapshot', 'BatchDeleteDesktopSnapshot', 'BatchRestoreDesktopSnapshot' }
        @{ What = 'path'; Search = @{ Path = '/v2/{project_id}/desktops/{desktop_id}' }; Found = 'DeleteDesktop', 'ShowDesktopDetail', 'UpdateDesktop' }
        @{ What = 'path with wildcards, and name'; Search = @{ Path = '*/app-center/*/authorizations'; Name = 'List*' }; Found = 'ListAppAuthorizations' }
        @{ What = 'resources'; Search = @{ Resource = 'images', 'market-*' }; Found = 'ListImages', 'ListMarketImages' }
    ) {
        (Get-WsOperation @Search).Operation | Sort-Object | Should -Be $Found
    }

    It 'finds by position' {
        (Get-WsOperation 'ShowJob').Path | Should -Be '/v2/{project_id}/workspace-jobs/{job_id}'
    }

    It 'reports a literal name that there is not, and is content with a wildcard that nothing fits' {
        $found = Get-WsOperation ShowJob, ShowNothing, 'Nothing*' -ErrorVariable failures -ErrorAction SilentlyContinue

        $found.Operation | Should -Be 'ShowJob'
        $failures.Count | Should -Be 1
        $failures[0].FullyQualifiedErrorId | Should -Be 'WsNotFound,Workspace.Commands.GetWsOperationCommand'
        $failures[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $failures[0].TargetObject | Should -Be 'ShowNothing'
        $failures[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }

    It 'refuses <Case>: it never means all' -ForEach @(
        @{ Case = 'null'; Value = $null }
        @{ Case = 'an empty name'; Value = '' }
        @{ Case = 'no name'; Value = @() }
    ) {
        Get-TerminatingError { Get-WsOperation -Name $Value } | Should -BeLike '*Name is null or empty*'
    }

    It 'completes names' {
        (TabExpansion2 'Get-WsOperation ShowSys').CompletionMatches.CompletionText | Should -Be 'ShowSysprepInfo'
    }

    It 'pipes into Invoke-WsRestMethod, also after serialisation' {
        $null = Connect-WsService -Emulator
        $file = Join-Path $TestDrive 'operations.xml'
        Get-WsOperation ListDesktopPools, ListImages | Export-Clixml $file

        $answers = Get-WsOperation ListDesktopPools, ListImages | Invoke-WsRestMethod
        $again = Import-Clixml $file | Invoke-WsRestMethod
        Disconnect-WsService

        $answers[0].desktop_pools.Count | Should -Be 3
        $answers[1].images.Count | Should -BeGreaterThan 2
        $again | ConvertTo-Json -Depth 9 | Should -Be ($answers | ConvertTo-Json -Depth 9)
    }
}
