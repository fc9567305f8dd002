BeforeDiscovery {
    $node = (Get-Command node -ErrorAction Ignore) -and (Get-Command npm -ErrorAction Ignore)
    $browser = 'chromium', 'chromium-browser', 'google-chrome' | ForEach-Object { Get-Command $_ -ErrorAction Ignore } | Select-Object -First 1 -ExpandProperty Source
    $missing = @(
        if (-not $node) { 'Node.js with npm' }
        if (-not $browser) { 'Chromium' }
    ) -join ', '
    $browsers = @{ Browser = $browser; Missing = $missing }
}

BeforeAll {
    . $PSScriptRoot/../Support/Wire.ps1

    function Read-Data {
        param([string] $Path)

        $html = Get-Content $Path -Raw
        $html -match '(?s)<script type="application/json" id="data">(.*?)</script>' | Should -BeTrue
        $Matches[1] | ConvertFrom-Json
    }

    # A fleet that has something of everything: jobs over some days, some of which failed, stragglers, a job that runs.
    function New-Fleet {
        [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'A test helper.')]
        param()

        $service = (Connect-WsService -Emulator -EmulatorOptions @{ Desktops = 120; Pools = 4; JobSeconds = 900; Now = '2026-11-10T22:00:00Z' }).GetEmulator()
        $image = (Get-WsImage -Name win11-2026-01).ImageId
        $null = Get-WsDesktop -Name tmpl-01 | Install-WsAgent -Wait
        $service.Advance([timespan]::FromDays(9))
        $service.FailDesktop(($service.Desktops | Where-Object PoolId -EQ $service.Pools[0].PoolId)[0].DesktopId)
        $null = Get-WsPool -Name sales-01 | Invoke-WsPoolRebuild -ImageId $image -Wait -Confirm:$false -ErrorAction SilentlyContinue
        $service.Advance([timespan]::FromHours(5))
        $null = Get-WsDesktop -Name tmpl-* | Install-WsAgent -Wait
        $null = Get-WsPool | Select-Object -Last 1 | Send-WsNotification -Message Hello
        $service.Advance([timespan]::FromMinutes(5))
        $service
    }
}

