BeforeDiscovery {
    $views = @(
        @{ Type = 'Workspace.Desktops.Desktop'; Get = { Get-WsDesktop } }
        @{ Type = 'Workspace.Pools.Pool'; Get = { Get-WsPool } }
        @{ Type = 'Workspace.Images.Image'; Get = { Get-WsImage } }
        @{ Type = 'Workspace.Agents.AgentState'; Get = { Get-WsAgent } }
        @{ Type = 'Workspace.Desktops.SysprepInfo'; Get = { Test-WsSysprep -IncludeImageSupport } }
        @{ Type = 'Workspace.Jobs.Job'; Get = { Get-WsDesktop -Name tmpl-* | Install-WsAgent -Force -Wait } }
        @{ Type = 'Workspace.Rest.ServiceOperation'; Get = { Get-WsOperation } }
        @{ Type = 'Workspace.Jobs.SubJob'; Get = { (Get-WsDesktop | Install-WsAgent -Force -Wait).SubJobs } }
        @{ Type = 'Workspace.Desktops.Volume'; Get = { (Get-WsDesktop).RootVolume } }
        @{ Type = 'Workspace.Users.UserSession'; Get = { Get-WsPool | Get-WsUserSession } }
        @{ Type = 'Workspace.Commands.WsConnection'; Get = { Get-WsConnection } }
    )
    $grouped = @{ Type = 'Workspace.Desktops.Desktop#Pool'; Get = { Get-WsPool -Name support-01 | Get-WsPoolDesktop } }
}

BeforeAll {
    . $PSScriptRoot/../Support/Wire.ps1
    $null = Connect-WsService -Emulator

    # What a table shows, line by line, without the group that it begins with.
    function Get-Table {
        param($InputObject, [int] $Width = 120)

        $lines = ($InputObject | Out-String -Width $Width).Trim() -split '\r?\n'
        if ($lines[0] -match '^\s*Pool: ') { $lines[2..($lines.Count - 1)] } else { $lines }
    }

    # The members that a column or list item shows.
    function Get-Member2 {
        param($Entry)

        if ($Entry.ValueType -eq 'Property') { $Entry.Value } else { [regex]::Matches($Entry.Value, '\$[v_]\.(\w+)').ForEach{ $_.Groups[1].Value } | Select-Object -Unique }
    }

    # Runs something in another culture.
    function Invoke-InCulture {
        param([string] $Name, [scriptblock] $Script)

        $before = [cultureinfo]::CurrentCulture
        try {
            [cultureinfo]::CurrentCulture = $Name
            & $Script
        }
        finally {
            [cultureinfo]::CurrentCulture = $before
        }
    }
}

AfterAll {
    Disconnect-WsService
}

