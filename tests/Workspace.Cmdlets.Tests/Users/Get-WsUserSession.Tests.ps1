BeforeAll {
    . $PSScriptRoot/../Support/Wire.ps1
}

Describe 'Get-WsUserSession' {
    BeforeAll {
        $server = Start-Wire -Options @{ Desktops = 260; Pools = 3 }
        Connect-Wire $server
        $all = $server.Tenant.Desktops
        $expected = $all | Where-Object LoginStatus -In 'CONNECTED', 'DISCONNECTED'
        $pool = $server.Tenant.Pools[1].PoolId
        $inPool = $expected | Where-Object PoolId -EQ $pool
    }

    BeforeEach {
        $server.Forget()
    }

    AfterAll {
        Disconnect-WsService
        $server.Dispose()
    }

    It 'writes each desktop that somebody is logged on to, and no other' {
        $sessions = Get-WsUserSession

        $sessions.DesktopId | Sort-Object | Should -Be ($expected.DesktopId | Sort-Object)
        $sessions[0].GetType().FullName | Should -Be 'Workspace.Users.UserSession'
        $sessions[0].GetType() | Should -BeIn (Get-Command Get-WsUserSession).OutputType.Type
        $sessions[0].LoginStatus | Should -Be 'DISCONNECTED'
        $sessions[-1].LoginStatus | Should -Be 'CONNECTED'
        foreach ($session in $sessions[0, -1]) {
            $desktop = $all | Where-Object DesktopId -EQ $session.DesktopId
            $session.DesktopName | Should -Be $desktop.Name
            $session.UserName | Should -Be $desktop.UserName
            $session.LoginStatus | Should -Be $desktop.LoginStatus
        }

        $server.Requests.Target | Should -BeExactly "/v2/$($server.Tenant.ProjectId)/connect-desktops?connect_status=DISCONNECTED&limit=1000&offset=0", "/v2/$($server.Tenant.ProjectId)/connect-desktops?connect_status=CONNECTED&limit=1000&offset=0"
    }

    It 'filters by -Status <_>' -ForEach 'CONNECTED', 'DISCONNECTED' {
        (Get-WsUserSession -Status $_).DesktopId | Should -Be ($expected | Where-Object LoginStatus -EQ $_).DesktopId

        $server.Requests.Count | Should -Be 1
    }

    It 'filters by users, in any case; one without a session is no error' {
        $users = $expected[0, 1].UserName
        $sessions = Get-WsUserSession $users[0], $users[1].ToUpperInvariant(), nobody -ErrorAction Stop

        $sessions.UserName | Sort-Object | Should -Be ($users | Sort-Object)
        $server.Requests[0].Target | Should -BeLike "*&user_names=$($users[1].ToUpperInvariant())&user_names=$($users[0])&user_names=nobody"
    }

    It 'tells those of a pool by <How>, with the pool, from its desktops' -ForEach @(
        @{ How = 'parameter'; Act = { Get-WsUserSession -PoolId $pool } }
        @{ How = 'pipe by property name'; Act = { [pscustomobject]@{ PoolId = $pool } | Get-WsUserSession } }
        @{ How = 'object'; Act = { Get-WsPool -PoolId $pool | Get-WsUserSession } }
    ) {
        $sessions = & $Act

        $sessions.DesktopId | Should -Be $inPool.DesktopId
        $sessions.PoolId | Select-Object -Unique | Should -Be $pool
        $server.Find('GET', '/connect-desktops$').Count | Should -Be 0
    }

    It 'tells those of desktops by <How>' -ForEach @(
        @{ How = 'parameter'; Act = { Get-WsUserSession -DesktopId $inPool.DesktopId } }
        @{ How = 'object'; Act = { Get-WsDesktop -DesktopId $inPool.DesktopId | Get-WsUserSession } }
        @{ How = 'object that tells its pool'; Act = { Get-WsPoolDesktop -PoolId $pool | Get-WsUserSession } }
    ) {
        (& $Act).DesktopId | Should -Be $inPool.DesktopId
    }

    It 'filters by -Status <Status> those of <Name> too' -ForEach @(
        @{ Name = 'a pool'; Status = 'CONNECTED'; Act = { Get-WsUserSession -PoolId $pool -Status CONNECTED } }
        @{ Name = 'a pool'; Status = 'DISCONNECTED'; Act = { Get-WsPool -PoolId $pool | Get-WsUserSession -Status DISCONNECTED } }
        @{ Name = 'desktops'; Status = 'CONNECTED'; Act = { Get-WsUserSession -DesktopId $inPool.DesktopId -Status CONNECTED } }
        @{ Name = 'desktops'; Status = 'DISCONNECTED'; Act = { Get-WsDesktop -DesktopId $inPool.DesktopId | Get-WsUserSession -Status DISCONNECTED } }
    ) {
        $one = @($inPool | Where-Object LoginStatus -EQ $Status)

        $one.Count | Should -BeGreaterThan 0
        $one.Count | Should -BeLessThan $inPool.Count
        (& $Act).DesktopId | Should -Be $one.DesktopId
    }

    It 'filters those of a pool by users' {
        (Get-WsUserSession $inPool[0].UserName -PoolId $pool).DesktopId | Should -Be $inPool[0].DesktopId
    }

    It 'takes the pool of a piped desktop for what it is: the pool of this desktop' {
        $desktop = Get-WsPoolDesktop -PoolId $pool | Where-Object LoginStatus -EQ 'CONNECTED' | Select-Object -First 1
        $session = $desktop | Get-WsUserSession

        @($session).Count | Should -Be 1
        $session.DesktopId | Should -Be $desktop.DesktopId
        $session.PoolId | Should -Be $pool
        [pscustomobject]@{ DesktopId = $null; PoolId = $pool } | Get-WsUserSession -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failures.Count | Should -Be 1
    }

    It 'writes nothing for desktops and pools where nobody is logged on' {
        $free = $all | Where-Object LoginStatus -EQ 'REGISTERED' | Select-Object -First 1

        Get-WsUserSession -DesktopId $free.DesktopId -ErrorAction Stop | Should -BeNullOrEmpty
        Get-WsUserSession -UserName nobody -PoolId $pool -ErrorAction Stop | Should -BeNullOrEmpty
    }

    It 'reports <Name> that there is not' -ForEach @(@{ Name = 'a desktop'; With = @{ DesktopId = 'absent' } }, @{ Name = 'a pool'; With = @{ PoolId = 'absent' } }) {
        Get-WsUserSession @With -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

        $failures.Count | Should -Be 1
        $failures[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $failures[0].TargetObject | Should -Be 'absent'
    }

    It 'refuses <Name> before anything is sent' -ForEach @(
        @{ Name = 'a null id'; With = @{ DesktopId = $null } }
        @{ Name = 'an empty id'; With = @{ DesktopId = '' } }
        @{ Name = 'no ids'; With = @{ DesktopId = @() } }
        @{ Name = 'a null pool'; With = @{ PoolId = $null } }
        @{ Name = 'an empty pool'; With = @{ PoolId = '' } }
        @{ Name = 'an empty user'; With = @{ UserName = '' } }
        @{ Name = 'a null user'; With = @{ UserName = $null } }
        @{ Name = 'no users'; With = @{ UserName = @() } }
        @{ Name = '101 users'; With = @{ UserName = 1..101 } }
        @{ Name = 'a status of no session'; With = @{ Status = 'REGISTERED' } }
    ) {
        $ended = Get-TerminatingError { Get-WsUserSession @With -ErrorVariable script:failures -ErrorAction SilentlyContinue }

        $ended, $script:failures | Where-Object { $_ } | Should -Not -BeNullOrEmpty
        $server.Requests.Count | Should -Be 0
    }

    It 'stops with Select-Object -First 1 after one page' {
        (Get-WsUserSession | Select-Object -First 1).LoginStatus | Should -Be 'DISCONNECTED'

        $server.Requests.Count | Should -Be 1
    }

    It 'can be piped into what is done before a rebuild' {
        $text = Get-HostText { Get-WsUserSession -PoolId $pool | Select-Object -First 1 | Send-WsNotification -Message 'Save your work' -WhatIf }
        $text | Should -BeLike "*Show 'Save your work'*desktop '$($inPool[0].Name)'*"
    }
}

Describe 'Get-WsUserSession where more are logged on than the list reaches' {
    It 'writes all of them' {
        $null = Connect-WsService -Emulator -EmulatorOptions @{ Desktops = 30000; Pools = 2 }
        $sessions = Get-WsUserSession
        $read = Get-WsDesktop | Where-Object LoginStatus -In 'CONNECTED', 'DISCONNECTED'
        Disconnect-WsService

        $sessions.Count | Should -BeGreaterThan 6000
        $sessions.Count | Should -Be $read.Count
        @($sessions.DesktopId | Sort-Object -Unique).Count | Should -Be $read.Count
    }
}
