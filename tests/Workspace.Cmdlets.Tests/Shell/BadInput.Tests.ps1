BeforeAll {
    . $PSScriptRoot/../Support/Wire.ps1
}

Describe 'An id that comes back in other letters' {
    BeforeAll {
        $server = Start-Wire -Scripted
        Connect-Wire $server
        $server.Answer('GET', '/desktops/ab1$', 200, '{"desktop":{"desktop_id":"AB1","computer_name":"one","login_status":"CONNECTED"}}')
        $server.Answer('GET', '/desktops/ab2$', 200, '{"desktop":{"computer_name":"two","login_status":"CONNECTED"}}')
        $server.Answer('GET', '/desktops/detail(\?|$)', 200, '{"total_count":2,"desktops":[{"desktop_id":"AB1","computer_name":"one","login_status":"CONNECTED"},{"desktop_id":"AB2","computer_name":"two","login_status":"CONNECTED"}]}')
        $server.Answer('GET', '/desktops(\?|$)', 200, '{"total_count":1,"desktops":[{"desktop_id":"ab1","pool_id":"p1"}]}')
        $server.Answer('POST', '/sysprep$', 200, '{"sysprep_infos":[{"desktop_id":"AB1","sysprep_version":"1.2"},{"desktop_id":"AB2","sysprep_version":"1.2"}]}')
        $server.Answer('GET', '/desktops/agents(\?|$)', 200, '{"total_count":1,"agents_condition":[{"desktop_id":"AB1"}]}')
        $server.Answer('GET', '/images(\?|$)', 200, '{"total_count":1,"images":[{"id":"AB1","name":"img"}]}')
    }

    AfterAll {
        Disconnect-WsService
        $server.Dispose()
    }

    It 'is the desktop that was asked for: <Name>' -ForEach @(
        @{ Name = 'one'; Act = { Get-WsDesktop -DesktopId ab1 }; Ids = 'AB1' }
        @{ Name = 'one without its id'; Act = { Get-WsDesktop -DesktopId ab2 }; Ids = 'ab2' }
        @{ Name = 'two'; Act = { Get-WsDesktop -DesktopId ab1, ab2 }; Ids = 'AB1', 'AB2' }
        @{ Name = 'one twice'; Act = { Get-WsDesktop -DesktopId ab1, AB1 }; Ids = 'AB1' }
        @{ Name = 'session of one'; Act = { Get-WsUserSession -DesktopId ab1 }; Ids = 'AB1' }
        @{ Name = 'session of one without its id'; Act = { Get-WsUserSession -DesktopId ab2 }; Ids = 'ab2' }
        @{ Name = 'sessions'; Act = { Get-WsUserSession -DesktopId ab1, ab2 }; Ids = 'AB1', 'AB2' }
        @{ Name = 'sysprep'; Act = { Test-WsSysprep -DesktopId ab1, ab2 }; Ids = 'AB1', 'AB2' }
        @{ Name = 'agent'; Act = { Get-WsAgent -DesktopId ab1 }; Ids = 'AB1' }
    ) {
        (& $Act -ErrorAction Stop).DesktopId | Should -BeExactly $Ids
    }

    It 'is given its pool all the same' {
        (Get-WsDesktop -DesktopId ab1 -IncludePool).PoolId | Should -Be 'p1'
    }

    It 'is the image that was asked for' {
        (Get-WsImage -ImageId ab1).ImageId | Should -BeExactly 'AB1'
    }
}