Describe 'The table of <Type>' -ForEach ($views + $grouped) {
    BeforeAll {
        $objects = & $Get
        $lines = Get-Table $objects
        $control = (Get-FormatData -TypeName $Type).FormatViewDefinition.Control.Where({ $_ -is [System.Management.Automation.TableControl] })[0]
        $columns = for ($i = 0; $i -lt $control.Headers.Count; $i++) {
            if ($control.Headers[$i].Label) { $control.Headers[$i].Label } else { $control.Rows[0].Columns[$i].DisplayEntry.Value }
        }
    }

    It 'shows every column within 120 characters, on one line' {
        $columns.Count | Should -BeGreaterThan 4
        -split $lines[0] | Should -Be $columns
        $lines[1] | Should -Match '^[- ]+$'
        ($lines | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 120
    }

    It 'shows its first columns within 80 characters, with whole headers' {
        $narrow = Get-Table $objects -Width 80

        $shown = -split $narrow[0]
        $shown.Count | Should -BeGreaterThan 3
        $shown | Should -Be $columns[0..($shown.Count - 1)]
        $narrow[1] | Should -Match '^[- ]+$'
        ($narrow | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 80
    }

    It 'has one row for each object' {
        $lines.Count | Should -Be (@($objects).Count + 2)
    }

    It 'names members that there are' {
        foreach ($column in $control.Rows[0].Columns) {
            foreach ($name in Get-Member2 $column.DisplayEntry) {
                $name | Should -BeIn @($objects)[0].PSObject.Properties.Name
            }
        }
    }

    It 'is that of objects from Import-Clixml too' {
        $file = Join-Path $TestDrive 'objects.xml'
        $objects | Export-Clixml $file -Depth 1

        Get-Table (Import-Clixml $file) | Should -Be $lines
    }
}

Describe 'The list of <Type>' -ForEach $views {
    BeforeAll {
        $object = @(& $Get)[0]
    }

    It 'shows every public member' {
        $text = ($object | Format-List | Out-String -Width 300).Trim()

        $shown = [regex]::Matches($text, '(?m)^(\w+) +:').ForEach{ $_.Groups[1].Value }
        $shown | Should -Be ($object.GetType().GetProperties().Name)
        $shown.Where({ "$($object.$_)" -and $text -match "(?m)^$_ +: *$" }) | Should -BeNullOrEmpty -Because 'these have values'
    }

    It 'shows no name of a type in place of a value' {
        $object | Format-List | Out-String -Width 300 | Should -Not -MatchExactly ': \{?Workspace\.'
    }
}

Describe 'Desktops of pools' {
    It 'are grouped by their pool, and tell in what they differ from it' {
        $pools = Get-WsPool -Name 'support-01', 'sales-01'
        $text = $pools | Get-WsPoolDesktop | Out-String -Width 120

        [regex]::Matches($text, 'Pool: (\S+)').ForEach{ $_.Groups[1].Value } | Should -Be $pools.PoolId
        [regex]::Matches($text, '(?m)^support-01-\d+ .* IMAGE ').Count | Should -Be 2
    }

    It 'are desktops all the same' {
        $desktop = Get-WsPool -Name sales-01 | Get-WsPoolDesktop | Select-Object -First 1

        $desktop.GetType().FullName | Should -Be 'Workspace.Desktops.Desktop'
        $desktop.PSObject.TypeNames[0..1] | Should -Be 'Workspace.Desktops.Desktop#Pool', 'Workspace.Desktops.Desktop'
    }
}

Describe 'Times, sizes and shares' {
    BeforeAll {
        $image = Get-WsImage -Name win11-2026-01
        $job = Get-WsDesktop -Name tmpl-01 | Install-WsAgent -Force -Wait
        $volume = (Get-WsPool -Name sales-01).DataVolumes[0]
        $volume.SizeGB = 12345
        $image.MinRamMB = 4096
    }

    It 'are as the reader''s culture writes them: <Culture>' -ForEach @(
        @{ Culture = 'de-DE'; Number = '12.345 GB'; Ram = '4.096'; Share = '100 %' }
        @{ Culture = 'en-US'; Number = '12,345 GB'; Ram = '4,096'; Share = '100%' }
    ) {
        Invoke-InCulture $Culture {
            $local = $job.BeginTime.ToLocalTime()
            $day = $image.Created.ToLocalTime().ToString('d')

            Get-Table $job | Select-Object -Last 1 | Should -BeLike "* $Share $($local.ToString('g'))*"
            Get-Table $volume | Select-Object -Last 1 | Should -BeLike "* $Number*"
            Get-Table $image | Select-Object -Last 1 | Should -BeLike "* $day *"
            $list = $image | Format-List | Out-String
            $list | Should -Match "MinRamMB +: $([regex]::Escape($Ram))\r?\n"
        }
    }

    It 'are on the reader''s clock, in a list with how far that is from UTC' -Skip:$IsWindows {
        $before = $env:TZ
        try {
            # .NET reads it only on Unix.
            $env:TZ = 'Asia/Singapore'
            [System.TimeZoneInfo]::ClearCachedData()
            $expected = $job.BeginTime.AddHours(8)

            Get-Table $job | Select-Object -Last 1 | Should -BeLike "* $($expected.ToString('g'))*"
            $job | Format-List | Out-String | Should -BeLike "*BeginTime *: $($expected.ToString('G')) +08:00*"
        }
        finally {
            $env:TZ = $before
            [System.TimeZoneInfo]::ClearCachedData()
        }
    }

    It 'are times that compare, whatever is shown' {
        $job.BeginTime | Should -BeOfType datetime
        $job.BeginTime.Kind | Should -Be 'Utc'
    }
}

Describe 'Colours' {
    BeforeAll {
        $rendering = $PSStyle.OutputRendering
        $pool = Get-WsPool -Name sales-01
        $escape = [char] 27
    }

    AfterEach {
        $PSStyle.OutputRendering = $rendering
    }

    It '<Status> is <Color>' -ForEach @(
        @{ Status = 'Failed'; Color = 'Red' }
        @{ Status = 'FAILED'; Color = 'Red' }
        @{ Status = 'ERROR'; Color = 'Red' }
        @{ Status = 'PartlyFailed'; Color = 'Yellow' }
        @{ Status = 'EXIST_FROZEN'; Color = 'Yellow' }
        @{ Status = 'Running'; Color = 'Cyan' }
        @{ Status = 'TEMPORARY'; Color = 'Cyan' }
        @{ Status = 'Succeeded'; Color = 'Green' }
        @{ Status = 'ACTIVE'; Color = 'Green' }
        @{ Status = 'Waiting'; Color = 'BrightBlack' }
        @{ Status = 'SHUTOFF'; Color = 'BrightBlack' }
    ) {
        $PSStyle.OutputRendering = 'Ansi'
        $pool.Status = $Status

        (Get-Table $pool)[-1].Contains(" $($PSStyle.Foreground.$Color)$Status$($PSStyle.Reset) ") | Should -BeTrue
    }

    It 'are those of work for what is being done' {
        $PSStyle.OutputRendering = 'Ansi'
        $desktop = Get-WsDesktop -First 1
        $desktop.TaskStatus = 'rebooting'

        (Get-Table $desktop)[-1].Contains(" $($PSStyle.Foreground.Cyan)rebooting$($PSStyle.Reset) ") | Should -BeTrue
    }

    It 'are none for a status that nobody knows' {
        $PSStyle.OutputRendering = 'Ansi'
        $pool.Status = 'NEW_WORD'

        Get-Table $pool | Select-Object -Last 1 | Should -BeLike '* NEW_WORD *'
    }

    It 'are not in what is passed on: <Name>' -ForEach @(
        @{ Name = 'the value'; Act = { param($pool) $pool.Status } }
        @{ Name = 'JSON'; Act = { param($pool) $pool | ConvertTo-Json } }
        @{ Name = 'CSV'; Act = { param($pool) $pool | ConvertTo-Csv } }
    ) {
        $PSStyle.OutputRendering = 'Ansi'
        $pool.Status = 'ERROR'

        "$(& $Act $pool)" | Should -Not -Match $escape
    }

    It 'are none with $PSStyle.OutputRendering PlainText' {
        $PSStyle.OutputRendering = 'PlainText'
        [Workspace.Commands.Infrastructure.Views.ViewText]::State('FAILED') | Should -Be 'FAILED'
    }

    It 'are none where output is redirected: <Name>' -ForEach @(
        @{ Name = 'by PowerShell'; Setup = ''; Tail = '| Out-String' }
        @{ Name = 'from outside'; Setup = '$PSStyle.OutputRendering = "Host"'; Tail = '' }
        @{ Name = 'with NO_COLOR'; Setup = ''; Tail = '' }
    ) {
        $before = $env:NO_COLOR
        $env:NO_COLOR = if ($Name -eq 'with NO_COLOR') { '1' }
        try {
            $printed = Invoke-NonInteractive "$Setup; `$null = Connect-WsService -Emulator; Get-WsPool $Tail"
        }
        finally {
            $env:NO_COLOR = $before
        }

        $rows = $printed -split '\r?\n' -match '^sales-'
        $rows.Count | Should -BeGreaterThan 1
        $rows -match $escape | Should -BeNullOrEmpty
        $rows[0] | Should -BeLike '* STEADY *'
    }
}

Describe 'In Constrained Language' {
    It 'tables still show every value' {
        $printed = Invoke-NonInteractive '$null = Connect-WsService -Emulator; $ExecutionContext.SessionState.LanguageMode = "ConstrainedLanguage"; Get-WsPool -Name sales-01'

        $printed | Should -BeLike '*sales-01 * STATIC *STEADY *'
    }
}

Describe 'Types' {
    It '<Type> shows its main members where it stands among others, and sorts by its key' -ForEach $views {
        $object = @(& $Get)[0]
        if (-not $object.PSObject.Members['PSStandardMembers']) {
            $Type | Should -Be 'Workspace.Desktops.Volume' -Because 'only parts of others have none'
            return
        }

        foreach ($set in 'DefaultDisplayPropertySet', 'DefaultKeyPropertySet') {
            $names = $object.PSStandardMembers.$set.ReferencedPropertyNames
            $names.Count | Should -BeGreaterThan 0
            $names | Where-Object { $_ -notin $object.PSObject.Properties.Name } | Should -BeNullOrEmpty
        }

        $object.PSStandardMembers.DefaultDisplayProperty | Should -BeIn $object.PSObject.Properties.Name
        # The second thing of a pipeline is shown as a list.
        $list = & { Get-Item $PSScriptRoot; $object } | Out-String -Width 200
        [regex]::Matches($list, '(?m)^(\w+) +:').ForEach{ $_.Groups[1].Value } | Should -Be $object.PSStandardMembers.DefaultDisplayPropertySet.ReferencedPropertyNames
    }

    It 'lets desktops be sorted by name without naming it' {
        $names = (Get-WsDesktop | Sort-Object -Descending).Name

        $names | Should -Be ((Get-WsDesktop).Name | Sort-Object -Descending)
    }

    It 'gives a desktop the name that the cmdlets for computers bind' {
        $desktop = Get-WsDesktop -First 1

        $desktop.ComputerName | Should -Be $desktop.Name
    }

    It 'gives jobs the member that PowerShell''s own jobs have' {
        $job = Get-WsDesktop -Name tmpl-01 | Install-WsAgent -Force -Wait

        $job.State | Should -Be 'Succeeded'
        $job.SubJobs[0].State | Should -Be 'SUCCESS'
    }
}
