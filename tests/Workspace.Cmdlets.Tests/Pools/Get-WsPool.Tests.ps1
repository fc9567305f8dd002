BeforeAll {
    . $PSScriptRoot/../Support/Wire.ps1
}

Describe 'Get-WsPool' {
    BeforeAll {
        $server = Start-Wire -Options @{ Desktops = 60; Pools = 9 }
        Connect-Wire $server
        $all = $server.Tenant.Pools
    }

    BeforeEach {
        $server.Forget()
    }

    AfterAll {
        Disconnect-WsService
        $server.Dispose()
    }

    It 'writes every pool' {
        (Get-WsPool).PoolId | Should -Be $all.PoolId
        $server.Requests.Target | Should -Be "/v2/$($server.Tenant.ProjectId)/desktop-pools?limit=1000&offset=0"
    }

    It 'writes objects of the documented type, whose members have values' {
        $pool = Get-WsPool -Name sales-01

        $pool.GetType().FullName | Should -Be 'Workspace.Pools.Pool'
        $pool.GetType() | Should -BeIn (Get-Command Get-WsPool).OutputType.Type
        $pool.Type | Should -Be 'STATIC'
        $pool.Status | Should -Be 'STEADY'
        $pool.ImageId | Should -Be $all[0].ImageId
        $pool.SourceImageName | Should -Be $all[0].ImageName
        $pool.DesktopCount | Should -Be $all[0].DesktopCount
        $pool.DesktopUsed | Should -Not -BeNullOrEmpty
        $pool.Created.Kind | Should -Be 'Utc'
        "$pool" | Should -Be $pool.PoolId -Because 'it can be given where an id is asked for'
    }

    Context 'by -PoolId' {
        It 'writes the pools by <How>' -ForEach @(
            @{ How = 'parameter'; Act = { param($ids) Get-WsPool -PoolId $ids } }
            @{ How = 'pipe'; Act = { param($ids) $ids | ForEach-Object { [pscustomobject]@{ PoolId = $_ } } | Get-WsPool } }
        ) {
            (& $Act $all[4, 2].PoolId).PoolId | Should -Be $all[4, 2].PoolId
        }

        It 'asks for the same id once' {
            (Get-WsPool -PoolId $all[0].PoolId, $all[0].PoolId).Count | Should -Be 1
            $server.Requests.Count | Should -Be 1
        }

        It 'gives the pool of a desktop' {
            (Get-WsDesktop -Name 'sales-02-0001' -IncludePool | Get-WsPool).Name | Should -Be 'sales-02'
        }

        It 'reports an unknown id as not found, although the service answers 400, and goes on' {
            $pools = Get-WsPool -PoolId $all[0].PoolId, 'unknown', $all[1].PoolId -ErrorVariable failures -ErrorAction SilentlyContinue

            $pools.Name | Should -Be $all[0].Name, $all[1].Name
            $failures.Count | Should -Be 1
            $failures[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
            $failures[0].FullyQualifiedErrorId | Should -BeLike 'WKS.0001,*'
            $failures[0].TargetObject | Should -Be 'unknown'
        }

        It 'refuses <Name> before anything is sent' -ForEach @(
            @{ Name = 'null'; Id = $null; Message = '*PoolId is null or empty*' }
            @{ Name = 'an empty array'; Id = @(); Message = '*PoolId is null or empty*' }
            @{ Name = 'an empty id'; Id = ''; Message = '*PoolId is null or empty*' }
            @{ Name = 'an id of 256 characters'; Id = 'x' * 256; Message = '*256 characters*limit is 255*' }
            @{ Name = 'an id that is a path'; Id = '..'; Message = "*'..' is not an id*" }
        ) {
            Get-WsPool -PoolId $Id -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

            $failures.Count | Should -Be 1
            $failures[0] | Should -BeLike $Message
            $server.Requests.Count | Should -Be 0
        }
    }

    Context 'by -Name and -Type' {
        It 'finds by <Pattern>' -ForEach @(
            @{ Pattern = 'sales-*' }
            @{ Pattern = 'SUPPORT-01' }
            @{ Pattern = '*-0[12]' }
            @{ Pattern = '*' }
            @{ Pattern = '?????-01' }
        ) {
            (Get-WsPool -Name $Pattern).Name | Should -Be ($all.Name -like $Pattern)
            $all.Name -like $Pattern | Should -Not -BeNullOrEmpty
        }

        It 'takes several, and writes a pool that fits two of them once' {
            (Get-WsPool 'sales-*', 'sales-01', 'design-01').Name | Should -Be ((@($all.Name) -like 'sales-*') + 'design-01')
        }

        It 'reports a literal name that no pool has, though the search of the service is fuzzy' {
            Get-WsPool -Name 'sales-0' -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

            $failures[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
            $failures[0].TargetObject | Should -Be 'sales-0'
        }

        It 'is content with a wildcard that nothing fits' {
            Get-WsPool -Name 'nothing-*' -ErrorVariable failures | Should -BeNullOrEmpty

            $failures.Count | Should -Be 0
        }

        It 'refuses <Case>: it never means all' -ForEach @(
            @{ Case = 'null'; Value = $null }
            @{ Case = 'an empty name'; Value = '' }
            @{ Case = 'an empty array'; Value = @() }
        ) {
            Get-TerminatingError { Get-WsPool -Name $Value } | Should -BeLike '*Name is null or empty*'
            $server.Requests.Count | Should -Be 0
        }

        It 'keeps pools of a -Type' {
            (Get-WsPool -Type DYNAMIC).PoolId | Should -Be ($all | Where-Object Type -EQ 'DYNAMIC').PoolId
        }
    }

    Context 'with -First, -Skip and -IncludeTotalCount' {
        It 'writes -First after -Skip' {
            (Get-WsPool -Skip 2 -First 3).PoolId | Should -Be $all[2..4].PoolId
        }

        It 'counts -First after the names' {
            (Get-WsPool -Name 's*' -Skip 1 -First 1).Name | Should -Be (@($all.Name) -like 's*')[1]
        }

        It 'writes the total first' {
            (Get-WsPool -IncludeTotalCount -First 1)[0].ToString() | Should -Be 'Total count: 9'
        }
    }

    It 'reads only one page for Select-Object -First 1' {
        $page = @($all | ForEach-Object { @{ id = $_.PoolId; name = $_.Name } })
        $server.Answer('GET', '/desktop-pools\?', 200, (@{ total_count = 2000; desktop_pools = $page } | ConvertTo-Json -Depth 3), 1)
        (Get-WsPool | Select-Object -First 1).PoolId | Should -Be $all[0].PoolId

        $server.Requests.Count | Should -Be 1
    }

    It 'reports a list that the service cuts: a list is complete or it is an error' {
        $server.Answer('GET', '/desktop-pools\?', 200, '{"total_count":5,"desktop_pools":[]}', 1)
        Get-WsPool -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

        $failures[0].CategoryInfo.Category | Should -Be 'InvalidData'
        $failures[0] | Should -BeLike '*could not be read to its end*'
    }
}
