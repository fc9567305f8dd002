BeforeAll {
    . $PSScriptRoot/../Support/Wire.ps1
}

Describe 'Ctrl+C' {
    BeforeAll {
        # A bound only; it takes some milliseconds.
        $limit = 1000

        # Starts a script in a runspace of its own, with the connection in $c; waits until a condition holds; stops it.
        function Stop-Midway {
            [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'A test helper.')]
            param([string] $Script, [scriptblock] $When)

            $shell = New-Shell
            try {
                $null = $shell.AddScript("param(`$c) $Script").AddArgument((Get-WsConnection))
                $output = [System.Management.Automation.PSDataCollection[psobject]]::new()
                $nothing = [System.Management.Automation.PSDataCollection[psobject]]::new()
                $nothing.Complete()
                $running = $shell.BeginInvoke($nothing, $output)
                & $When | Should -BeTrue -Because 'the command must be under way'
                $before = $server.Requests.Count
                $watch = [System.Diagnostics.Stopwatch]::StartNew()
                $shell.Stop()
                $watch.Stop()

                [pscustomobject]@{
                    Milliseconds    = $watch.ElapsedMilliseconds
                    State           = $shell.InvocationStateInfo.State
                    HasEnded        = $running.IsCompleted
                    Errors          = "$($shell.Streams.Error)"
                    Output          = $output.Count
                    FurtherRequests = $server.Requests.Count - $before
                }
            }
            finally {
                $shell.Runspace.Dispose()
            }
        }
    }

    BeforeEach {
        $server = Start-Wire -Options @{ JobSeconds = 86400 }
        Connect-Wire $server
        $desktop = $server.Tenant.Desktops[0].DesktopId
        $pool = $server.Tenant.Pools[0].PoolId
    }

    AfterEach {
        Disconnect-WsService
        $server.Dispose()
    }

    It 'ends <Name> at once while the server does not answer, and nothing is written after it' -ForEach @(
        @{ Name = 'Get-WsDesktop'; Method = 'GET'; Path = '/desktops/detail'; Script = 'Get-WsDesktop -Connection $c -Verbose' }
        @{ Name = 'Get-WsDesktop by ids'; Method = 'GET'; Path = '/desktops/detail'; Script = 'Get-WsDesktop -DesktopId (1..250) -Connection $c' }
        @{ Name = 'Get-WsPool'; Method = 'GET'; Path = '/desktop-pools'; Script = 'Get-WsPool -Connection $c' }
        @{ Name = 'Get-WsPoolDesktop'; Method = 'GET'; Path = '/desktops'; Script = 'Get-WsPoolDesktop -PoolId p -Connection $c' }
        @{ Name = 'Get-WsImage'; Method = 'GET'; Path = '/images'; Script = 'Get-WsImage -Connection $c' }
        @{ Name = 'Get-WsAgent'; Method = 'GET'; Path = '/desktops/agents'; Script = 'Get-WsAgent -Connection $c' }
        @{ Name = 'Get-WsJob'; Method = 'GET'; Path = '/workspace-sub-jobs'; Script = 'Get-WsJob -Connection $c' }
        @{ Name = 'Wait-WsJob'; Method = 'GET'; Path = '/workspace-jobs/'; Script = 'Wait-WsJob -JobId j -Connection $c' }
        @{ Name = 'Test-WsSysprep'; Method = 'POST'; Path = '/sysprep'; Script = 'Test-WsSysprep -Connection $c' }
        @{ Name = 'Invoke-WsRestMethod'; Method = 'GET'; Path = '/users'; Script = 'Invoke-WsRestMethod ListUsers -Connection $c' }
        @{ Name = 'Invoke-WsRestMethod over pages'; Method = 'GET'; Path = '/users'; Script = 'Invoke-WsRestMethod ListUsers -All -Connection $c' }
        @{ Name = 'Install-WsAgent'; Method = 'GET'; Path = '/desktops/detail'; Script = 'Install-WsAgent -DesktopId a, b -Connection $c' }
        @{ Name = 'New-WsDesktopImage'; Method = 'GET'; Path = '/images'; Script = 'New-WsDesktopImage -DesktopId d -ImageName i -Confirm:$false -Connection $c' }
        @{ Name = 'Get-WsUserSession'; Method = 'GET'; Path = '/connect-desktops'; Script = 'Get-WsUserSession -Connection $c' }
        @{ Name = 'Get-WsUserSession of a pool'; Method = 'GET'; Path = '/desktops/detail'; Script = 'Get-WsUserSession -PoolId p -Connection $c' }
        @{ Name = 'Stop-WsDesktop'; Method = 'GET'; Path = '/desktops/detail'; Script = 'Stop-WsDesktop -DesktopId a, b -Connection $c' }
        @{ Name = 'Stop-WsDesktop of a pool'; Method = 'GET'; Path = '/desktop-pools/'; Script = 'Stop-WsDesktop -PoolId p -Connection $c' }
        @{ Name = 'Set-WsMaintenanceMode'; Method = 'PUT'; Path = '/maintenance-mode'; Script = 'Get-WsDesktop -Name tmpl-01 -Connection $c | Set-WsMaintenanceMode -State On -Connection $c' }
        @{ Name = 'Stop-WsUserSession'; Method = 'POST'; Path = '/logoff'; Script = 'Get-WsDesktop -Name tmpl-01 -Connection $c | Stop-WsUserSession -Confirm:$false -Connection $c' }
        @{ Name = 'Send-WsNotification'; Method = 'POST'; Path = '/notifications'; Script = 'Get-WsDesktop -Name tmpl-01 -Connection $c | Send-WsNotification -Message m -Connection $c' }
        @{ Name = 'Invoke-WsDesktopRebuild'; Method = 'GET'; Path = '/images'; Script = 'Invoke-WsDesktopRebuild -DesktopId d -ImageId i -Confirm:$false -Connection $c' }
        @{ Name = 'Invoke-WsPoolRebuild'; Method = 'GET'; Path = '/images'; Script = 'Invoke-WsPoolRebuild -PoolId p -ImageId i -Confirm:$false -Connection $c' }
    ) {
        $server.Hang($Method, $Path)
        $stop = Stop-Midway $Script { $server.WaitUntilHanging() }

        $stop.Milliseconds | Should -BeLessThan $limit
        $stop.State | Should -Be 'Stopped'
        $stop.HasEnded | Should -BeTrue
        $stop.Errors | Should -BeNullOrEmpty
        $stop.Output | Should -Be 0
    }

    It 'ends Connect-WsService at once' {
        $server.Hang('GET', '/workspaces')
        $stop = Stop-Midway "Connect-WsService -Token ([securestring]::new() | ForEach-Object { `$_.AppendChar('t'); `$_ }) -ProjectId p -Endpoint $($server.Endpoint)" { $server.WaitUntilHanging() }

        $stop.Milliseconds | Should -BeLessThan $limit
        $stop.State | Should -Be 'Stopped'
        $stop.Output | Should -Be 0
    }

    It 'ends a wait between two looks at once' {
        $job = Install-WsAgent -DesktopId $desktop
        $stop = Stop-Midway "Wait-WsJob -JobId $($job.JobId) -PollSec 3600 -Connection `$c" {
            [System.Threading.SpinWait]::SpinUntil({ $server.Find('GET', '/workspace-jobs/').Count -gt 0 }, 20000)
        }

        $stop.Milliseconds | Should -BeLessThan $limit
        $stop.State | Should -Be 'Stopped'
        $stop.FurtherRequests | Should -Be 0
    }

    It 'ends a wait for desktops between two looks at once' {
        $stop = Stop-Midway "Restart-WsDesktop -DesktopId $desktop -Wait -Connection `$c" {
            [System.Threading.SpinWait]::SpinUntil({ @($server.Find('POST', '/desktops/action$')).Count -gt 0 }, 20000)
        }

        $stop.Milliseconds | Should -BeLessThan $limit
        $stop.State | Should -Be 'Stopped'
        $server.Writes.Count | Should -Be 1
    }

    It 'while desktops are stopped sends it no second time' {
        $server.Hang('POST', '/desktops/action$')
        $stop = Stop-Midway "Stop-WsDesktop -DesktopId $desktop -Connection `$c" { $server.WaitUntilHanging() }

        $stop.Milliseconds | Should -BeLessThan $limit
        $stop.State | Should -Be 'Stopped'
        $stop.FurtherRequests | Should -Be 0
        $server.Writes.Count | Should -Be 1
    }

    It 'while an action is sent sends it no second time' {
        $server.Hang('POST', '/rebuild$')
        $image = ($server.Tenant.Images | Where-Object Name -EQ 'win11-2026-01').ImageId
        $stop = Stop-Midway "Invoke-WsPoolRebuild -PoolId $pool -ImageId $image -Confirm:`$false -Wait -Connection `$c" { $server.WaitUntilHanging() }

        $stop.Milliseconds | Should -BeLessThan $limit
        $stop.State | Should -Be 'Stopped'
        $stop.FurtherRequests | Should -Be 0
        $server.Writes.Count | Should -Be 1
    }
}

