BeforeAll {
    . $PSScriptRoot/../Support/Wire.ps1

    # Progress can be seen only from outside.
    function Get-Progress {
        param($Connection, [string] $Script)

        $shell = New-Shell
        try {
            $null = $shell.AddScript("param(`$c) $Script").AddArgument($Connection).Invoke()
            $shell.Streams.Progress.ReadAll()
        }
        finally {
            $shell.Runspace.Dispose()
        }
    }

    # Starts a wait in a runspace of its own, stops it when so many bars were drawn, and gives all records.
    function Stop-Progress {
        [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'A test helper.')]
        param($Connection, [string] $Script, [int] $Count = 1)

        $shell = New-Shell
        $null = Register-ObjectEvent $shell.Streams.Progress DataAdded -SourceIdentifier bar
        try {
            $null = $shell.AddScript("param(`$c) $Script").AddArgument($Connection).BeginInvoke()
            # By what was drawn, not by what was told of it: some are told together.
            for ($i = 0; $i -lt 5 + $Count -and $shell.Streams.Progress.Count -lt $Count; $i++) { Wait-Event bar -Timeout 5 | Remove-Event }
            $shell.Stop()
            $shell.Streams.Progress.ReadAll()
        }
        finally {
            Unregister-Event bar
            Remove-Event bar -ErrorAction Ignore
            $shell.Runspace.Dispose()
        }
    }

    $rebuild = '$i = (Get-WsImage -Name win11-2026-01 -Connection $c).ImageId; Get-WsPool -Connection $c | Invoke-WsPoolRebuild -ImageId $i -Wait -Confirm:$false -Connection $c'
}

Describe 'Progress' {
    BeforeEach {
        $connection = Connect-WsService -Emulator -EmulatorOptions @{ JobSeconds = 600; FailureRate = 0.2 }
    }

    AfterEach {
        Disconnect-WsService
    }

    Context 'of several jobs' {
        BeforeEach {
            $records = Get-Progress $connection $rebuild
            $bar, $parts = $records.Where({ $_.ParentActivityId -eq -1 }, 'Split')
        }

        It 'is one bar, which rises and is taken away at the end' {
            $bar.Count | Should -BeGreaterThan 10
            @($bar.ActivityId | Select-Object -Unique).Count | Should -Be 1
            $percent = @($bar | Where-Object RecordType -EQ 'Processing').PercentComplete
            $percent | Should -Be ($percent | Sort-Object)
            $percent[0] | Should -BeLessThan 50
            $percent[-1] | Should -Be 100
            @($bar | Where-Object RecordType -EQ 'Completed').Count | Should -Be 1
            $records[-1].RecordType | Should -Be 'Completed'
            $records[-1].ActivityId | Should -Be $bar[0].ActivityId
            $bar[-2].StatusDescription | Should -BeLike '3 of 3 jobs have ended*'
        }

        It 'tells the remaining time, which falls' {
            $left = @($bar | Where-Object SecondsRemaining -GT 0).SecondsRemaining

            $left.Count | Should -BeGreaterThan 5
            # The jobs take ten minutes of the embedded service's time; each part of them has its own pace.
            $left[0] | Should -BeGreaterThan 300
            $left[-1] | Should -BeLessThan $left[0]
        }

        It 'has a bar below it for each pool, with how many of its desktops are done' {
            $parts.ParentActivityId | Select-Object -Unique | Should -Be $bar[0].ActivityId
            $parts.Activity | Sort-Object -Unique | Should -Be ('pool sales-01', 'pool sales-02', 'pool support-01')
            foreach ($pool in $parts | Group-Object ActivityId) {
                $pool.Group.PercentComplete | Should -Be ($pool.Group.PercentComplete | Sort-Object)
                $pool.Group[-1].RecordType | Should -Be 'Completed'
                @($pool.Group | Where-Object RecordType -EQ 'Completed').Count | Should -Be 1
                $pool.Group[0].StatusDescription | Should -Match '^Waiting, 0 %$'
            }
        }

        It 'begins with the bar over all' {
            $records[0].ActivityId | Should -Be $bar[0].ActivityId
        }
    }

    It 'has a bar for each batch of desktops' {
        $large = Connect-WsService -Emulator -EmulatorOptions @{ Desktops = 250; Pools = 2; JobSeconds = 60 }
        $parts = Get-Progress $large 'Get-WsDesktop -Connection $c | Install-WsAgent -Force -Wait -Connection $c' | Where-Object ParentActivityId -NE -1

        $names = (Get-WsDesktop -Connection $large).Name
        $parts.Activity | Sort-Object -Unique | Should -Be (@("100 desktops from $($names[0]) on", "100 desktops from $($names[100]) on", "50 desktops from $($names[200]) on") | Sort-Object)
    }

    It 'of one job is one bar, which names what it works on' {
        $records = Get-Progress $connection 'Get-WsDesktop -Name tmpl-01 -Connection $c | New-WsDesktopImage -ImageName new-image -Wait -Confirm:$false -Connection $c'

        @($records.ActivityId | Select-Object -Unique).Count | Should -Be 1
        $records[0].StatusDescription | Should -BeLike 'desktop tmpl-01: *'
    }

    It 'is taken away when the time is up' {
        $records = Get-Progress $connection '$i = (Get-WsImage -Name win11-2026-01 -Connection $c).ImageId; Get-WsPool -Connection $c | Invoke-WsPoolRebuild -ImageId $i -Confirm:$false -Connection $c | Wait-WsJob -TimeoutSec 30 -Connection $c'

        foreach ($bar in $records | Group-Object ActivityId) {
            $bar.Group[-1].RecordType | Should -Be 'Completed'
        }

        @($records | Where-Object ParentActivityId -EQ -1)[-2].PercentComplete | Should -BeLessThan 100
    }

    It 'is taken away when no more is wanted' {
        $records = Get-Progress $connection "$rebuild | Select-Object -First 1"

        foreach ($bar in $records | Group-Object ActivityId) {
            $bar.Group[-1].RecordType | Should -Be 'Completed'
        }
    }

    It 'has a bar of its own for each command' {
        $records = Get-Progress $connection '1..2 | ForEach-Object { Get-WsDesktop -Name tmpl-01 -Connection $c | Install-WsAgent -Force -Wait -Connection $c }'

        @($records.ActivityId | Select-Object -Unique).Count | Should -Be 2
    }

    It 'is not shown where nothing is waited for' {
        Get-Progress $connection 'Get-WsDesktop -Connection $c | Test-WsSysprep -Connection $c' | Should -BeNullOrEmpty
    }

    It 'is not shown with <How>' -ForEach @(
        @{ How = '-ProgressAction SilentlyContinue'; Script = { "$rebuild -ProgressAction SilentlyContinue" } }
        @{ How = '$ProgressPreference'; Script = { "`$ProgressPreference = 'SilentlyContinue'; $rebuild" } }
    ) {
        Get-Progress $connection (& $Script) | Should -BeNullOrEmpty
    }

    It 'is not written where output goes to a file' {
        $printed = Invoke-NonInteractive "`$c = Connect-WsService -Emulator; `$null = & { $rebuild }; 'done'"

        $printed.Trim() | Should -Be 'done'
    }
}

