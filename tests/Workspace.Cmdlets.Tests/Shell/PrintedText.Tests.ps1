BeforeAll {
    . $PSScriptRoot/../Support/Wire.ps1

    # What a console obeys, and what turns the direction of writing.
    $obeyed = '[\x00-\x09\x0B-\x1F\x7F-\x9F\u200B-\u200F\u2028-\u202E\u2066-\u2069]'
    $json = 'ev\u001b[2Kil\u0007\u202e\u009b\nok'
    $raw = "ev`e[2Kil`a$([char] 0x202E)$([char] 0x9B)`nok"
    $shown = 'ev\u001B[2Kil\u0007\u202E\u009B\u000Aok'
}

Describe 'A name with characters that a console obeys' {
    BeforeAll {
        $server = Start-Wire -Scripted
        Connect-Wire $server
        $desktop = '{"desktop_id":"d1","computer_name":"NAME","login_status":"CONNECTED","user_name":"NAME","status":"ACTIVE"}'.Replace('NAME', $json)
        $server.Answer('GET', '/desktops/d1$', 200, "{""desktop"":$desktop}")
        $server.Answer('GET', '/desktops/detail(\?|$)', 200, "{""total_count"":1,""desktops"":[$desktop]}")
        $server.Answer('GET', '/desktop-pools/p1$', 200, '{"id":"p1","name":"NAME","status":"STEADY","image_id":"i0"}'.Replace('NAME', $json))
        $server.Answer('GET', '/images(\?|$)', 200, '{"total_count":1,"images":[{"id":"i1","name":"NAME","type":"private"}]}'.Replace('NAME', $json))
        $server.Answer('GET', '/workspace-jobs/j1$', 200, '{"id":"j1","status":"FAILED","job_type":"NAME","sub_jobs_total":1,"sub_jobs":[{"id":"s1","job_id":"j1","status":"FAILED","fail_reason":"NAME","error_code":"NAME","entities":{"desktop_id":"d1","desktop_name":"NAME"}}]}'.Replace('NAME', $json))
    }

    AfterAll {
        Disconnect-WsService
        $server.Dispose()
    }

    It 'is shown escaped in a prompt: <Name>' -ForEach @(
        @{ Name = 'desktop'; Act = { Stop-WsDesktop -DesktopId d1 -WhatIf } }
        @{ Name = 'pool and image'; Act = { Invoke-WsPoolRebuild -PoolId p1 -ImageId i1 -WhatIf } }
        @{ Name = 'message'; Act = { Send-WsNotification -DesktopId d1 -Message $raw -WhatIf } }
        @{ Name = 'image to come'; Act = { Invoke-WsRestMethod -Method POST -Path '/v2/{project_id}/x' -WhatIf; Set-WsMaintenanceMode -DesktopId d1 -State On -WhatIf } }
    ) {
        $text = Get-HostText $Act

        $text | Should -Match ([regex]::Escape($shown))
        $text -replace '\r?\n' | Should -Not -Match $obeyed
    }

    It 'is shown escaped in an error: <Name>' -ForEach @(
        @{ Name = 'a name that nothing has'; Act = { Get-WsDesktop -Name ([WildcardPattern]::Escape($raw) + 'x') } }
        @{ Name = 'an id'; Act = { Get-WsDesktop -DesktopId $raw } }
        @{ Name = 'a wildcard'; Act = { Get-WsPool -Name ($raw + '[') } }
        @{ Name = 'a job that failed'; Act = { Wait-WsJob -JobId j1 } }
        @{ Name = 'a path'; Act = { Invoke-WsRestMethod -Method GET -Path "/$raw" } }
    ) {
        $failure = @(& { try { & $Act 2>&1 } catch { $_ } }) | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] }

        @($failure).Count | Should -Be 1
        "$failure" | Should -Match ([regex]::Escape($shown))
        foreach ($text in "$failure", $failure.CategoryInfo.ToString(), $failure.ErrorDetails.RecommendedAction, $failure.Exception.Message) {
            $text | Should -Not -Match $obeyed
            $text | Should -Not -Match "`n"
        }
    }

    It 'is shown escaped in progress, in the log of a wait and in a warning' {
        $shell = New-Shell
        try {
            $shell.AddScript('
                param($connection, $name)
                $null = Wait-WsJob -JobId j1 -Connection $connection
                $null = Invoke-WsRestMethod -Operation ListDesktops -Query @{ $name = 1 } -Connection $connection -ErrorAction SilentlyContinue').AddArgument((Get-WsConnection)).AddArgument($raw).Invoke()
            $texts = @($shell.Streams.Progress | ForEach-Object { $_.Activity; $_.StatusDescription; $_.CurrentOperation }) + @($shell.Streams.Information | ForEach-Object { "$_" }) + @($shell.Streams.Warning | ForEach-Object { "$_" })
        }
        finally {
            $shell.Runspace.Dispose()
        }

        $shell.Streams.Progress, $shell.Streams.Information, $shell.Streams.Warning | ForEach-Object { @($_).Count | Should -BeGreaterThan 0 }
        @($shell.Streams.Progress.StatusDescription) -match [regex]::Escape($shown) | Should -Not -BeNullOrEmpty
        @($shell.Streams.Warning | ForEach-Object { "$_" }) -match [regex]::Escape($shown) | Should -Not -BeNullOrEmpty
        ($texts -join '') | Should -Not -Match $obeyed
        ($texts -join '') | Should -Not -Match "`n"
    }

    It 'is shown escaped in the columns that the module writes, and in menus' {
        $view = [Workspace.Commands.Infrastructure.Views.ViewText]
        $view::State($raw), $view::Task($raw), $view::List(@($raw)) -replace '^\e\[\d+m|\e\[0m$' | Should -Be @($shown, $shown, $shown)
        $menu = (TabExpansion2 'Get-WsDesktop -Name e' 21).CompletionMatches

        $menu.Count | Should -Be 1
        "$($menu.ListItemText)$($menu.ToolTip)" | Should -Not -Match $obeyed
    }

    It 'stays as it is in objects' {
        (Get-WsDesktop -DesktopId d1).Name | Should -BeExactly $raw
    }
}
