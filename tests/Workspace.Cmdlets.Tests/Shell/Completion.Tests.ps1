BeforeDiscovery {
    # Where ids and names of the service are asked for, they are completed: the beginning of a line, a match, and what is told of it.
    $live = @(
        @{ Line = 'Get-WsDesktop -Name tmpl'; Text = 'tmpl-01'; Label = 'tmpl-01'; Hint = 'tmpl-01, ACTIVE, REGISTERED, no user, image Workspace-Windows11-24H2' }
        @{ Line = 'Get-WsDesktop sales-01-0001'; Text = 'sales-01-0001'; Label = 'sales-01-0001'; Hint = 'sales-01-0001, ACTIVE, CONNECTED, user goran0002, image Workspace-Windows11-24H2' }
        @{ Line = 'Get-WsDesktop -UserName GOR'; Text = 'goran0002'; Label = 'goran0002'; Hint = 'sales-01-0001, ACTIVE, CONNECTED, user goran0002, image Workspace-Windows11-24H2' }
        @{ Line = 'Get-WsDesktop -ImageId win11-2026-01'; Image = 'win11-2026-01' }
        @{ Line = 'Get-WsDesktop -PoolId sales-01'; Pool = 'sales-01' }
        @{ Line = 'Get-WsPool -Name SALES-02'; Text = 'sales-02'; Label = 'sales-02'; Hint = 'sales-02, DYNAMIC, STEADY, 7 desktops, image Workspace-Windows11-24H2' }
        @{ Line = 'Get-WsPool -PoolId sales-02'; Pool = 'sales-02' }
        @{ Line = 'Get-WsPoolDesktop sales-02'; Pool = 'sales-02' }
        @{ Line = 'Get-WsImage -Name Workspace-U'; Text = 'Workspace-Ubuntu-22.04'; Label = 'Workspace-Ubuntu-22.04'; Hint = 'Workspace-Ubuntu-22.04, gold, Linux, Ubuntu 22.04 Desktop 64bit, made *' }
        @{ Line = 'Get-WsImage -ImageId win11-2026-02'; Image = 'win11-2026-02' }
        @{ Line = 'Test-WsSysprep tmpl-02'; Desktop = 'tmpl-02' }
        @{ Line = 'New-WsDesktopImage tmpl-01'; Desktop = 'tmpl-01' }
        @{ Line = 'Install-WsAgent -DesktopId tmpl-01'; Desktop = 'tmpl-01' }
        @{ Line = 'Get-WsAgent -DesktopId tmpl-02'; Desktop = 'tmpl-02' }
        @{ Line = 'Get-WsAgent -PoolId support-01'; Pool = 'support-01' }
        @{ Line = 'Get-WsJob -PoolId support-01'; Pool = 'support-01' }
        @{ Line = 'Wait-WsJob -PoolId support-01'; Pool = 'support-01' }
        @{ Line = 'Invoke-WsPoolRebuild support-01'; Pool = 'support-01' }
        @{ Line = 'Invoke-WsPoolRebuild -DesktopId tmpl-01'; Desktop = 'tmpl-01' }
        @{ Line = 'Invoke-WsPoolRebuild -ImageId win11-2026-02'; Image = 'win11-2026-02' }
    )
}

BeforeAll {
    . $PSScriptRoot/../Support/Wire.ps1

    function Complete {
        param([string] $Line)

        [System.Management.Automation.CommandCompletion]::CompleteInput($Line, $Line.Length, $null).CompletionMatches
    }
}

