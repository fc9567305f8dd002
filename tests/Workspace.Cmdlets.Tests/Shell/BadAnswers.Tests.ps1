BeforeAll {
    . $PSScriptRoot/../Support/Wire.ps1

    # The tenant's next answer to such a request meets an effect.
    function Add-BadAnswer {
        param($Server, [string] $Path, [Workspace.Emulator.Faults.FaultEffect] $Effect)

        $null = $Server.Tenant.Faults.Add([Workspace.Emulator.Faults.Fault] @{ Path = $Path; Effect = $Effect })
    }
}

Describe 'An answer that is of no use' {
    BeforeAll {
        $server = Start-Wire
        $pools = $server.Tenant.Pools
    }

    BeforeEach {
        $server.Tenant.Faults.Clear()
        Connect-Wire $server
    }

    AfterAll {
        Disconnect-WsService
        $server.Dispose()
    }

    It 'is an error that tells what came, and the next request is made all the same: <Name>' -ForEach @(
        @{ Name = 'HTML'; Effect = { [Workspace.Emulator.Faults.FaultEffect]::Html(200) }; Text = "could not be read: '<' is an invalid start of a value.*It is text/html, 70 bytes: <html><head><title>Bad gateway*" }
        @{ Name = 'cut off'; Effect = { [Workspace.Emulator.Faults.FaultEffect]::CutOff() }; Text = 'could not be read: *It is application/json, * bytes: {"id":"*' }
        @{ Name = 'garbled'; Effect = { [Workspace.Emulator.Faults.FaultEffect]::Garble() }; Text = 'could not be read: *It is application/json, * bytes: *' }
        @{ Name = 'empty'; Effect = { [Workspace.Emulator.Faults.BadAnswer]::Empty() }; Text = 'could not be read: *It is application/json, 0 bytes.*' }
        @{ Name = 'wrong types'; Effect = { [Workspace.Emulator.Faults.BadAnswer]::WrongTypes() }; Text = 'could not be read: *' }
        @{ Name = 'a member twice'; Effect = { [Workspace.Emulator.Faults.BadAnswer]::TwiceNamed() }; Text = "could not be read: it has the member 'id' twice.*" }
        @{ Name = 'a thousand levels'; Effect = { [Workspace.Emulator.Faults.BadAnswer]::Nested(1000) }; Text = 'could not be read: *maximum*' }
        @{ Name = 'UTF-16'; Effect = { [Workspace.Emulator.Faults.BadAnswer]::WrongCharset() }; Text = 'could not be read: *It is application/json; charset=utf-16, *' }
        @{ Name = 'gzip that is none'; Effect = { [Workspace.Emulator.Faults.BadAnswer]::NotCompressed() }; Text = 'could not be read: its compression is damaged.*' }
        @{ Name = 'a hundred megabytes'; Effect = { [Workspace.Emulator.Faults.BadAnswer]::Huge(100MB) }; Text = 'could not be read: it is longer than 16384 KB.*' }
        @{ Name = 'a hundred megabytes, compressed'; Effect = { [Workspace.Emulator.Faults.BadAnswer]::Bomb(100MB) }; Text = 'could not be read: it is longer than 16384 KB.*' }
    ) {
        Add-BadAnswer $server '/desktop-pools/' (& $Effect)
        $found = Get-WsPool -PoolId $pools[0].PoolId, $pools[1].PoolId -ErrorVariable failures -ErrorAction SilentlyContinue

        $found.PoolId | Should -Be $pools[1].PoolId
        $failures.Count | Should -Be 1
        $failures[0].FullyQualifiedErrorId | Should -Be 'WsUnreadableAnswer,Workspace.Commands.GetWsPoolCommand'
        $failures[0].CategoryInfo.Category | Should -Be 'InvalidData'
        $failures[0].TargetObject | Should -Be $pools[0].PoolId
        $failures[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        $failures[0] | Should -BeLike "The service's answer $Text"
        "$($failures[0])".Length | Should -BeLessThan 800
        "$($failures[0])" | Should -Not -Match '[\x00-\x1f\x7f-\x9f]'
    }

    It 'is given up after the time of an attempt where it drips' {
        Connect-Wire $server -With @{ TimeoutSec = 1 }
        Add-BadAnswer $server '/desktop-pools/' ([Workspace.Emulator.Faults.BadAnswer]::Dripping([timespan]::FromMilliseconds(50)))
        Get-WsPool -PoolId $pools[0].PoolId -ErrorVariable failures -ErrorAction SilentlyContinue

        $failures.Count | Should -Be 1
        $failures[0].FullyQualifiedErrorId | Should -Be 'WsTimeout,Workspace.Commands.GetWsPoolCommand'
        $failures[0] | Should -BeLike '*did not come to its end within 1 seconds*'
    }

    It 'makes a list an error, and never a shorter one' {
        Add-BadAnswer $server '/desktops/detail' ([Workspace.Emulator.Faults.BadAnswer]::TwiceNamed())
        $found = Get-WsDesktop -ErrorVariable failures -ErrorAction SilentlyContinue

        $found | Should -BeNullOrEmpty
        $failures.Count | Should -Be 1
        $failures[0].FullyQualifiedErrorId | Should -Be 'WsUnreadableAnswer,Workspace.Commands.GetWsDesktopCommand'
    }

    It 'is asked for again where requests are repeated, with a warning that tells why' {
        Connect-Wire $server -With @{ MaximumRetryCount = 1 }
        Add-BadAnswer $server '/desktops/detail' ([Workspace.Emulator.Faults.FaultEffect]::CutOff())
        $found = Get-WsDesktop -WarningVariable warnings -WarningAction SilentlyContinue

        $found.Count | Should -Be $server.Tenant.Desktops.Count
        $warnings.Count | Should -Be 1
        $warnings[0] | Should -BeLike "Attempt 1 of 2 failed, *The service's answer could not be read: *"
    }

    It 'hides no action that was begun' {
        Add-BadAnswer $server '/rebuild' ([Workspace.Emulator.Faults.FaultEffect]::Processed([Workspace.Emulator.Faults.FaultEffect]::Html(200)))
        $job = Invoke-WsPoolRebuild -PoolId $pools[0].PoolId -ImageId $server.Tenant.Images[0].ImageId -Force -Confirm:$false -WarningVariable warnings -WarningAction SilentlyContinue

        $job.JobId | Should -Be $server.Tenant.Jobs[-1].JobId
        $warnings[0] | Should -BeLike '*was lost*It is text/html*its job * was found*'
    }

    It 'shows no secret that it repeats, in the error, nor with -Debug' {
        $secret = $server.Tenant.SecretKey
        $page = "<html>key $secret, header X-Auth-Token: abcdef</html>"
        Add-BadAnswer $server '/desktop-pools/' ([Workspace.Emulator.Faults.FaultEffect]::Answer(502, $page, 'text/html', [Collections.Generic.KeyValuePair[string, string][]] @()))
        $shown = & { Get-WsPool -PoolId $pools[0].PoolId -Debug -Verbose } *>&1 | ForEach-Object { "$_"; $_.Exception } | Out-String -Width 10000

        $shown | Should -BeLike '*<html>key `*`*`*`*, header X-Auth-Token: `*`*`*`**'
        $shown | Should -Not -BeLike "*$($secret.Substring(0, 10))*"
        $shown | Should -Not -BeLike '*abcdef*'
    }
}
