BeforeDiscovery {
    # Every parameter that takes ids from the pipeline and says what is acted on, with the rest that its cmdlet needs.
    $other = @{
        'Get-WsJob'               = @{}
        'Invoke-WsDesktopRebuild' = @{ ImageId = 'img-win11-2026-01' }
        'Invoke-WsPoolRebuild'    = @{ ImageId = 'img-win11-2026-01' }
        'New-WsDesktopImage'      = @{ ImageName = { "img-$($_.Number)" } }
        'Send-WsNotification'     = @{ Message = 'hello' }
        'Set-WsMaintenanceMode'   = @{ State = 'On' }
    }
    $cases = foreach ($command in Get-Command -Module Workspace) {
        $hidden = $command.Parameters.Values | Where-Object { $_.Attributes.DontShow -contains $true }
        foreach ($name in 'DesktopId', 'PoolId', 'JobId', 'ImageId') {
            $parameter = $command.Parameters[$name]
            $isMandatory = $parameter.Attributes | Where-Object { $_ -is [Parameter] -and $_.ValueFromPipelineByPropertyName -and ($_.Mandatory -or $command.Name -eq 'Test-WsSysprep') }
            if ($isMandatory -and $name -notin $hidden.Name -and $command.Name -ne 'Invoke-WsRestMethod') {
                @{ Command = $command.Name; Parameter = $name; Other = $other[$command.Name] ?? @{} }
            }
        }
    }
}

BeforeAll {
    . $PSScriptRoot/../Support/Wire.ps1

    $bad = 'a/b', '..', 'a\b', "a`nb", "a`e[31mb", ('x' * 256), '', ' ', $null, [string] [char] 0xD800
}

Describe 'An id that cannot be one' {
    BeforeAll {
        $null = Connect-WsService -Emulator
        $emulator = (Get-WsConnection).GetEmulator()
        $image = (Get-WsImage -Type private)[0].ImageId
        $started = Install-WsAgent -DesktopId $emulator.Desktops[0].DesktopId, $emulator.Desktops[1].DesktopId -Confirm:$false
        $more = Install-WsAgent -DesktopId $emulator.Desktops[2].DesktopId -Confirm:$false
        $null = Send-WsNotification -PoolId $emulator.Pools[0].PoolId, $emulator.Pools[1].PoolId -Message hello -Confirm:$false
        $good = @{
            DesktopId = ($emulator.Desktops | Where-Object LoginStatus -EQ 'CONNECTED' | Select-Object -First 2).DesktopId
            PoolId    = $emulator.Pools[0].PoolId, $emulator.Pools[1].PoolId
            JobId     = $started.JobId, $more.JobId
            ImageId   = $emulator.Images[0].ImageId, $emulator.Images[1].ImageId
        }
    }

    AfterAll {
        Disconnect-WsService
    }

    It 'is an error of that input alone: <Command> -<Parameter>' -ForEach $cases {
        $with = $Other.Clone()
        if ($with.ImageId) { $with.ImageId = $image }
        if ((Get-Command $Command).Parameters['WhatIf']) { $with.WhatIf = $true }
        $ids = @($good[$Parameter][0]) + $bad + $good[$Parameter][1]
        $number = 0
        $before = $emulator.Requests.Count
        $found = @($ids | ForEach-Object { [pscustomobject] @{ $Parameter = $_; Number = $number++ } } | & $Command @with -ErrorVariable failures -ErrorAction SilentlyContinue)

        $failures.FullyQualifiedErrorId | Select-Object -Unique | Should -BeLike 'WsInvalidInput,*'
        $failures.Count | Should -Be $bad.Count
        @(Compare-Object @($failures.TargetObject | ForEach-Object { "$_" }) @($bad | ForEach-Object { "$_" })) | Should -BeNullOrEmpty
        $sent = @($emulator.Requests | Select-Object -Skip $before | ForEach-Object { "$($_.Path)?$($_.Query) $($_.Body)" }) -join "`n"
        $sent | Should -BeLike "*$($good[$Parameter][0])*"
        $sent | Should -BeLike "*$($good[$Parameter][1])*"
        if (-not $with.WhatIf) { $found.Count | Should -BeGreaterOrEqual 2 }
    }

    It 'is no job''s pool either: <Command>' -ForEach @(@{ Command = 'Get-WsJob' }, @{ Command = 'Wait-WsJob' }) {
        $found = @(@{ JobId = $good.JobId[0]; PoolId = 'a/b' }, @{ JobId = $good.JobId[1]; PoolId = '' } |
            ForEach-Object { [pscustomobject] $_ } | & $Command -ErrorVariable failures -ErrorAction SilentlyContinue)

        $found.JobId | Should -Be $good.JobId[1]
        $failures.Count | Should -Be 1
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'WsInvalidInput,*'
        $failures[0] | Should -BeLike "*PoolId 'a/b'*"
    }
}
