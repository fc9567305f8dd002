. $PSScriptRoot/../Support/DesktopChangeCases.ps1 -Cmdlet Stop-WsUserSession -With @{} -Method POST -Path /desktops/logoff

Describe 'Stop-WsUserSession' {
    BeforeEach {
        $server = Start-Wire -Options @{ Desktops = 60 }
        Connect-Wire $server
        $sessions = Get-WsUserSession
        $server.Forget()
    }

    AfterEach {
        Disconnect-WsService
        $server.Dispose()
    }

    It 'logs off who is logged on, and writes nothing' {
        $sessions[0, 1] | Stop-WsUserSession | Should -BeNullOrEmpty

        $server.Writes[0].Body | Should -BeExactly "{`"desktop_ids`":[`"$($sessions[0].DesktopId)`",`"$($sessions[1].DesktopId)`"]}"
        (Get-WsUserSession).DesktopId | Should -Be @($sessions | Select-Object -Skip 2).DesktopId
    }

    It 'takes sessions from the pipeline, also from Import-Clixml' {
        Get-WsUserSession -UserName $sessions[0].UserName | Stop-WsUserSession
        $sessions[1] | Export-Clixml (Join-Path $TestDrive s.xml)
        Import-Clixml (Join-Path $TestDrive s.xml) | Stop-WsUserSession

        (Get-WsUserSession).DesktopId | Should -Be @($sessions | Select-Object -Skip 2).DesktopId
    }

    It 'tells them a message' {
        Stop-WsUserSession -DesktopId $sessions[0].DesktopId -Message 'Bye'

        $server.Writes[0].Body | Should -BeExactly "{`"desktop_ids`":[`"$($sessions[0].DesktopId)`"],`"message`":`"Bye`"}"
    }

    It 'writes the desktops with -PassThru' {
        $written = $sessions[0, 1] | Stop-WsUserSession -PassThru

        $written.DesktopId | Should -Be $sessions[0, 1].DesktopId
        $written[0].GetType() | Should -BeIn (Get-Command Stop-WsUserSession).OutputType.Type
    }

    It 'writes with -PassThru none for which it failed' {
        $server.Answer('POST', '/logoff$', 409, '{"error_code":"WKS.0409","error_msg":"busy"}')
        $sessions[0] | Stop-WsUserSession -PassThru -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

        $failures[0].TargetObject | Should -Be $sessions[0].DesktopId
        $failures[0].CategoryInfo.Category | Should -Be 'ResourceBusy'
    }

    It 'refuses <Name> before anything is sent' -ForEach @(
        @{ Name = 'a message of 256 characters'; Message = 'x' * 256; Text = '*256 characters; the limit is 255*' }
        @{ Name = 'an empty message'; Message = ''; Text = '*Message*' }
    ) {
        $failure = Get-TerminatingError { Stop-WsUserSession -DesktopId $sessions[0].DesktopId -Message $Message }

        $failure | Should -BeLike $Text
        $server.Requests.Count | Should -Be 0
    }

    It 'takes a message of 255 characters' {
        Stop-WsUserSession -DesktopId $sessions[0].DesktopId -Message ('x' * 255)

        $server.Writes.Count | Should -Be 1
    }

    It 'says with -WhatIf who is there, and what is lost' {
        $one = $sessions | Where-Object LoginStatus -EQ 'CONNECTED' | Select-Object -First 1
        $text = Get-HostText { $one | Stop-WsUserSession -WhatIf }

        $text | Should -BeLike "*`"Log users off`" on target `"desktop '$($one.DesktopName)' ($($one.DesktopId)), 1 user logged on ($($one.UserName)), *: what they have not saved is lost*"
    }

    It 'goes on where the sessions have ended although the answer was lost' {
        # It is carried out, and its answer becomes an error.
        Stop-WsUserSession -DesktopId $sessions[0].DesktopId
        $late = $sessions[0]
        $server.Answer('POST', '/logoff$', 502, '<html>Bad Gateway</html>')
        $server.Answer('GET', "/desktops/$($late.DesktopId)`$", 200, "{`"desktop`":{`"desktop_id`":`"$($late.DesktopId)`",`"computer_name`":`"pc`",`"login_status`":`"CONNECTED`"}}", 1)
        Stop-WsUserSession -DesktopId $late.DesktopId -WarningVariable warnings -WarningAction SilentlyContinue -ErrorVariable failures

        $failures | Should -BeNullOrEmpty
        "$warnings" | Should -BeLike '*Logoff of desktop*was lost*1 of 1 show that it was carried out*'
        $server.Writes.Count | Should -Be 2
    }

    It 'is an error where nothing shows, and is sent again only with -RetryAmbiguous' {
        Connect-Wire $server -With @{ RetryTimeoutSec = 2 }
        $server.Answer('POST', '/logoff$', 502, '<html>Bad Gateway</html>', 2)
        Stop-WsUserSession -DesktopId $sessions[0].DesktopId -ErrorVariable failures -ErrorAction SilentlyContinue

        $failures[0].FullyQualifiedErrorId | Should -BeLike 'WsAmbiguousOutcome,*'
        $failures[0].TargetObject | Should -Be $sessions[0].DesktopId
        $server.Writes.Count | Should -Be 1
        Stop-WsUserSession -DesktopId $sessions[0].DesktopId -RetryAmbiguous -WarningAction SilentlyContinue
        $server.Writes.Count | Should -Be 3
        $sessions[0].DesktopId | Should -Not -BeIn (Get-WsUserSession).DesktopId
    }
}

Describe 'Stop-WsUserSession -Wait' {
    BeforeEach {
        $null = Connect-WsService -Emulator -EmulatorOptions @{ Desktops = 60; JobSeconds = 120 }
        $sessions = @(Get-WsUserSession | Select-Object -First 2)
    }

    AfterEach {
        Disconnect-WsService
    }

    It 'ends when nobody is logged on any more, and writes the desktops with -PassThru then' {
        $written = $sessions | Stop-WsUserSession -Wait -PassThru

        $written.DesktopId | Sort-Object | Should -Be ($sessions.DesktopId | Sort-Object)
        $written.InUse | Select-Object -Unique | Should -BeFalse
        (Get-WsDesktop -DesktopId $sessions.DesktopId).InUse | Select-Object -Unique | Should -BeFalse
    }

    It 'writes nothing without -PassThru' {
        $sessions | Stop-WsUserSession -Wait | Should -BeNullOrEmpty

        (Get-WsDesktop -DesktopId $sessions.DesktopId).InUse | Select-Object -Unique | Should -BeFalse
    }

    It 'gives up after -TimeoutSec, with an error of each desktop' {
        $sessions | Stop-WsUserSession -Wait -PassThru -TimeoutSec 60 -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

        $failures.TargetObject | Should -Be $sessions.DesktopId
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'WsTimeout,*'
        $failures[0] | Should -BeLike "* is $($sessions[0].LoginStatus) instead of logged off after 60 seconds*"
    }

    It 'shows how many are there' {
        $shell = New-Shell
        try {
            $null = $shell.AddScript('param($c, $ids) Stop-WsUserSession -DesktopId $ids -Wait -Confirm:$false -Connection $c').AddArgument((Get-WsConnection)).AddArgument($sessions.DesktopId).Invoke()

            $shell.Streams.Progress.StatusDescription | Select-Object -Unique | Should -Be 'Log users off: 0 of 2 are there', 'Log users off: 1 of 2 are there', 'Log users off: 2 of 2 are there', 'Done'
        }
        finally {
            $shell.Runspace.Dispose()
        }
    }
}