Describe 'Completion of <Line>' -ForEach $live {
    BeforeAll {
        $null = Connect-WsService -Emulator
    }

    AfterAll {
        Disconnect-WsService
    }

    It 'gives what the service has, and tells of it' {
        if ($Desktop) {
            $thing = Get-WsDesktop -Name $Desktop
            $Text, $Label, $Hint = $thing.DesktopId, $Desktop, "$Desktop, ACTIVE, *, no user, image $($thing.SourceImageName)"
        }
        elseif ($Pool) {
            $thing = Get-WsPool -Name $Pool
            $Text, $Label, $Hint = $thing.PoolId, $Pool, "$Pool, $($thing.Type), STEADY, $($thing.DesktopCount) desktops, image $($thing.SourceImageName)"
        }
        elseif ($Image) {
            $thing = Get-WsImage -Name $Image
            $Text, $Label, $Hint = $thing.ImageId, $Image, "$Image, private, Windows, $($thing.OSVersion), made *"
        }

        $match = @(Complete $Line)[0]

        $match.CompletionText | Should -BeExactly $Text
        $match.ListItemText | Should -Be $Label
        $match.ToolTip | Should -BeLike $Hint
        $match.ResultType | Should -Be 'ParameterValue'
        (TabExpansion2 $Line $Line.Length).CompletionMatches[0].CompletionText | Should -BeExactly $Text
    }
}

Describe 'Completion of ids' {
    BeforeAll {
        $null = Connect-WsService -Emulator -EmulatorOptions @{ JobSeconds = 600 }
    }

    AfterAll {
        Disconnect-WsService
    }

    It 'goes on from how an id begins' {
        $id = (Get-WsDesktop -Name tmpl-01).DesktopId

        (Complete "Get-WsDesktop -DesktopId $($id.Substring(0, 6))").CompletionText | Should -Be $id
    }

    It 'gives all without a word, by name' {
        $matched = Complete 'Get-WsPool -PoolId '

        $matched.ListItemText | Should -Be ((Get-WsPool).Name | Sort-Object)
        $matched.CompletionText | Should -Be (Get-WsPool | Sort-Object Name).PoolId
    }

    It 'gives each item of a list' {
        $first = (Get-WsDesktop -Name tmpl-01).DesktopId

        (Complete "Get-WsDesktop -DesktopId $first,tmpl-02").CompletionText | Should -Be (Get-WsDesktop -Name tmpl-02).DesktopId
    }

    It 'keeps to the pool that is given' {
        $pool = Get-WsPool -Name support-01

        (Complete "Invoke-WsPoolRebuild -PoolId $($pool.PoolId) -DesktopId ").ListItemText | Should -Be ($pool | Get-WsPoolDesktop).Name
    }

    It 'keeps to the type of image that is given' {
        (Complete 'Invoke-WsPoolRebuild -ImageType gold -ImageId ').ListItemText | Should -Be ((Get-WsImage -Type gold).Name)
        (Complete 'Get-WsImage -Type private -Name ').ListItemText | Should -Be ((Get-WsImage -Type private).Name)
    }

    It 'gives jobs that run before those that ended, with type and state' {
        $ended = Get-WsDesktop -Name tmpl-01 | Install-WsAgent -Wait
        $running = Get-WsDesktop -Name tmpl-02 | Install-WsAgent
        $matched = Complete 'Wait-WsJob -JobId '

        $matched.CompletionText | Should -Be $running.JobId, $ended.JobId
        $matched[0].ListItemText | Should -Match "^$($running.JobId) batchInstallCesAgent (Waiting|Running)$"
        $matched[1].ToolTip | Should -BeLike 'batchInstallCesAgent, Succeeded, 100*%, 1 desktops, began *'
    }

    It 'gives the jobs of a pool where the pool is given' {
        $pool = Get-WsPool -Name sales-02
        $job = $pool | Invoke-WsPoolRebuild -ImageId (Get-WsImage -Name win11-2026-01).ImageId -Confirm:$false

        (Complete "Get-WsJob -PoolId $($pool.PoolId) -JobId ").CompletionText | Should -Be $job.JobId
    }
}

