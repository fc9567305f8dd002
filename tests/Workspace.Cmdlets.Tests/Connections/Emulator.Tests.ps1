BeforeAll {
    . $PSScriptRoot/../Support/Wire.ps1
}

Describe 'The service in memory, for tests of runbooks' {
    BeforeEach {
        $connection = Connect-WsService -Emulator -EmulatorOptions @{ Desktops = 20; Pools = 2; JobSeconds = 600; Now = '2026-11-20T22:00:00Z' }
        $service = $connection.GetEmulator()
    }

    AfterEach {
        Disconnect-WsService
    }

    It 'shows what the cmdlets show' {
        $service.Desktops.DesktopId | Sort-Object | Should -Be ((Get-WsDesktop).DesktopId | Sort-Object)
        $service.Pools.Name | Should -Be (Get-WsPool).Name
        $service.Images.ImageId | Sort-Object | Should -Be ((Get-WsImage).ImageId | Sort-Object)
        "$service" | Should -Be '20 desktops in 2 pools, at 2026-11-20 22:00:00Z'
    }

    It 'says that it does not implement an operation: the ids, the region and the project are not at fault' -ForEach @(
        @{ Call = { Invoke-WsRestMethod ListUsers }; Operation = 'ListUsers' }
        @{ Call = { Invoke-WsRestMethod ShowDesktopNetwork -DesktopId $service.Desktops[0].DesktopId }; Operation = 'ShowDesktopNetwork' }
        @{ Call = { Invoke-WsRestMethod BatchDeleteDesktops -Body @{ desktop_ids = @($service.Desktops[0].DesktopId) } -Confirm:$false }; Operation = 'BatchDeleteDesktops' }
    ) {
        $failures = @(& $Call 2>&1)

        $failures.Count | Should -Be 1
        $failures[0].FullyQualifiedErrorId | Should -Be 'EMULATOR.0001,Workspace.Commands.InvokeWsRestMethodCommand'
        $failures[0].CategoryInfo.Category | Should -Be 'NotImplemented'
        "$($failures[0])" | Should -BeLike "The emulator does not implement $Operation (*"
        $failures[0].ErrorDetails.RecommendedAction | Should -BeLike '*about_Workspace_Emulator*'
        $failures[0].ErrorDetails.RecommendedAction | Should -Not -Match 'check the id|the region|the project'
        $service.Requests[-1].Status | Should -Be 501
        $service.Requests.Where{ $_.Status -eq 501 }.Count | Should -Be 1
    }

    It 'stands still, and moves on when it is told to' {
        $service.Now | Should -Be ([datetime]::new(2026, 11, 20, 22, 0, 0, [System.DateTimeKind]::Utc))
        $job = $service.Desktops[0].DesktopId | ForEach-Object { Install-WsAgent -DesktopId $_ }
        $service.Jobs[0].Status | Should -Be 'RUNNING'
        $service.Advance([timespan]::FromMinutes(9))
        $service.Jobs[0].Status | Should -Be 'RUNNING'
        $service.Advance([timespan]::FromMinutes(2))

        $service.Now | Should -Be ([datetime]::new(2026, 11, 20, 22, 11, 0, [System.DateTimeKind]::Utc))
        $service.Jobs[0].Status | Should -Be 'SUCCESS'
        (Get-WsJob -JobId $job.JobId).Status | Should -Be 'Succeeded'
        { $service.Advance([timespan]::FromSeconds(-1)) } | Should -Throw '*backwards*'
    }

    It 'begins at a time without a zone as UTC, in any case of the name' {
        (Connect-WsService -Emulator -EmulatorOptions @{ now = '2026-01-02T03:04:05' }).GetEmulator().Now.ToString('o') | Should -Be '2026-01-02T03:04:05.0000000Z'
    }

    It 'refuses a time that is none' {
        $failure = Get-TerminatingError { Connect-WsService -Emulator -EmulatorOptions @{ Now = 'soon' } }
        $failure | Should -BeLike "EmulatorOptions Now 'soon' is not a time."
    }

    It 'tells what was asked of it, without what authorizes it' {
        $null = Get-WsDesktop -Name tmpl-01
        $last = $service.Requests[-1]

        "$last" | Should -BeLike 'GET /v2/*/desktops/detail -> 200'
        $last.Query | Should -BeLike '*computer_name=tmpl-01*'
        $last.Received | Should -Be $service.Now
        $shown = $service | Format-List * -Force | Out-String
        $shown += $service.Requests | Format-List * -Force | Out-String
        $shown | Should -Not -Match 'SDK-HMAC|Authorization|SecretKey|Signature'
    }

    It 'fails the next request of a kind, once, and does not carry it out' {
        $service.Fail('POST', '/desktops/agents', 409, 'WKS.0409')
        Get-WsDesktop -Name tmpl-01 | Install-WsAgent -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

        $failures[0].FullyQualifiedErrorId | Should -BeLike 'WKS.0409,*'
        $service.Jobs | Should -BeNullOrEmpty
        Get-WsDesktop -Name tmpl-01 | Install-WsAgent | Should -Not -BeNullOrEmpty
    }

    It 'fails several, until that is cleared' {
        $service.Fail('GET', '/desktop-pools', 403, 'WKS.0403', 100)
        { Get-WsPool -ErrorAction Stop } | Should -Throw
        { Get-WsPool -ErrorAction Stop } | Should -Throw
        $service.ClearFailures()

        (Get-WsPool).Count | Should -Be 2
    }

    It 'refuses <Name>' -ForEach @(
        @{ Name = 'a status that is no failure'; Do = { $service.Fail('GET', '/x', 200, 'X') }; Says = '*status*400 to 599*' }
        @{ Name = 'no times'; Do = { $service.Fail('GET', '/x', 500, 'X', 0) }; Says = '*times*1 to*' }
        @{ Name = 'a desktop that there is not'; Do = { $service.FailDesktop('absent') }; Says = "*no desktop 'absent'*" }
    ) {
        $Do | Should -Throw $Says
    }

    It 'loses an answer to what it carried out' {
        $service.LoseAnswer('POST', '/desktops/agents')
        $job = Get-WsDesktop -Name tmpl-01 | Install-WsAgent -WarningAction SilentlyContinue

        $service.Jobs.JobId | Should -Be $job.JobId
    }

    It 'lets the next work on a desktop fail: <Name>' -ForEach @(
        @{ Name = 'a job'; Do = { Install-WsAgent -DesktopId $args[0] -Wait -ErrorVariable script:failures -ErrorAction SilentlyContinue } }
        @{ Name = 'a power action'; Do = { Restart-WsDesktop -DesktopId $args[0] -Confirm:$false -ErrorVariable script:failures -ErrorAction SilentlyContinue } }
    ) {
        $desktop = $service.Desktops | Where-Object { $_.Status -eq 'ACTIVE' -and $_.PoolId } | Select-Object -First 1
        $service.FailDesktop($desktop.DesktopId)
        $null = & $Do $desktop.DesktopId
        $failures[0] | Should -BeLike '*cannot obtain an IP address*'
        $null = & $Do $desktop.DesktopId

        $failures | Should -BeNullOrEmpty
    }

    It 'is there only with -Emulator' {
        $server = Start-Wire -Scripted
        try {
            Connect-Wire $server
            { (Get-WsConnection).GetEmulator() } | Should -Throw '*has no emulator*Connect-WsService -Emulator*'
        }
        finally {
            $server.Dispose()
        }
    }
}
