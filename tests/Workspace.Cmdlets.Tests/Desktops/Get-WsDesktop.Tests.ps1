BeforeAll {
    . $PSScriptRoot/../Support/Wire.ps1
}

Describe 'Get-WsDesktop' {
    BeforeAll {
        $server = Start-Wire -Options @{ Desktops = 30; Pools = 3 }
        Connect-Wire $server
        $all = $server.Tenant.Desktops
        $sales = $server.Tenant.Pools | Where-Object Name -EQ 'sales-01'
    }

    BeforeEach {
        $server.Forget()
    }

    AfterAll {
        Disconnect-WsService
        $server.Dispose()
    }

    Context 'without parameters' {
        It 'writes every desktop once, in the order of the service' {
            $desktops = Get-WsDesktop

            $desktops.DesktopId | Should -Be $all.DesktopId
            $server.Requests.Target | Should -Be "/v2/$($server.Tenant.ProjectId)/desktops/detail?limit=500&offset=0"
        }

        It 'writes objects of the documented type, whose members have values' {
            $desktop = Get-WsDesktop -Name tmpl-01

            $desktop.GetType().FullName | Should -Be 'Workspace.Desktops.Desktop'
            $desktop.GetType() | Should -BeIn (Get-Command Get-WsDesktop).OutputType.Type
            $desktop.Name | Should -Be 'tmpl-01'
            $desktop.Status | Should -Be 'ACTIVE'
            $desktop.LoginStatus | Should -Be 'REGISTERED'
            $desktop.IPAddress | Should -Match '^10\.'
            $desktop.OSType | Should -Be 'Windows'
            $desktop.SourceImageName | Should -Be $all[0].ImageName
            $desktop.ImageId | Should -Be $all[0].ImageId
            $desktop.Created.Kind | Should -Be 'Utc'
            $desktop.Tags[0].Key | Should -Be 'role'
            "$desktop" | Should -Be $desktop.DesktopId -Because 'it can be given where an id is asked for'
        }

        It 'is InUse where a user is logged on, at the desktop or away, also after Clixml' {
            $desktops = Get-WsDesktop
            $desktops | Export-Clixml (Join-Path $TestDrive d.xml)
            $expected = $all | Where-Object LoginStatus -In 'CONNECTED', 'DISCONNECTED'

            $expected.LoginStatus | Select-Object -Unique | Should -HaveCount 2
            ($desktops | Where-Object InUse).DesktopId | Should -Be $expected.DesktopId
            (Import-Clixml (Join-Path $TestDrive d.xml) | Where-Object InUse -EQ $false).DesktopId | Should -Be ($all | Where-Object DesktopId -NotIn $expected.DesktopId).DesktopId
        }

        It 'does not tell the pool, which the service does not tell here' {
            (Get-WsDesktop).PoolId | Where-Object { $_ } | Should -BeNullOrEmpty
        }
    }

    Context 'by -DesktopId' {
        It 'writes the desktops by <How>, in the order of the ids' -ForEach @(
            @{ How = 'parameter'; Act = { param($ids) Get-WsDesktop -DesktopId $ids } }
            @{ How = 'pipe of objects'; Act = { param($ids) $ids | ForEach-Object { [pscustomobject]@{ DesktopId = $_ } } | Get-WsDesktop } }
        ) {
            $ids = $all[7, 3, 5].DesktopId
            (& $Act $ids).DesktopId | Should -Be $ids

            $server.Requests.Count | Should -Be 1
        }

        It 'reads a desktop alone from its own page, with its security groups' {
            $desktop = Get-WsDesktop -DesktopId $all[3].DesktopId

            $desktop.Name | Should -Be $all[3].Name
            $desktop.SecurityGroups | Should -Not -BeNullOrEmpty
            $server.Requests.Target | Should -Be "/v2/$($server.Tenant.ProjectId)/desktops/$($all[3].DesktopId)"
        }

        It 'asks for the same id once, and writes it once' {
            (Get-WsDesktop -DesktopId $all[0].DesktopId, $all[1].DesktopId, $all[0].DesktopId).Count | Should -Be 2
        }

        It 'reports an absent id as not found and goes on' {
            $desktops = Get-WsDesktop -DesktopId $all[0].DesktopId, 'absent', $all[1].DesktopId -ErrorVariable failures -ErrorAction SilentlyContinue

            $desktops.Name | Should -Be $all[0].Name, $all[1].Name
            $failures.Count | Should -Be 1
            $failures[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
            $failures[0].FullyQualifiedErrorId | Should -BeLike 'WsNotFound,*'
            $failures[0].TargetObject | Should -Be 'absent'
            $failures[0] | Should -BeLike "*'absent'*"
        }

        It 'reports one absent id alone as not found' {
            Get-WsDesktop -DesktopId absent -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

            $failures[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
            $failures[0].TargetObject | Should -Be 'absent'
        }

        It 'refuses <Name> before anything is sent' -ForEach @(
            @{ Name = 'null'; Id = $null; Message = '*DesktopId is null or empty*' }
            @{ Name = 'an empty array'; Id = @(); Message = '*DesktopId is null or empty*' }
            @{ Name = 'an empty id'; Id = ''; Message = '*DesktopId is null or empty*' }
            @{ Name = 'a blank id'; Id = '  '; Message = '*DesktopId is null or empty*' }
            @{ Name = 'an id of 256 characters'; Id = 'x' * 256; Message = '*256 characters*limit is 255*' }
        ) {
            Get-WsDesktop -DesktopId $Id -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

            $failures.Count | Should -Be 1
            $failures[0] | Should -BeLike $Message
            $failures[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
            $server.Requests.Count | Should -Be 0
        }

        It 'takes an id of 255 characters' {
            Get-WsDesktop -DesktopId ('x' * 255) -ErrorVariable failures -ErrorAction SilentlyContinue

            $failures[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
            $server.Requests.Count | Should -Be 1
        }

        It 'does not take ids by value: a text is no desktop, and what is piped after it is read' {
            $good = [pscustomobject]@{ DesktopId = $all[0].DesktopId }
            $desktops = 'tmpl-01', $null, $good | Get-WsDesktop -ErrorVariable failures -ErrorAction SilentlyContinue

            $desktops.DesktopId | Should -Be $all[0].DesktopId
            $failures.Count | Should -Be 2
            $server.Requests.Count | Should -Be 1
        }

        It 'reads the desktops of a pool that are piped, not their whole pool' {
            $some = Get-WsPoolDesktop -PoolId $sales.PoolId | Select-Object -First 2
            $desktops = $some | Get-WsDesktop

            $desktops.DesktopId | Should -Be $some.DesktopId
            $desktops.PoolId | Should -Be $some.PoolId
        }
    }

    Context 'by -Name' {
        It 'finds a literal name in any case' {
            (Get-WsDesktop -Name 'TMPL-01').Name | Should -Be 'tmpl-01'
            (Get-WsDesktop 'tmpl-02').Name | Should -Be 'tmpl-02'
        }

        It 'finds by <Pattern>' -ForEach @(
            @{ Pattern = 'TMPL-*' }
            @{ Pattern = 'sales-01-000?' }
            @{ Pattern = 'tmpl-0[12]' }
            @{ Pattern = '*1' }
            @{ Pattern = '*' }
            @{ Pattern = 's*-0*1-0001' }
        ) {
            (Get-WsDesktop -Name $Pattern).Name | Should -Be ($all.Name -like $Pattern)
            $all.Name -like $Pattern | Should -Not -BeNullOrEmpty
        }

        It 'asks the service for the part that it can search for' {
            $null = Get-WsDesktop -Name 'sales-01-*'

            $server.Requests.Target | Should -BeLike '*?computer_name=sales-01-&limit=500&offset=0'
        }

        It 'takes several, and writes a desktop that fits two of them once' {
            (Get-WsDesktop -Name 'tmpl-*', 'tmpl-01', 'sales-01-0001').Name | Should -Be 'tmpl-01', 'tmpl-02', 'tmpl-03', 'sales-01-0001'
        }

        It 'reports a literal name that no desktop has, though the search of the service is fuzzy' {
            Get-WsDesktop -Name 'tmpl-0', 'tmpl-01' -ErrorVariable failures -ErrorAction SilentlyContinue | ForEach-Object Name | Should -Be 'tmpl-01'

            $failures.Count | Should -Be 1
            $failures[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
            $failures[0].TargetObject | Should -Be 'tmpl-0'
        }

        It 'is content with a wildcard that nothing fits' {
            Get-WsDesktop -Name 'nothing-*' -ErrorVariable failures | Should -BeNullOrEmpty

            $failures.Count | Should -Be 0
        }

        It 'refuses <Case>: it never means all' -ForEach @(
            @{ Case = 'null'; Value = $null }
            @{ Case = 'an empty name'; Value = '' }
            @{ Case = 'an empty array'; Value = @() }
            @{ Case = 'an array with null'; Value = @('tmpl-01', $null) }
        ) {
            $failure = Get-TerminatingError { Get-WsDesktop -Name $Value }

            $failure | Should -BeLike '*Name is null or empty*'
            $server.Requests.Count | Should -Be 0
        }
    }

    Context 'by -PoolId' {
        It 'writes the desktops of the pool, with its id, by <How>' -ForEach @(
            @{ How = 'parameter'; Act = { param($pool) Get-WsDesktop -PoolId $pool.PoolId } }
            @{ How = 'pipe'; Act = { param($pool) Get-WsPool -PoolId $pool.PoolId | Get-WsDesktop } }
        ) {
            $desktops = & $Act $sales

            $desktops.DesktopId | Should -Be ($all | Where-Object PoolId -EQ $sales.PoolId).DesktopId
            $desktops.PoolId | Select-Object -Unique | Should -Be $sales.PoolId
        }

        It 'refuses <Case> before anything is sent: it never means all' -ForEach @(
            @{ Case = 'null'; Value = $null }
            @{ Case = 'an empty id'; Value = '' }
        ) {
            Get-WsDesktop -PoolId $Value -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

            $failures[0] | Should -BeLike '*PoolId is null or empty*'
            $server.Requests.Count | Should -Be 0
        }
    }

    Context 'with -IncludePool' {
        It 'tells the pool of each desktop by <How>, with one more request' -ForEach @(
            @{ How = 'filter'; Act = { Get-WsDesktop -IncludePool } }
            @{ How = 'id'; Act = { param($ids) Get-WsDesktop -DesktopId $ids -IncludePool } }
        ) {
            $desktops = & $Act $all.DesktopId

            $desktops.PoolId | ForEach-Object { "$_" } | Should -Be ($all.PoolId | ForEach-Object { "$_" })
            $server.Requests.Count | Should -Be 2
        }
    }

    Context 'by other filters' {
        It 'keeps desktops of a -Status' {
            (Get-WsDesktop -Status SHUTOFF).DesktopId | Should -Be ($all | Where-Object Status -EQ 'SHUTOFF').DesktopId
            $server.Requests[0].Target | Should -BeLike '*status=SHUTOFF*'
        }

        It 'keeps desktops of exactly that -UserName, in any case, though the search of the service is fuzzy' {
            $owner = ($all | Where-Object UserName)[0].UserName

            (Get-WsDesktop -UserName $owner.ToUpperInvariant()).UserName | Should -Be $owner
            Get-WsDesktop -UserName $owner.Substring(0, 3) | Should -BeNullOrEmpty
            $server.Requests.Target | Should -BeLike '*user_name=*'
        }

        It 'takes wildcards in -UserName, and has the service search for the part without them' {
            $owner = ($all | Where-Object UserName)[0].UserName
            $start = $owner.Substring(0, 3)

            (Get-WsDesktop -UserName "$start*").DesktopId | Should -Be ($all | Where-Object UserName -Like "$start*").DesktopId
            $server.Requests[0].Target | Should -BeLike "*user_name=$start"
            (Get-WsDesktop -UserName '*').Count | Should -Be @($all | Where-Object UserName).Count
            Get-WsDesktop -UserName 'no-*' | Should -BeNullOrEmpty
        }

        It 'keeps desktops of an -ImageId' {
            $image = ($all | Group-Object ImageId | Sort-Object Count)[0]

            (Get-WsDesktop -ImageId $image.Name).DesktopId | Should -Be $image.Group.DesktopId
        }

        It 'keeps desktops of a -Type' {
            (Get-WsDesktop -Type DEDICATED).Name | Should -Be 'tmpl-01', 'tmpl-02', 'tmpl-03'
        }

        It 'keeps desktops that have all of -Tag' {
            (Get-WsDesktop -Tag @{ department = 'sales'; ring = 'canary' }).DesktopId | Should -Be ($all | Where-Object PoolId -EQ $sales.PoolId).DesktopId
            $server.Requests[0].Target | Should -BeLike '*tag=department%3Dsales%2Cring%3Dcanary*'
        }
    }

    Context 'with -First, -Skip and -IncludeTotalCount' {
        It 'writes -First after -Skip, which the service passes over' {
            (Get-WsDesktop -Skip 10 -First 5).DesktopId | Should -Be $all[10..14].DesktopId
            $server.Requests.Target | Should -BeLike '*?limit=*&offset=10'
        }

        It 'counts -First and -Skip after the names' {
            (Get-WsDesktop -Name 'TMPL*' -Skip 1 -First 1).Name | Should -Be 'tmpl-02'
        }

        It 'writes nothing for -Skip beyond the end' {
            Get-WsDesktop -Skip 100 | Should -BeNullOrEmpty
            Get-WsDesktop -Skip 2147483647 | Should -BeNullOrEmpty
            Get-WsDesktop -Skip ([ulong]::MaxValue) -First 1 | Should -BeNullOrEmpty
            Get-WsDesktop -Name 'TMPL*' -Skip ([ulong]::MaxValue) | Should -BeNullOrEmpty
        }

        It 'writes the exact total first' {
            $total, $desktops = Get-WsDesktop -IncludeTotalCount -First 2

            $total.ToString() | Should -Be 'Total count: 30'
            $total.Accuracy | Should -Be 1
            $desktops.Count | Should -Be 2
        }

        It 'writes only the total for -First 0' {
            (Get-WsDesktop -IncludeTotalCount -First 0).ToString() | Should -Be 'Total count: 30'
        }

        It 'calls the total an estimate where names are looked for' {
            (Get-WsDesktop -Name 'tmpl-0*1' -IncludeTotalCount)[0].Accuracy | Should -BeLessThan 1
        }
    }

    Context 'when something goes wrong' {
        It 'reports a failed list as an error that does not end the script' {
            $server.Answer('GET', '/desktops/detail', 500, '{"error_code":"WKS.0500","error_msg":"an internal error"}', 1)
            $desktops = Get-WsDesktop -PoolId $sales.PoolId -ErrorVariable failures -ErrorAction SilentlyContinue

            $desktops | Should -BeNullOrEmpty
            $failures[0].FullyQualifiedErrorId | Should -BeLike 'WKS.0500,*'
            $failures[0].TargetObject | Should -Be $sales.PoolId
        }

        It 'goes on with the next pool after one that failed' {
            $server.Answer('GET', '/desktops/detail', 500, '{"error_code":"WKS.0500","error_msg":"an internal error"}', 1)
            $desktops = Get-WsPool | Get-WsDesktop -ErrorVariable failures -ErrorAction SilentlyContinue

            $failures.Count | Should -Be 1
            ($desktops.PoolId | Select-Object -Unique).Count | Should -Be 2
        }

        It 'reports every id of a request that failed' {
            $server.Answer('GET', '/desktops/detail', 403, '{"error_code":"WKS.0403","error_msg":"no permission"}', 1)
            Get-WsDesktop -DesktopId a, b -ErrorVariable failures -ErrorAction SilentlyContinue

            $failures.TargetObject | Should -Be 'a', 'b'
            $failures.CategoryInfo.Category | Should -Be 'PermissionDenied', 'PermissionDenied'
        }

        It 'ends with an error for a key that is refused' {
            $server.Answer('GET', '/desktops/detail', 401, '{"error_code":"APIGW.0307","error_msg":"The token must be updated"}', 1)
            $failure = Get-TerminatingError { Get-WsPool | Get-WsDesktop }

            $failure.CategoryInfo.Category | Should -Be 'AuthenticationError'
            $server.Find('GET', '/desktops/detail').Count | Should -Be 1
        }
    }
}

Describe 'Get-WsDesktop with more desktops than a page' {
    BeforeAll {
        $server = Start-Wire -Options @{ Desktops = 1200; Pools = 2 }
        Connect-Wire $server
        $all = $server.Tenant.Desktops
    }

    BeforeEach {
        $server.Forget()
    }

    AfterAll {
        Disconnect-WsService
        $server.Dispose()
    }

    It 'reads page after page and writes every desktop once' {
        (Get-WsDesktop).DesktopId | Should -Be $all.DesktopId
        $server.Requests.Target | ForEach-Object { ($_ -split '\?')[1] } | Should -Be 'limit=500&offset=0', 'limit=500&offset=499', 'limit=500&offset=998'
    }

    It 'reads only the first page for <Name>' -ForEach @(
        @{ Name = 'Select-Object -First 1'; Act = { Get-WsDesktop | Select-Object -First 1 } }
        @{ Name = '-First 1'; Act = { Get-WsDesktop -First 1 } }
        @{ Name = '-First 500'; Act = { (Get-WsDesktop -First 500)[0] } }
    ) {
        (& $Act).DesktopId | Should -Be $all[0].DesktopId
        $server.Requests.Count | Should -Be 1
    }

    It 'reads as many pages as -First needs' {
        (Get-WsDesktop -First 501).DesktopId | Should -Be $all[0..500].DesktopId
        $server.Requests.Count | Should -Be 2
    }

    It 'gathers 250 piped ids into 3 requests, in order' {
        $ids = $all[900..1149].DesktopId
        $desktops = $ids | ForEach-Object { [pscustomobject]@{ DesktopId = $_ } } | Get-WsDesktop

        $desktops.DesktopId | Should -Be $ids
        $server.Requests.Count | Should -Be 3
        $server.Requests | ForEach-Object { [regex]::Matches($_.Target, 'desktop_id=').Count } | Sort-Object | Should -Be 50, 100, 100
    }

    It 'tells pools with one more request for each 100 desktops' {
        $desktops = Get-WsDesktop -IncludePool -First 250

        $desktops.PoolId | ForEach-Object { "$_" } | Should -Be ($all[0..249].PoolId | ForEach-Object { "$_" })
        $server.Find('GET', '/desktops$').Count | Should -Be 3
    }

    It 'writes the first page although the second one fails' {
        $server.Answer('GET', 'offset=499', 500, '{"error_code":"WKS.0500","error_msg":"an internal error"}', 1)
        $desktops = Get-WsDesktop -ErrorVariable failures -ErrorAction SilentlyContinue

        $desktops.Count | Should -Be 500
        $failures.Count | Should -Be 1
    }
}
