BeforeAll {
    . $PSScriptRoot/../Support/Wire.ps1
}

Describe 'Get-WsAgent' {
    BeforeAll {
        $server = Start-Wire -Options @{ Desktops = 150; Pools = 3 }
        Connect-Wire $server
        $all = $server.Tenant.Desktops
        $sales = $server.Tenant.Pools[0]
    }

    BeforeEach {
        $server.Forget()
    }

    AfterAll {
        Disconnect-WsService
        $server.Dispose()
    }

    It 'tells of every desktop, page by page' {
        $states = Get-WsAgent

        $states.DesktopId | Should -Be $all.DesktopId
        $states.IsInstalled | Should -Be $all.AgentInstalled
        $server.Requests.Count | Should -Be 2
    }

    It 'writes objects of the documented type, whose members have values' {
        $state = Get-WsAgent -DesktopId ($all | Where-Object AgentInstalled)[0].DesktopId

        $state.GetType().FullName | Should -Be 'Workspace.Agents.AgentState'
        $state.GetType() | Should -BeIn (Get-Command Get-WsAgent).OutputType.Type
        $state.IsInstalled | Should -BeTrue
        $state.Agents[0].Name | Should -Be 'telescope'
        $state.Agents[0].Version | Should -Not -BeNullOrEmpty
        $state.DesktopName | Should -Be ($all | Where-Object AgentInstalled)[0].Name
    }

    Context 'by -DesktopId' {
        It 'tells of the desktops by <How>' -ForEach @(
            @{ How = 'parameter'; Act = { param($ids) Get-WsAgent -DesktopId $ids } }
            @{ How = 'pipe by property name'; Act = { param($ids) $ids | ForEach-Object { [pscustomobject]@{ DesktopId = $_ } } | Get-WsAgent } }
            @{ How = 'object'; Act = { param($ids) Get-WsDesktop -DesktopId $ids | Get-WsAgent } }
            @{ How = 'object of a pool'; Act = { param($ids) Get-WsDesktop -DesktopId $ids -IncludePool | Get-WsAgent } }
        ) {
            $ids = $all[70, 3].DesktopId
            (& $Act $ids).DesktopId | Should -Be $ids
        }

        It 'asks for the same id once' {
            (Get-WsAgent -DesktopId $all[0].DesktopId, $all[0].DesktopId).Count | Should -Be 1
            $server.Requests.Count | Should -Be 1
        }

        It 'reports an absent id as not found and goes on' {
            $states = Get-WsAgent -DesktopId 'absent', $all[0].DesktopId -ErrorVariable failures -ErrorAction SilentlyContinue

            $states.DesktopId | Should -Be $all[0].DesktopId
            $failures.Count | Should -Be 1
            $failures[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
            $failures[0].TargetObject | Should -Be 'absent'
        }

        It 'refuses <Name> before anything is sent' -ForEach @(
            @{ Name = 'null'; Id = $null; Message = '*DesktopId is null or empty*' }
            @{ Name = 'an empty array'; Id = @(); Message = '*DesktopId is null or empty*' }
            @{ Name = 'an empty id'; Id = ''; Message = '*DesktopId is null or empty*' }
            @{ Name = 'an id of 256 characters'; Id = 'x' * 256; Message = '*256 characters*limit is 255*' }
        ) {
            Get-WsAgent -DesktopId $Id -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

            $failures[0] | Should -BeLike $Message
            $server.Requests.Count | Should -Be 0
        }
    }

    Context 'by -PoolId' {
        It 'tells of the desktops of the pool by <How>' -ForEach @(
            @{ How = 'parameter'; Act = { param($pool) Get-WsAgent -PoolId $pool.PoolId } }
            @{ How = 'pipe'; Act = { param($pool) Get-WsPool -PoolId $pool.PoolId | Get-WsAgent } }
        ) {
            $states = & $Act $sales

            $states.DesktopId | Should -Be ($all | Where-Object PoolId -EQ $sales.PoolId).DesktopId
            $states.PoolId | Select-Object -Unique | Should -Be $sales.PoolId
        }

        It 'refuses <Name> before anything is sent' -ForEach @(
            @{ Name = 'null'; Id = $null }
            @{ Name = 'an empty id'; Id = '' }
        ) {
            Get-WsAgent -PoolId $Id -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

            $failures[0] | Should -BeLike '*PoolId is null or empty*'
            $server.Requests.Count | Should -Be 0
        }
    }

    Context 'with -Installed' {
        It 'keeps desktops that have the agent, or with -Installed:$false those that have not' {
            (Get-WsAgent -Installed).DesktopId | Should -Be ($all | Where-Object AgentInstalled).DesktopId
            (Get-WsAgent -Installed:$false).DesktopId | Should -Be ($all | Where-Object -Not AgentInstalled).DesktopId
        }

        It 'does so for desktops that are piped' {
            (Get-WsDesktop | Get-WsAgent -Installed).DesktopId | Should -Be ($all | Where-Object AgentInstalled).DesktopId
        }
    }

    It 'reads only the first page for Select-Object -First 1' {
        (Get-WsAgent | Select-Object -First 1).DesktopId | Should -Be $all[0].DesktopId
        $server.Requests.Count | Should -Be 1
    }
}