Describe 'Completion of words that mean something' {
    BeforeAll {
        $server = Start-Wire -Scripted
        Connect-Wire $server
        $names = 'two words', "it's", 'x[1]', 'a$b', '5;6', '@at', 'plain-1.2'
        $pools = $names | ForEach-Object { @{ id = "id-$_"; name = $_ } }
        $server.Answer('GET', '/desktop-pools\?', 200, (@{ desktop_pools = $pools; total_count = $pools.Count } | ConvertTo-Json -Compress))
    }

    AfterAll {
        Disconnect-WsService
        $server.Dispose()
    }

    It 'quotes <Name>' -ForEach @(
        @{ Name = 'two words'; Word = 'two'; Expected = "'two words'" }
        @{ Name = 'it''s'; Word = 'it'; Expected = "'it''s'" }
        @{ Name = 'x[1]'; Word = 'x'; Expected = "'x``[1``]'" }
        @{ Name = 'a$b'; Word = 'a'; Expected = "'a`$b'" }
        @{ Name = '5;6'; Word = '5'; Expected = "'5;6'" }
        @{ Name = '@at'; Word = '''@'; Expected = "'@at'" }
        @{ Name = 'plain-1.2'; Word = 'plain'; Expected = 'plain-1.2' }
        @{ Name = 'plain-1.2'; Word = '''plain'; Expected = "'plain-1.2'" }
        @{ Name = 'plain-1.2'; Word = '"plain'; Expected = '"plain-1.2"' }
        @{ Name = 'a$b'; Word = '"a'; Expected = '"a`$b"' }
    ) {
        $text = (Complete "Get-WsPool -Name $Word").CompletionText

        $text | Should -BeExactly $Expected
        # What is inserted finds just that pool.
        (Invoke-Expression "Get-WsPool -Name $text").Name | Should -BeExactly $Name
    }

    It 'takes a word with wildcards' {
        (Complete 'Get-WsPool -Name *in-1').CompletionText | Should -Be 'plain-1.2'
    }

    It 'quotes ids, and does not take them for patterns' {
        (Complete 'Get-WsPool -PoolId x').CompletionText | Should -BeExactly "'id-x[1]'"
    }
}

Describe 'Completion and connections' {
    BeforeEach {
        $server = Start-Wire
        Connect-Wire $server
    }

    AfterEach {
        Disconnect-WsService
        $server.Dispose()
    }

    It 'asks once for some seconds, also where the word grows' {
        (Complete 'Get-WsPool -Name s').Count | Should -Be 3
        (Complete 'Get-WsPool -Name sa').Count | Should -Be 2
        (Complete 'Get-WsPool -Name sales-01').Count | Should -Be 1
        (Complete 'Get-WsPool -Name sup').Count | Should -Be 1

        $server.Requests.Count | Should -Be 1
    }

    It 'has the service search for the word' {
        (Complete 'Get-WsDesktop -Name support').Count | Should -Be 7
        (Complete 'Get-WsDesktop -Name support-01-0003').Count | Should -Be 1

        $server.Requests.Count | Should -Be 1
        $server.Requests[0].Target | Should -BeLike '*/desktops/detail?computer_name=support&*'
    }

    It 'asks again later' {
        $null = Connect-WsService -Emulator -EmulatorOptions @{ JobSeconds = 60 }
        (Complete 'Get-WsImage -Name win11-2026-').Count | Should -Be 2
        # The embedded service's time goes on while it is waited for.
        $null = Get-WsDesktop -Name tmpl-01 | New-WsDesktopImage -ImageName win11-2026-11 -Wait -Confirm:$false

        (Complete 'Get-WsImage -Name win11-2026-').CompletionText | Should -Contain 'win11-2026-11'
    }

    It 'uses the connection that is given' {
        $other = Connect-WsService -Emulator -EmulatorOptions @{ Desktops = 50; Pools = 6; Seed = 7 }
        Connect-Wire $server
        $matched = Complete 'Get-WsPool -Connection $other -Name '

        $matched.CompletionText | Should -Be ((Get-WsPool -Connection $other).Name | Sort-Object)
        $matched.Count | Should -Be 6
        $server.Requests.Count | Should -Be 0
    }

    It 'gives nothing where the connection that is given cannot be told, or is closed' {
        Complete 'Get-WsPool -Connection (Get-WsConnection) -Name s' | Should -BeNullOrEmpty
        $closed = Connect-WsService -Emulator
        Disconnect-WsService
        Connect-Wire $server
        Complete 'Get-WsPool -Connection $closed -Name s' | Should -BeNullOrEmpty

        $server.Requests.Count | Should -Be 0
    }

    It 'gives nothing without a connection, and makes none' {
        Disconnect-WsService
        $keys = 'HUAWEICLOUD_SDK_AK', 'HUAWEICLOUD_SDK_SK', 'HUAWEICLOUD_SDK_PROJECT_ID', 'HW_REGION_NAME', 'HUAWEICLOUD_SDK_REGION_WORKSPACE_EMULATOR'
        try {
            # Here a cmdlet that reads would connect by itself.
            $env:HUAWEICLOUD_SDK_AK = $server.Tenant.AccessKey
            $env:HUAWEICLOUD_SDK_SK = $server.Tenant.SecretKey
            $env:HUAWEICLOUD_SDK_PROJECT_ID = $server.Tenant.ProjectId
            $env:HW_REGION_NAME = 'emulator'
            $env:HUAWEICLOUD_SDK_REGION_WORKSPACE_EMULATOR = $server.Endpoint

            Complete 'Get-WsPool -Name s' | Should -BeNullOrEmpty
            Get-WsConnection | Should -BeNullOrEmpty
            $server.Requests.Count | Should -Be 0
            (Get-WsPool).Count | Should -Be 3
        }
        finally {
            $keys | ForEach-Object { Remove-Item "env:$_" -ErrorAction Ignore }
        }
    }

    It 'gives nothing and no error where the service fails, and does not ask it again at once' {
        $server.Answer('GET', '/desktop-pools\?', 500, '{"error_code":"WKS.0500","error_msg":"an internal error"}')
        $Error.Clear()

        Complete 'Get-WsPool -Name s' | Should -BeNullOrEmpty
        Complete 'Get-WsPool -Name sa' | Should -BeNullOrEmpty
        $Error.Count | Should -Be 0
        $server.Requests.Count | Should -Be 1
    }

    It 'does not keep the prompt waiting for a service that does not answer' {
        $server.Hang('GET', '/desktop-pools\?')
        $watch = [System.Diagnostics.Stopwatch]::StartNew()
        $matched = Complete 'Get-WsPool -Name s'
        $again = Complete 'Get-WsPool -Name s'
        $watch.Stop()

        $matched | Should -BeNullOrEmpty
        $again | Should -BeNullOrEmpty
        # Two seconds for both; without the bound it would be the timeout of the request, 100 seconds.
        $watch.Elapsed.TotalSeconds | Should -BeLessThan 10
        $server.Requests.Count | Should -Be 1
    }

    It 'gives what has come until then' {
        $server.Dispose()
        $server = Start-Wire -Options @{ Desktops = 700; Pools = 2 }
        Connect-Wire $server
        $server.Hang('GET', 'offset=499$')

        @(Complete 'Get-WsDesktop -Name ').Count | Should -Be 500
    }
}

Describe 'Completion of what does not need the service' {
    It 'gives <Text> for <Line>' -ForEach @(
        @{ Line = 'Connect-WsService -Region ap-southeast-3'; Text = 'ap-southeast-3'; Hint = 'Singapore' }
        @{ Line = 'Connect-WsService eu'; Text = 'eu-west-101'; Hint = 'Europe' }
        @{ Line = 'Get-WsJob -Type rebuildDesktopP'; Text = 'rebuildDesktopPool'; Hint = 'a pool is rebuilt' }
        @{ Line = 'Get-WsJob -Type desktopTo'; Text = 'desktopToImage'; Hint = 'an image is made of a desktop' }
        @{ Line = 'Invoke-WsPoolRebuild -OSType W'; Text = 'Windows'; Hint = 'Windows' }
        @{ Line = 'Get-WsJob -Status Part'; Text = 'PartlyFailed'; Hint = 'PartlyFailed' }
        @{ Line = 'Get-WsDesktop -Status HIB'; Text = 'HIBERNATED'; Hint = 'HIBERNATED' }
        @{ Line = 'Get-WsPoolDesktop -Inconsistent Ima'; Text = 'Image'; Hint = 'Image' }
        @{ Line = 'Get-WsPoolDesktop -Inconsistent Image, Disk'; Text = 'DiskCount'; Hint = 'DiskCount' }
    ) {
        $match = @(Complete $Line)[0]

        $match.CompletionText | Should -BeExactly $Text
        $match.ToolTip | Should -Be $Hint
    }

    It 'gives every region' {
        (Complete 'Connect-WsService -Region ').Count | Should -Be 19
    }

    Context 'profiles' {
        BeforeAll {
            $file = Join-Path $TestDrive 'credentials'
            Set-Content $file "[basic]`nak = a`nsk = s`n[basic.ops team]`nak = a`nsk = s`nregion = tr-west-1`n[global]`nak = a`nsk = s"
            $koo = Join-Path $TestDrive 'config.json'
            Set-Content $koo '{"current":"one","profiles":[{"name":"one","region":"la-south-2"},{"name":"two"}]}'
        }

        It 'are those of the file that is given' {
            $matched = Complete "Connect-WsService -ProfilePath '$file' -ProfileName "

            $matched.CompletionText | Should -Be 'basic', "'basic.ops team'", 'global'
            $matched[1].ToolTip | Should -Be "in $file, region tr-west-1"
        }

        It 'are KooCLI''s where the file is' {
            (Complete "Connect-WsService -ProfilePath '$koo' -ProfileName ").CompletionText | Should -Be 'one', 'two'
        }

        It 'are those of the file that the environment names' {
            $before = $env:HUAWEICLOUD_SDK_CREDENTIALS_FILE
            try {
                $env:HUAWEICLOUD_SDK_CREDENTIALS_FILE = $file
                (Complete 'Connect-WsService -ProfileName basic').CompletionText | Should -Be 'basic', "'basic.ops team'"
            }
            finally {
                $env:HUAWEICLOUD_SDK_CREDENTIALS_FILE = $before
            }
        }

        It 'are none, and no error, where the file <Name>' -ForEach @(
            @{ Name = 'is not there'; Content = $null }
            @{ Name = 'is no JSON'; Content = 'x' }
        ) {
            $odd = Join-Path $TestDrive 'odd.json'
            Remove-Item $odd -ErrorAction Ignore
            if ($Content) {
                Set-Content $odd $Content
            }

            $Error.Clear()
            Complete "Connect-WsService -ProfilePath '$odd' -ProfileName zz" | Where-Object ResultType -EQ 'ParameterValue' | Should -BeNullOrEmpty
            $Error.Count | Should -Be 0
        }
    }
}

Describe 'Every parameter' {
    It 'that takes an id or a name of the service is completed' {
        $asked = 'DesktopId', 'PoolId', 'ImageId', 'JobId', 'Name', 'UserName', 'Region', 'ProfileName'
        $parameters = foreach ($command in Get-Command -Module Workspace) {
            foreach ($parameter in $command.Parameters.Values | Where-Object Name -In $asked) {
                if (-not @($parameter.Attributes.Where({ $_ -is [Parameter] }))[0].DontShow) {
                    [pscustomobject]@{ Name = "$command -$($parameter.Name)"; IsCompleted = @($parameter.Attributes.Where({ $_ -is [System.Management.Automation.ArgumentCompleterAttribute] })).Count -eq 1 }
                }
            }
        }

        $parameters.Count | Should -BeGreaterThan 20
        $parameters | Where-Object { -not $_.IsCompleted } | ForEach-Object Name | Should -BeNullOrEmpty
    }
}
