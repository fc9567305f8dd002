BeforeAll {
    . $PSScriptRoot/../Support/Wire.ps1
}

Describe 'What an unattended runbook trusts' {
    BeforeAll {
        # What the host says when a command is stopped as soon as a line of its verbose stream fits a pattern.
        function Get-LastWord {
            param([string] $Script, [string] $At)

            Invoke-NonInteractive @"
                `$runspace = [runspacefactory]::CreateRunspace(`$Host)
                `$runspace.Open()
                `$shell = [powershell]::Create()
                `$shell.Runspace = `$runspace
                `$null = `$shell.AddScript(@'
                    Import-Module '$($module.Path)'
                    function ConvertTo-Secret([string] `$Text) { [System.Net.NetworkCredential]::new('', `$Text).SecurePassword }
                    `$null = Connect-WsService -Endpoint $($server.Endpoint) -ProjectId $($tenant.ProjectId) -AccessKey '$($tenant.AccessKey)' -SecretKey (ConvertTo-Secret '$($tenant.SecretKey)')
                    $Script -Verbose
'@)
                `$null = Register-ObjectEvent `$shell.Streams.Verbose DataAdded -SourceIdentifier said
                `$null = `$shell.BeginInvoke()
                while (-not (`$shell.Streams.Verbose.Message -match '$At') -and (`$line = Wait-Event said -Timeout 30)) {
                    Remove-Event -EventIdentifier `$line[0].EventIdentifier
                }

                `$shell.Stop()
                'stopped'
"@
        }
    }

    BeforeEach {
        $server = Start-Wire
        $tenant = $server.Tenant
        $pool = $tenant.Pools | Where-Object Name -EQ 'sales-01'
        $image = $tenant.Images | Where-Object Name -EQ 'win11-2026-01'
        $rebuild = @{ PoolId = $pool.PoolId; ImageId = $image.ImageId; Confirm = $false }
    }

    AfterEach {
        Disconnect-WsService
        $server.Dispose()
    }

    It 'repeats a read that failed for a passing reason, and warns with attempt, reason and delay' {
        Connect-Wire $server -With @{ MaximumRetryCount = 2 }
        $server.Answer('GET', '/desktop-pools\?', 503, '{"error_code":"WKS.0503","error_msg":"out of order"}', 1)
        $pools = Get-WsPool -WarningVariable warnings -WarningAction SilentlyContinue

        $pools.Count | Should -Be $tenant.Pools.Count
        $warnings.Count | Should -Be 1
        $warnings[0] | Should -Match 'Attempt 1 of 3 failed, the next begins in [\d.,]+ seconds: out of order'
        $server.Requests.Count | Should -Be 2
    }

    It 'does not repeat a read with -MaximumRetryCount 0' {
        Connect-Wire $server -With @{ MaximumRetryCount = 0 }
        $server.Answer('GET', '/desktop-pools\?', 503, '{"error_code":"WKS.0503","error_msg":"out of order"}', 1)
        Get-WsPool -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

        $failures.Count | Should -Be 1
        $server.Requests.Count | Should -Be 1
    }

    It 'takes over the job of a write whose answer was lost, and sends nothing twice' {
        Connect-Wire $server -With @{ MaximumRetryCount = 2 }
        $server.Drop('POST', '/rebuild$')
        $job = Invoke-WsPoolRebuild @rebuild -WarningVariable warnings -WarningAction SilentlyContinue

        $job.JobId | Should -Be $tenant.Jobs[0].JobId
        $tenant.Jobs.Count | Should -Be 1
        $server.Writes.Count | Should -Be 1
        "$warnings" | Should -BeLike "*lost*$($job.JobId)*"
    }

    It 'says that the outcome is unknown where no job is found, with the command that tells' {
        Connect-Wire $server -With @{ RetryTimeoutSec = 2 }
        $server.Answer('POST', '/rebuild$', 502, '<html>Bad Gateway</html>', 1)
        Invoke-WsPoolRebuild @rebuild -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

        $failures[0].FullyQualifiedErrorId | Should -BeLike 'WsAmbiguousOutcome,*'
        $failures[0] | Should -BeLike "*Get-WsJob -PoolId $($pool.PoolId) -Type rebuildDesktopPool*"
        $failures[0].TargetObject | Should -Be $pool.PoolId
        $failures[0].ErrorDetails.RecommendedAction | Should -BeLike "*Run: Get-WsJob -PoolId $($pool.PoolId) -Type rebuildDesktopPool"
        $server.Writes.Count | Should -Be 1
    }

    It 'sends again after an unknown outcome with -RetryAmbiguous, once' {
        Connect-Wire $server -With @{ RetryTimeoutSec = 2 }
        $server.Answer('POST', '/rebuild$', 502, '<html>Bad Gateway</html>', 1)
        $job = Invoke-WsPoolRebuild @rebuild -RetryAmbiguous -WarningAction SilentlyContinue

        $job.JobId | Should -Be $tenant.Jobs[0].JobId
        $server.Writes.Count | Should -Be 2
    }

    It 'refuses a pool that is being rebuilt, and names the job and how to wait for it' {
        $server.Dispose()
        $server = Start-Wire -Options @{ JobSeconds = 86400 }
        $tenant = $server.Tenant
        Connect-Wire $server
        $first = Invoke-WsPoolRebuild @rebuild
        Invoke-WsPoolRebuild @rebuild -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

        $failures[0].CategoryInfo.Category | Should -Be 'ResourceBusy'
        $failures[0] | Should -BeLike "*Wait-WsJob -JobId $($first.JobId) -PoolId $($pool.PoolId)*-Force*"
        $failures[0].ErrorDetails.RecommendedAction | Should -BeLike "*Run: Wait-WsJob -JobId $($first.JobId) -PoolId $($pool.PoolId)"
        $server.Writes.Count | Should -Be 1
    }

    It 'tells the job that goes on when the command is stopped, and how to wait for it' {
        $server.Dispose()
        $server = Start-Wire -Options @{ JobSeconds = 86400 }
        $tenant = $server.Tenant
        $said = Invoke-NonInteractive @"
            `$runspace = [runspacefactory]::CreateRunspace(`$Host)
            `$runspace.Open()
            `$shell = [powershell]::Create()
            `$shell.Runspace = `$runspace
            `$null = `$shell.AddScript(@'
                Import-Module '$($module.Path)'
                function ConvertTo-Secret([string] `$Text) { [System.Net.NetworkCredential]::new('', `$Text).SecurePassword }
                `$null = Connect-WsService -Endpoint $($server.Endpoint) -ProjectId $($tenant.ProjectId) -AccessKey '$($tenant.AccessKey)' -SecretKey (ConvertTo-Secret '$($tenant.SecretKey)')
                Invoke-WsPoolRebuild -PoolId $($pool.PoolId) -ImageId $($image.ImageId) -Wait -Confirm:`$false
'@)
            `$null = Register-ObjectEvent `$shell.Streams.Progress DataAdded -SourceIdentifier waiting
            `$null = `$shell.BeginInvoke()
            `$null = Wait-Event waiting -Timeout 30
            `$shell.Stop()
            'stopped'
"@

        $said | Should -BeLike "*A job goes on by itself. Wait for it with: Wait-WsJob -JobId $($tenant.Jobs[0].JobId) -PoolId $($pool.PoolId)*stopped*"
        $tenant.Jobs.Count | Should -Be 1
    }

    It 'tells the job of a <What> that was started when the command is stopped before it was written' -ForEach @(
        @{ What = 'pool rebuild'; At = 'POST .*/rebuild: HTTP 200'; Script = { "Invoke-WsPoolRebuild -PoolId $($pool.PoolId) -ImageId $($image.ImageId) -Confirm:`$false" } }
        @{ What = 'capture'; At = 'POST .*/desktop-to-image: HTTP 200'; Script = { "New-WsDesktopImage -DesktopId $($tenant.Desktops[0].DesktopId) -ImageName new-image -Confirm:`$false" } }
        @{ What = 'desktop rebuild'; At = 'POST .*/desktops/rebuild: HTTP 200'; Script = { "Invoke-WsDesktopRebuild -DesktopId $($tenant.Desktops[0].DesktopId) -ImageId $($image.ImageId) -Confirm:`$false" } }
        @{ What = 'agent installation'; At = 'POST .*/agents: HTTP 200'; Script = { "Install-WsAgent -DesktopId $($tenant.Desktops[0].DesktopId)" } }
    ) {
        $server.Dispose()
        $server = Start-Wire -Options @{ JobSeconds = 86400 }
        $tenant = $server.Tenant

        # The verbose line of its request is held fast, and with it the thread that writes the job. Where that was quicker, the job got through.
        $said = Get-LastWord -At '^held$' ("$(& $Script) -Verbose 4>&1 | ForEach-Object { if (`$_.JobId) { Write-Verbose `$_.JobId -Verbose } elseif (`$_ -match '$At') { Write-Verbose held -Verbose; Start-Sleep -Seconds 3600 } }")

        $tenant.Jobs.Count | Should -Be 1
        $said | Should -BeLike "*$($tenant.Jobs[0].JobId)*stopped*"
    }

    It 'tells an action that is being sent when the command is stopped, and where to look for it' {
        $server.Answer('POST', '/rebuild$', 502, '<html>Bad Gateway</html>', 1)
        $said = Get-LastWord -At 'POST .*/rebuild: HTTP 502' "Invoke-WsPoolRebuild -PoolId $($pool.PoolId) -ImageId $($image.ImageId) -Confirm:`$false"

        $said | Should -BeLike "*An action on pool sales-01 ($($pool.PoolId)) was being sent when the command was stopped, and may have been carried out. Look with: Get-WsJob -PoolId $($pool.PoolId) -Type rebuildDesktopPool.*stopped*"
        $server.Writes.Count | Should -Be 1
    }

    It 'tells the job of a part of a batch when the command is stopped before another part is answered' {
        $first, $second = $tenant.Desktops[0, 1].DesktopId
        $server.Hang('POST', '/agents$', "\[`"$second`"\]")
        $server.Answer('POST', '/agents$', 400, '{"error_code":"WKS.0001","error_msg":"One of them is bad."}', 1)
        $said = Get-LastWord -At 'POST .*/agents: HTTP 200' "Install-WsAgent -DesktopId $first, $second"

        $tenant.Ledger.DesktopIds | Should -Be $first
        $said | Should -BeLike "*A job goes on by itself. Wait for it with: Wait-WsJob -JobId $($tenant.Ledger[0].JobId)*stopped*"
    }
}
