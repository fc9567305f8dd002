BeforeAll {
    . $PSScriptRoot/../Support/Wire.ps1
}

Describe 'Get-WsPoolDesktop' {
    BeforeAll {
        $server = Start-Wire -Options @{ Desktops = 480; Pools = 3 }
        Connect-Wire $server
        $all = $server.Tenant.Desktops
        $pools = $server.Tenant.Pools
        $support = $pools | Where-Object Name -EQ 'support-01'
    }

    BeforeEach {
        $server.Forget()
    }

    AfterAll {
        Disconnect-WsService
        $server.Dispose()
    }

    It 'writes the desktops of a pool with its id, page by page, by <How>' -ForEach @(
        @{ How = 'parameter'; Act = { param($pool) Get-WsPoolDesktop -PoolId $pool.PoolId } }
        @{ How = 'position'; Act = { param($pool) Get-WsPoolDesktop $pool.PoolId } }
        @{ How = 'pipe'; Act = { param($pool) Get-WsPool -Name $pool.Name | Get-WsPoolDesktop } }
    ) {
        $desktops = & $Act $support

        $desktops.DesktopId | Should -Be ($all | Where-Object PoolId -EQ $support.PoolId).DesktopId
        $desktops.PoolId | Select-Object -Unique | Should -Be $support.PoolId
        $desktops[0].GetType() | Should -BeIn (Get-Command Get-WsPoolDesktop).OutputType.Type
        $server.Find('GET', '/desktops$').Target | ForEach-Object { ($_ -split '\?')[1] } | Should -Be 'limit=100&offset=0', 'limit=100&offset=99'
    }

    It 'writes only desktops that differ in -Inconsistent, and in what' {
        $desktops = Get-WsPoolDesktop -PoolId $support.PoolId -Inconsistent Image

        $desktops.DesktopId | Should -Be ($all | Where-Object { $_.PoolId -eq $support.PoolId -and $_.ImageId -ne $support.ImageId }).DesktopId
        $desktops.Count | Should -Be 2
        $desktops.InconsistentTypes | Should -Be 'IMAGE', 'IMAGE'
        $server.Requests.Target | Should -BeLike '*?inconsistent_type=IMAGE_ID&*'
    }

    It 'asks for -Inconsistent <Kind> in the word of the service' -ForEach @(
        @{ Kind = 'Product'; Word = 'PRODUCT_ID' }
        @{ Kind = 'DiskCount'; Word = 'DISK_NUM' }
        @{ Kind = 'DiskSize'; Word = 'DISK_SIZE' }
    ) {
        Get-WsPoolDesktop -PoolId $support.PoolId -Inconsistent $Kind | Should -BeNullOrEmpty
        $server.Requests.Target | Should -BeLike "*?inconsistent_type=$Word&*"
    }

    It 'writes desktops that differ in one of several -Inconsistent, each once' {
        $byImage = Get-WsPoolDesktop -PoolId $support.PoolId -Inconsistent Image
        $both, $other = $byImage[0].DesktopId, 'another'
        $server.Answer('GET', 'inconsistent_type=PRODUCT_ID', 200, "{`"pool_desktops`":[{`"desktop_id`":`"$both`"},{`"desktop_id`":`"$other`"}],`"total_count`":2}", 1)
        $desktops = Get-WsPoolDesktop -PoolId $support.PoolId -Inconsistent Image, Product, Image

        $desktops.DesktopId | Should -Be ($byImage.DesktopId + $other)
    }

    It 'reads only the first page for Select-Object -First 1' {
        (Get-WsPoolDesktop -PoolId $support.PoolId | Select-Object -First 1).PoolId | Should -Be $support.PoolId
        $server.Requests.Count | Should -Be 1
    }

    It 'reports an unknown pool as not found and goes on with the next' {
        $desktops = 'unknown', $support.PoolId | ForEach-Object { [pscustomobject]@{ PoolId = $_ } } | Get-WsPoolDesktop -ErrorVariable failures -ErrorAction SilentlyContinue

        $desktops.Count | Should -Be $support.DesktopCount
        $failures.Count | Should -Be 1
        $failures[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $failures[0].TargetObject | Should -Be 'unknown'
    }

    It 'refuses <Name> before anything is sent' -ForEach @(
        @{ Name = 'null'; Id = $null; Message = '*PoolId is null or empty*' }
        @{ Name = 'an empty id'; Id = ''; Message = '*PoolId is null or empty*' }
        @{ Name = 'an id of 256 characters'; Id = 'x' * 256; Message = '*256 characters*limit is 255*' }
    ) {
        Get-WsPoolDesktop -PoolId $Id -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

        $failures[0] | Should -BeLike $Message
        $server.Requests.Count | Should -Be 0
    }
}

Describe 'Get-WsPoolDesktop for a pool beyond the end of its own list' {
    It 'reads it through the list of all desktops' {
        $null = Connect-WsService -Emulator -EmulatorOptions @{ Desktops = 11200; Pools = 1 }
        $desktops = Get-WsPool | Get-WsPoolDesktop -Verbose 4>&1
        $lines, $desktops = $desktops.Where({ $_ -is [System.Management.Automation.VerboseRecord] }, 'Split')
        Disconnect-WsService

        $desktops.Count | Should -Be 10080
        [System.Collections.Generic.HashSet[string]]::new([string[]] $desktops.DesktopId).Count | Should -Be 10080
        [System.Collections.Generic.HashSet[string]]::new([string[]] $desktops.PoolId).Count | Should -Be 1
        ($lines -match '/desktops/detail\?').Count | Should -Be 21
    }
}