Describe 'A wildcard that is none' {
    BeforeAll {
        $null = Connect-WsService -Emulator
        $emulator = (Get-WsConnection).GetEmulator()
    }

    AfterAll {
        Disconnect-WsService
    }

    It 'is refused before anything is sent: <Name>' -ForEach @(
        @{ Name = 'Get-WsDesktop -Name'; Act = { Get-WsDesktop -Name '[' } }
        @{ Name = 'Get-WsDesktop -UserName'; Act = { Get-WsDesktop -UserName 'a[b' } }
        @{ Name = 'Get-WsPool -Name'; Act = { Get-WsPool -Name 'ok*', '[a-' } }
        @{ Name = 'Get-WsImage -Name'; Act = { Get-WsImage -Name '[' } }
        @{ Name = 'Get-WsOperation -Name'; Act = { Get-WsOperation -Name '[' } }
        @{ Name = 'Get-WsOperation -Path'; Act = { Get-WsOperation -Path '[' } }
        @{ Name = 'Get-WsOperation -Method'; Act = { Get-WsOperation -Method '[' } }
        @{ Name = 'Get-WsOperation -Resource'; Act = { Get-WsOperation -Resource '[' } }
        @{ Name = 'Invoke-WsPoolRebuild -Canary'; Act = { Get-WsPool | Invoke-WsPoolRebuild -ImageId (Get-WsImage -Type private)[0].ImageId -Wait -Canary 'sales-*', '[' -Confirm:$false } }
    ) {
        $jobs = $emulator.Jobs.Count
        $failure = Get-TerminatingError $Act

        $failure.FullyQualifiedErrorId | Should -BeLike 'WsInvalidInput,*'
        $failure.CategoryInfo.Category | Should -Be 'InvalidArgument'
        $failure | Should -BeLike '*wildcard*'
        $emulator.Jobs.Count | Should -Be $jobs
    }
}

Describe 'A number that is empty' -Tag Desktop {
    It 'is refused, and never 0: <Name>' -ForEach @(
        foreach ($command in Get-Command -Module Workspace) {
            foreach ($parameter in $command.Parameters.Values | Where-Object { $_.ParameterType -in [int], [System.Nullable[int]] -and $_.Name -notin [System.Management.Automation.Cmdlet]::CommonParameters }) {
                @{ Name = "$($command.Name) -$($parameter.Name)"; Command = $command.Name; Parameter = $parameter.Name }
            }
        }
    ) {
        foreach ($nothing in '', ' ', $null) {
            $given = @{ $Parameter = $nothing }
            { & $Command @given } | Should -Throw -ErrorId "ParameterArgumentTransformationError,*" -ExpectedMessage "*$Parameter is empty*"
        }
    }
}

Describe 'Ten thousand ids that nothing has' {
    BeforeAll {
        $null = Connect-WsService -Emulator
    }

    AfterAll {
        Disconnect-WsService
    }

    It 'give an error that can be read' {
        $pool = (Get-WsPool)[0]
        $ids = 1..10000 | ForEach-Object { "absent-$_" }
        $failures = @(Invoke-WsPoolRebuild -PoolId $pool.PoolId -DesktopId $ids -ImageId (Get-WsImage -Type private)[0].ImageId -Confirm:$false 2>&1)

        $failures.Count | Should -Be 1
        "$($failures[0])".Length | Should -BeLessThan 500
        $failures[0] | Should -BeLike '*absent-1, absent-2,*and 9995 more*'
    }

    It 'without their pool give an error that can be read' {
        $failures = @([pscustomobject] @{ DesktopId = 1..10000 | ForEach-Object { "absent-$_" }; PoolId = '' } | Invoke-WsPoolRebuild -ImageId x -Confirm:$false 2>&1)

        $failures.Count | Should -Be 1
        "$($failures[0])".Length | Should -BeLessThan 500
    }
}

Describe 'Where i has a capital of its own' {
    It 'a name is found in any case' {
        $shell = New-Shell
        try {
            $found = $shell.AddScript({
                    [System.Threading.Thread]::CurrentThread.CurrentCulture = 'tr-TR'
                    $ErrorActionPreference = 'Stop'
                    $null = Connect-WsService -Emulator
                    'i'.ToUpper() -ceq 'I'
                    @(Get-WsImage -Name 'WIN11-*').Count
                    @(Get-WsOperation -Name 'LISTIMAGES*').Count
                    @(Get-WsOperation -Resource 'IMAGES').Count
                    (TabExpansion2 'Get-WsImage -Name WIN*' 22).CompletionMatches.Count
                }).Invoke()
        }
        finally {
            $shell.Runspace.Dispose()
        }

        $found[0] | Should -BeFalse -Because 'the culture is there'
        $found[1..4] | Should -Not -Contain 0
        $found.Count | Should -Be 5
    }
}