Describe 'Export-WsFleetReport' {
    BeforeEach {
        $report = Join-Path $TestDrive 'fleet.html'
        Remove-Item $report -ErrorAction Ignore
    }

    AfterEach {
        Disconnect-WsService
    }

    It 'writes one file and gives it, with the whole fleet in it' {
        $service = New-Fleet
        $written = Export-WsFleetReport -Path $report
        $data = Read-Data $report

        $written | Should -BeOfType System.IO.FileInfo
        $written.FullName | Should -Be (Get-Item $report).FullName
        $data.project | Should -Be (Get-WsConnection).ProjectId
        $data.made.ToString('s') | Should -Be $service.Now.ToString('s')
        $data.desktops.id | Should -Be $service.Desktops.DesktopId
        $data.pools.name | Should -Be $service.Pools.Name
        foreach ($i in 0..($service.Desktops.Count - 1)) {
            $desktop = $service.Desktops[$i]
            $data.states[$data.desktops.state[$i]] | Should -Be $desktop.Status
            $data.images[$data.desktops.image[$i]] | Should -Be $desktop.ImageId
            $pool = $data.desktops.pool[$i]
            $(if ($pool -lt 0) { $null } else { $data.pools[$pool].id }) | Should -Be $desktop.PoolId
            $data.desktops.agent[$i] | Should -Be ([int] $desktop.AgentInstalled)
            $data.versions[$data.desktops.sysprep[$i]] | Should -Be $desktop.SysprepVersion
        }
    }

    It 'has the jobs of the last days, of pools too, and none before' {
        $service = New-Fleet
        $null = Export-WsFleetReport $report
        $data = Read-Data $report

        $data.days | Should -Be 7
        $data.jobs.id | Should -Be $service.Jobs[1, 2, 3].JobId
        $data.jobs.status | Should -Be 'PartlyFailed', 'Succeeded', 'Running'
        $data.jobs[0].reason | Should -BeLike '*cannot obtain an IP address*'
        $null = Export-WsFleetReport $report -Days 30 -Title 'All of November'
        (Read-Data $report).jobs.id | Should -Be $service.Jobs.JobId
        (Read-Data $report).title | Should -Be 'All of November'
    }

    It 'needs nothing but itself, and stays small' {
        $null = Connect-WsService -Emulator
        $html = Get-Content (Export-WsFleetReport $report) -Raw

        (Get-Item $report).Length | Should -BeLessThan 400KB
        $html | Should -Match "default-src 'none'"
        $html | Should -Not -Match '\{\{'
        $html | Should -Not -CMatch '<(link|img|iframe)|src="|@import|url\('
    }

    It 'escapes what the service says' {
        $server = Start-Wire -Options @{ Desktops = 12; Pools = 1 }
        try {
            Connect-Wire $server
            $evil = '</script><script>window.hacked=1</script>'
            $body = @{ total_count = 1; desktops = @(@{ desktop_id = 'd1'; computer_name = $evil; status = 'ACTIVE'; user_name = '<img src=x onerror="window.hacked=1">' }) } | ConvertTo-Json -Depth 5
            $server.Answer('GET', '/desktops/detail', 200, $body)
            $null = Export-WsFleetReport $report -Title '{{data}} <b>'

            [regex]::Matches((Get-Content $report -Raw), '(?i)<script').Count | Should -Be 3
            (Read-Data $report).desktops.name | Should -Be $evil
            (Read-Data $report).title | Should -Be '{{data}} <b>'
        }
        finally {
            $server.Dispose()
        }
    }

    It 'says what it lacks where something could not be read, and goes on' {
        $service = (Connect-WsService -Emulator).GetEmulator()
        $service.Fail('GET', '/desktops/agents', 403, 'WKS.0403')
        $null = Export-WsFleetReport $report -WarningVariable warnings -WarningAction SilentlyContinue
        $data = Read-Data $report

        "$warnings" | Should -BeLike 'The report lacks the agents: *'
        $data.gaps | Should -BeLike 'the agents: *'
        $data.desktops.agent | Select-Object -Unique | Should -Be -1
    }

    It 'leaves the old file whole where desktops cannot be read' {
        $service = (Connect-WsService -Emulator).GetEmulator()
        Set-Content $report 'old'
        $service.Fail('GET', '/desktops/detail', 403, 'WKS.0403')
        Export-WsFleetReport $report -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

        $failures[0].FullyQualifiedErrorId | Should -BeLike 'WKS.0403,*'
        Get-Content $report | Should -Be 'old'
        (Get-ChildItem $TestDrive -Filter *.tmp) | Should -BeNullOrEmpty
    }

    It 'replaces a file, but not with -NoClobber' {
        $null = Connect-WsService -Emulator
        Set-Content $report 'old'
        (Get-TerminatingError { Export-WsFleetReport $report -NoClobber }).FullyQualifiedErrorId | Should -BeLike 'WsPath,*'
        Get-Content $report | Should -Be 'old'
        $null = Export-WsFleetReport $report

        (Get-Item $report).Length | Should -BeGreaterThan 100KB
    }

    It 'refuses <Name> before anything is read' -ForEach @(
        @{ Name = 'a folder'; Path = '.' }
        @{ Name = 'a file in a folder that there is not'; Path = 'absent/fleet.html' }
    ) {
        $service = (Connect-WsService -Emulator).GetEmulator()
        $before = $service.Requests.Count
        (Get-TerminatingError { Export-WsFleetReport (Join-Path $TestDrive $Path) }).FullyQualifiedErrorId | Should -BeLike 'WsPath,*'

        $service.Requests.Count | Should -Be $before
    }

    It 'writes no file that is none: <Name>' -Skip:(-not $IsLinux) -ForEach @(
        # Never a device of the machine: what this guards against would replace it.
        @{ Name = 'a pipe'; Make = { $path = Join-Path $TestDrive 'pipe'; mkfifo $path; $path } }
        @{ Name = 'a link to a pipe'; Make = { $path = Join-Path $TestDrive 'to-pipe'; mkfifo "$path-1"; $null = New-Item $path -ItemType SymbolicLink -Value "$path-1"; $path } }
        @{ Name = 'a link to a folder'; Make = { $path = Join-Path $TestDrive 'to-folder'; $null = New-Item $path -ItemType SymbolicLink -Value $TestDrive; $path } }
        @{ Name = 'a link into a folder that there is not'; Make = { $path = Join-Path $TestDrive 'to-absent'; $null = New-Item $path -ItemType SymbolicLink -Value (Join-Path $TestDrive 'absent/x') -Force; $path } }
    ) {
        $service = (Connect-WsService -Emulator).GetEmulator()
        $before = $service.Requests.Count
        $path = & $Make
        $kind = (Get-Item $path -Force).UnixStat.ItemType
        (Get-TerminatingError { Export-WsFleetReport $path -Force }).FullyQualifiedErrorId | Should -BeLike 'WsPath,*'

        (Get-Item $path -Force).UnixStat.ItemType | Should -Be $kind
        $service.Requests.Count | Should -Be $before
    }

    It 'follows a link, and the link stays' -Skip:(-not $IsLinux) -ForEach @(@{ Exists = $true }, @{ Exists = $false }) {
        $null = Connect-WsService -Emulator
        $target = Join-Path $TestDrive "target-$Exists.html"
        if ($Exists) { Set-Content $target 'old' }
        $link = Join-Path $TestDrive "link-$Exists.html"
        $null = New-Item $link -ItemType SymbolicLink -Value "target-$Exists.html" -Force
        $null = Export-WsFleetReport $link

        (Get-Item $link).LinkTarget | Should -Be "target-$Exists.html"
        (Get-Item $target).Length | Should -BeGreaterThan 100KB
    }

    It 'keeps the mode of a file' -Skip:(-not $IsLinux) {
        $null = Connect-WsService -Emulator
        Set-Content $report 'old'
        chmod 0600 $report
        $null = Export-WsFleetReport $report

        (Get-Item $report).UnixMode | Should -Be '-rw-------'
        (Get-Item $report).Length | Should -BeGreaterThan 100KB
    }

    It 'replaces a read-only file with -Force only, and it stays read-only' {
        $service = (Connect-WsService -Emulator).GetEmulator()
        Set-Content $report 'old'
        Set-ItemProperty $report IsReadOnly $true
        $before = $service.Requests.Count
        $failure = Get-TerminatingError { Export-WsFleetReport $report }

        $failure.FullyQualifiedErrorId | Should -BeLike 'WsPath,*'
        $failure | Should -BeLike '*read-only*-Force*'
        $service.Requests.Count | Should -Be $before
        Get-Content $report | Should -Be 'old'
        $null = Export-WsFleetReport $report -Force
        (Get-Item $report).Length | Should -BeGreaterThan 100KB
        (Get-Item $report).IsReadOnly | Should -BeTrue
        Set-ItemProperty $report IsReadOnly $false
    }

    It 'finds out before anything is read that it cannot write' -Skip:(-not (Test-Path /proc/self)) {
        $service = (Connect-WsService -Emulator).GetEmulator()
        $before = $service.Requests.Count
        $failure = Get-TerminatingError { Export-WsFleetReport '/proc/self/fleet.html' }

        $failure.FullyQualifiedErrorId | Should -BeLike 'WsPath,*'
        $failure.CategoryInfo.Category | Should -Be 'WriteError'
        $service.Requests.Count | Should -Be $before
    }

    It 'has the old file or the new one at its path at any time' -Skip:(-not $IsLinux) {
        $null = Connect-WsService -Emulator
        Set-Content $report 'old'
        $watcher = [System.IO.FileSystemWatcher]::new($TestDrive)
        $deleted = [System.Collections.Concurrent.ConcurrentQueue[string]]::new()
        $job = Register-ObjectEvent $watcher Deleted -MessageData $deleted -Action { $Event.MessageData.Enqueue($EventArgs.Name) }
        try {
            $watcher.EnableRaisingEvents = $true
            $null = Export-WsFleetReport $report
        }
        finally {
            $watcher.Dispose()
            Unregister-Event -SourceIdentifier $job.Name
        }

        $deleted -contains 'fleet.html' | Should -BeFalse
        Get-ChildItem $TestDrive -Filter *.tmp -Force | Should -BeNullOrEmpty
    }

    It 'reads and writes nothing with -WhatIf' {
        $service = (Connect-WsService -Emulator).GetEmulator()
        $before = $service.Requests.Count
        Get-HostText { Export-WsFleetReport $report -WhatIf } | Should -BeLike "*Write a report of project*$report*"

        Test-Path $report | Should -BeFalse
        $service.Requests.Count | Should -Be $before
    }

    It 'reports an empty fleet' {
        $null = Connect-WsService -Emulator -EmulatorOptions @{ Desktops = 0; Pools = 0 }
        $null = Export-WsFleetReport $report

        (Read-Data $report).desktops.id | Should -BeNullOrEmpty
    }
}

