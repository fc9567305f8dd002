# What the cmdlets that change desktops have in common, at once or by jobs of up to 100: how they take desktops, and what they refuse. Their
# files dot-source this with the cmdlet, its other parameters, and the request that it sends.
param([string] $Cmdlet, [hashtable] $With, [string] $Method, [string] $Path)

BeforeDiscovery {
    $case = @{ Cmdlet = $Cmdlet; With = $With; Method = $Method; Path = $Path }
}

BeforeAll {
    . $PSScriptRoot/Wire.ps1
    # What is asked is tested apart.
    $ConfirmPreference = 'None'
}

Describe '<Cmdlet> as every change' -ForEach $case {
    BeforeEach {
        $server = Start-Wire -Options @{ Desktops = 260; Pools = 2 }
        Connect-Wire $server
        $all = $server.Tenant.Desktops
        $ids = $all[0, 5, 40].DesktopId
        if ($With.ContainsKey('ImageId')) {
            # One that no desktop has, and whose type is given: nothing is read for it.
            $With.ImageId = ($server.Tenant.Images | Where-Object Name -EQ 'win11-2026-01').ImageId
        }
    }

    AfterEach {
        Disconnect-WsService
        $server.Dispose()
    }

    It 'sends one request for desktops by <How>' -ForEach @(
        @{ How = 'parameter'; Act = { & $Cmdlet -DesktopId $ids @With } }
        @{ How = 'position'; Act = { & $Cmdlet $ids @With } }
        @{ How = 'pipe by property name'; Act = { $ids | ForEach-Object { [pscustomobject]@{ DesktopId = $_ } } | & $Cmdlet @With } }
        @{ How = 'object'; Act = { Get-WsDesktop -DesktopId $ids | & $Cmdlet @With } }
        @{ How = 'object that tells its pool'; Act = { Get-WsDesktop -DesktopId $ids -IncludePool | & $Cmdlet @With } }
        @{ How = 'object from Import-Clixml'; Act = {
                Get-WsDesktop -DesktopId $ids -IncludePool | Export-Clixml (Join-Path $TestDrive d.xml)
                Import-Clixml (Join-Path $TestDrive d.xml) | & $Cmdlet @With
            }
        }
    ) {
        $null = & $Act

        $server.Writes.Count | Should -Be 1
        $server.Writes[0].Method | Should -BeExactly $Method
        $server.Writes[0].Path | Should -BeExactly "/v2/$($server.Tenant.ProjectId)$Path"
        ($server.Writes[0].Body | ConvertFrom-Json).desktop_ids | Should -Be $ids
    }

    It 'gathers piped desktops into requests of at most 100, and sends the same one once' {
        $many = @($all.DesktopId)[0..249]
        $null = $many + $many[0] | ForEach-Object { [pscustomobject]@{ DesktopId = $_ } } | & $Cmdlet @With

        $server.Writes | ForEach-Object { ($_.Body | ConvertFrom-Json).desktop_ids.Count } | Should -Be 100, 100, 50
    }

    It 'sends nothing for an empty pipeline' {
        @() | & $Cmdlet @With | Should -BeNullOrEmpty

        $server.Requests.Count | Should -Be 0
    }

    It 'refuses <Name> before anything is sent' -ForEach @(
        @{ Name = 'null'; Id = $null; Message = '*DesktopId is null or empty*' }
        @{ Name = 'an empty array'; Id = @(); Message = '*DesktopId is null or empty*' }
        @{ Name = 'an empty id'; Id = ''; Message = '*DesktopId is null or empty*' }
        @{ Name = 'an id of 256 characters'; Id = 'x' * 256; Message = '*256 characters*limit is 255*' }
    ) {
        & $Cmdlet -DesktopId $Id @With -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

        $failures.Count | Should -Be 1
        $failures[0] | Should -BeLike $Message
        $failures[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
        $server.Requests.Count | Should -Be 0
    }

    It 'reports desktops that the service does not have, and the rest goes through' {
        $null = & $Cmdlet -DesktopId $ids[0], 'absent', $ids[1] @With -ErrorVariable failures -ErrorAction SilentlyContinue

        ($server.Writes[0].Body | ConvertFrom-Json).desktop_ids | Should -Be $ids[0, 1]
        $failures.Count | Should -Be 1
        $failures[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $failures[0].TargetObject | Should -Be 'absent'
    }

    It 'halves a batch that the service refuses until the bad desktop is alone' {
        $server.Answer($Method, "$Path`$", 400, '{"error_code":"WKS.0001","error_msg":"this desktop is not right"}', 2)
        $null = & $Cmdlet -DesktopId $ids[0, 1] @With -ErrorVariable failures -ErrorAction SilentlyContinue

        $failures.Count | Should -Be 1
        $failures[0].TargetObject | Should -Be $ids[0]
        $server.Writes | ForEach-Object { ($_.Body | ConvertFrom-Json).desktop_ids.Count } | Should -Be 2, 1, 1
    }

    It 'ends with an error for a key that is refused, after one request' {
        $server.Answer($Method, "$Path`$", 401, '{"error_code":"APIGW.0301","error_msg":"Incorrect IAM authentication information"}')
        $failure = Get-TerminatingError { & $Cmdlet -DesktopId $all.DesktopId @With }

        $failure.CategoryInfo.Category | Should -Be 'AuthenticationError'
        $server.Writes.Count | Should -Be 1
    }

    It 'wants a connection that somebody made' {
        Disconnect-WsService
        $failure = Get-TerminatingError { & $Cmdlet -DesktopId $ids @With }

        # None is looked for, wherever a key might lie.
        $failure | Should -BeLike "*$Cmdlet changes things*"
        $failure.FullyQualifiedErrorId | Should -BeLike 'WsNotConnected,*'
        $server.Writes.Count | Should -Be 0
    }

    It 'sends nothing with -WhatIf, and names each desktop, the project and the region' {
        $text = Get-HostText { & $Cmdlet -DesktopId $ids @With -WhatIf | Should -BeNullOrEmpty }

        $server.Writes.Count | Should -Be 0
        foreach ($desktop in $all[0, 5, 40]) {
            $users = if ($desktop.LoginStatus -eq 'CONNECTED') { '1 user' } else { 'no users' }
            $text | Should -BeLike "*What if: *on target `"desktop '$($desktop.Name)' ($($desktop.DesktopId)), $users logged on, in project $($server.Tenant.ProjectId) in region *"
        }
    }
}