Describe 'Select-Object -First' {
    BeforeEach {
        $server = Start-Wire -Options @{ Desktops = 250; Pools = 2 }
        Connect-Wire $server
        $all = $server.Tenant.Desktops
    }

    AfterEach {
        Disconnect-WsService
        $server.Dispose()
    }

    It 'cancels requests that were sent ahead and are not answered' {
        $server.Hang('POST', '/sysprep$', $all[100].DesktopId)
        $watch = [System.Diagnostics.Stopwatch]::StartNew()
        $first = Test-WsSysprep -DesktopId $all.DesktopId | Select-Object -First 1
        $watch.Stop()

        $first.DesktopId | Should -Be $all[0].DesktopId
        # Without the cancelling it would take until the timeout of the request.
        $watch.Elapsed.TotalSeconds | Should -BeLessThan 20
    }

    It 'leaves the connection as it was' {
        $null = Get-WsDesktop | Select-Object -First 1

        (Get-WsDesktop).Count | Should -Be 250
    }

    It 'ends a cmdlet in the middle of the pipeline too' {
        $server.Forget()
        (Get-WsPool | Get-WsPoolDesktop | Test-WsSysprep | Select-Object -First 1).DesktopId | Should -Not -BeNullOrEmpty

        $server.Find('GET', '/desktop-pools/[^/]+/desktops$').Count | Should -BeLessThan 4
    }
}