Describe 'The report in a browser' -ForEach $browsers {
    BeforeAll {
        if (-not $Missing) {
            $stragglers = ((New-Fleet).Pools | Measure-Object InconsistentDesktops -Sum).Sum
            $null = Export-WsFleetReport (Join-Path $TestDrive 'fleet.html')
            $null = Connect-WsService -Emulator -EmulatorOptions @{ Desktops = 0; Pools = 0 }
            $null = Export-WsFleetReport (Join-Path $TestDrive 'empty.html')
            Disconnect-WsService
            $env:NODE_PATH = node (Join-Path $PSScriptRoot '../../Node/restore.cjs')
            $env:NODE_PATH | Should -Not -BeNullOrEmpty
            $seen = node (Join-Path $PSScriptRoot 'report.cjs') $Browser $TestDrive | ConvertFrom-Json
            $env:NODE_PATH = $null
        }
    }

    BeforeEach {
        if ($Missing) {
            Set-ItResult -Skipped -Because "there is no $Missing here"
        }
    }

    It 'opens in <_> without an error, and asks nothing of anybody' -ForEach 'light', 'dark', 'empty', 'big', 'evil' {
        $seen.$_.errors | Should -BeNullOrEmpty
        $seen.$_.requests | Should -BeNullOrEmpty
        $seen.$_.ready | Should -BeTrue
    }

    It 'has data in every chart' {
        $seen.light.charts.id | Should -Be 'chart-states', 'chart-images', 'chart-pools', 'chart-versions', 'chart-agents', 'chart-jobs'
        $seen.light.charts.values | ForEach-Object { $_ | Should -BeGreaterThan 0 }
        $seen.light.charts.colours | ForEach-Object { $_ | Should -BeGreaterThan 2 -Because 'something is drawn' }
    }

    It 'is light or dark as the reader has it' {
        $seen.light.ground | Should -Not -Be $seen.dark.ground
    }

    It 'filters, searches, sorts and pages the desktops' {
        $seen.light.all | Should -Be '1 to 50 of 120'
        $seen.light.nextPage | Should -Be '51 to 100 of 120'
        $seen.light.filtered | ForEach-Object { $_ | Should -BeLike 'SHUTOFF*' }
        $seen.light.filtered.Count | Should -BeGreaterThan 0
        $seen.light.searched | Should -Be 'sales-01-0002'
        $seen.light.sorted | Should -Be ($seen.light.sorted | Sort-Object -Descending)
        $seen.light.stragglers | Should -Be $stragglers
        $stragglers | Should -BeGreaterThan 0
        $seen.light.nothing | Should -Be 'No row fits.'
    }

    It 'can be read without seeing the charts' {
        $seen.light.unlabelled | Should -Be 0
        $seen.light.tables | Should -Be 6
    }

    It 'prints' {
        $seen.light.pdf | Should -BeGreaterThan 10000
    }

    It 'opens with 100,000 desktops in under 3 seconds' {
        $seen.big.all | Should -Be '1 to 50 of 100,000'
        $seen.big.milliseconds | Should -BeLessThan 3000
    }

    It 'shows markup in names as text' {
        $seen.evil.names | Should -Contain '</script><script>window.hacked=1</script>'
        $seen.evil.hacked | Should -BeFalse
    }
}