Describe 'Progress of a command that is stopped' {
    BeforeEach {
        $server = Start-Wire -Options @{ JobSeconds = 86400 }
        Connect-Wire $server
    }

    AfterEach {
        Disconnect-WsService
        $server.Dispose()
    }

    It 'is taken away, every bar of it: <Name>' -ForEach @(
        @{ Name = 'of jobs'; Script = { $rebuild } }
        @{ Name = 'of desktops'; Script = { 'Get-WsDesktop -Name tmpl-* -Connection $c | Restart-WsDesktop -Wait -Connection $c' } }
    ) {
        $records = Stop-Progress (Get-WsConnection) (& $Script)

        @($records.ActivityId | Select-Object -Unique).Count | Should -BeGreaterThan 0
        foreach ($bar in $records | Group-Object ActivityId) {
            $bar.Group[-1].RecordType | Should -Be 'Completed'
        }
    }
}

Describe 'Progress between two looks' {
    It 'is drawn again and again: the console draws only the first of several bars at once' {
        $server = Start-Wire -Options @{ JobSeconds = 86400 }
        Connect-Wire $server
        try {
            $bars = Stop-Progress (Get-WsConnection) 'Get-WsDesktop -Name tmpl-01 -Connection $c | Restart-WsDesktop -Wait -Connection $c' -Count 3

            $bars[0..2].StatusDescription | Select-Object -Unique | Should -Be 'Restart: 0 of 1 are there'
            $bars[0..2].RecordType | Select-Object -Unique | Should -Be 'Processing'
        }
        finally {
            Disconnect-WsService
            $server.Dispose()
        }
    }
}

Describe 'The log of a wait' {
    BeforeEach {
        $null = Connect-WsService -Emulator -EmulatorOptions @{ JobSeconds = 600; FailureRate = 0.3 }
        $image = (Get-WsImage -Name win11-2026-01).ImageId
    }

    AfterEach {
        Disconnect-WsService
    }

    It 'has one line for each change of a job''s status' {
        $jobs = Get-WsPool -Name 'sales-*' | Invoke-WsPoolRebuild -ImageId $image -Wait -Confirm:$false -InformationVariable lines -ErrorAction SilentlyContinue

        foreach ($job in $jobs) {
            $mine = @($lines | Where-Object { "$_" -like "*$($job.JobId)*" })
            $states = @($mine | ForEach-Object { [regex]::Match("$_", '^Job \S+ \(rebuildDesktopPool, pool sales-0\d\): (\w+),').Groups[1].Value })
            # The second pool may have ended when it is first looked at: the embedded service's time skips while the first one is waited for.
            $states.Count | Should -BeIn 1, 2, 3
            $states | Should -Be ($states | Select-Object -Unique)
            $states[-1] | Should -Be $job.Status
            $done = @($job.SubJobs | Where-Object Status -EQ 'SUCCESS').Count
            "$($mine[-1])" | Should -Match "$($job.Status), $done of $($job.SubJobs.Count) desktops done, 100 %, after \d:\d\d:\d\d$"
        }

        $lines.Tags | Select-Object -Unique | Should -Be 'WsJob'
    }

    It 'is kept by Wait-WsJob too' {
        $null = Get-WsDesktop -Name tmpl-01 | Install-WsAgent | Wait-WsJob -InformationVariable lines -ErrorAction SilentlyContinue

        "$($lines[-1])" | Should -BeLike 'Job * (batchInstallCesAgent, desktop tmpl-01): *'
    }

    It 'is silent unless it is asked for' {
        $printed = Get-HostText { Get-WsDesktop -Name tmpl-01 | Install-WsAgent -Force -Wait -ErrorAction Ignore }

        $printed | Should -Not -BeLike '*Job *'
    }
}
