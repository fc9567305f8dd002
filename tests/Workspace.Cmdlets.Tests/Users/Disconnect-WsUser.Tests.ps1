. $PSScriptRoot/../Support/DesktopChangeCases.ps1 -Cmdlet Disconnect-WsUser -With @{} -Method POST -Path /desktops/logoff

Describe 'Disconnect-WsUser' {
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
        $sessions[0, 1] | Disconnect-WsUser | Should -BeNullOrEmpty

        $server.Writes[0].Body | Should -BeExactly "{`"desktop_ids`":[`"$($sessions[0].DesktopId)`",`"$($sessions[1].DesktopId)`"]}"
        (Get-WsUserSession).DesktopId | Should -Be @($sessions | Select-Object -Skip 2).DesktopId
    }

    It 'tells them a message' {
        Disconnect-WsUser -DesktopId $sessions[0].DesktopId -Message 'Bye'

        $server.Writes[0].Body | Should -BeExactly "{`"desktop_ids`":[`"$($sessions[0].DesktopId)`"],`"message`":`"Bye`"}"
    }

    It 'writes the desktops with -PassThru' {
        $written = $sessions[0, 1] | Disconnect-WsUser -PassThru

        $written.DesktopId | Should -Be $sessions[0, 1].DesktopId
        $written[0].GetType() | Should -BeIn (Get-Command Disconnect-WsUser).OutputType.Type
    }

    It 'writes with -PassThru none for which it failed' {
        $server.Answer('POST', '/logoff$', 409, '{"error_code":"WKS.0409","error_msg":"busy"}')
        $sessions[0] | Disconnect-WsUser -PassThru -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

        $failures[0].TargetObject | Should -Be $sessions[0].DesktopId
        $failures[0].CategoryInfo.Category | Should -Be 'ResourceBusy'
    }

    It 'refuses <Name> before anything is sent' -ForEach @(
        @{ Name = 'a message of 256 characters'; Message = 'x' * 256; Text = '*256 characters; the limit is 255*' }
        @{ Name = 'an empty message'; Message = ''; Text = '*Message*' }
    ) {
        $failure = Get-TerminatingError { Disconnect-WsUser -DesktopId $sessions[0].DesktopId -Message $Message }

        $failure | Should -BeLike $Text
        $server.Requests.Count | Should -Be 0
    }

    It 'takes a message of 255 characters' {
        Disconnect-WsUser -DesktopId $sessions[0].DesktopId -Message ('x' * 255)

        $server.Writes.Count | Should -Be 1
    }

    It 'says with -WhatIf who is there, and what is lost' {
        $one = $sessions | Where-Object LoginStatus -EQ 'CONNECTED' | Select-Object -First 1
        $text = Get-HostText { $one | Disconnect-WsUser -WhatIf }

        $text | Should -BeLike "*`"Log users off`" on target `"desktop '$($one.DesktopName)' ($($one.DesktopId)), 1 user logged on ($($one.UserName)), *: what they have not saved is lost*"
    }

    It 'goes on where the sessions have ended although the answer was lost' {
        # It is carried out, and its answer becomes an error.
        Disconnect-WsUser -DesktopId $sessions[0].DesktopId
        $late = $sessions[0]
        $server.Answer('POST', '/logoff$', 502, '<html>Bad Gateway</html>')
        $server.Answer('GET', "/desktops/$($late.DesktopId)`$", 200, "{`"desktop`":{`"desktop_id`":`"$($late.DesktopId)`",`"computer_name`":`"pc`",`"login_status`":`"CONNECTED`"}}", 1)
        Disconnect-WsUser -DesktopId $late.DesktopId -WarningVariable warnings -WarningAction SilentlyContinue -ErrorVariable failures

        $failures | Should -BeNullOrEmpty
        "$warnings" | Should -BeLike '*Logoff of desktop*was lost*1 of 1 show that it was carried out*'
        $server.Writes.Count | Should -Be 2
    }

    It 'is an error where nothing shows, and is sent again only with -RetryAmbiguous' {
        Connect-Wire $server -With @{ RetryTimeoutSec = 2 }
        $server.Answer('POST', '/logoff$', 502, '<html>Bad Gateway</html>', 2)
        Disconnect-WsUser -DesktopId $sessions[0].DesktopId -ErrorVariable failures -ErrorAction SilentlyContinue

        $failures[0].FullyQualifiedErrorId | Should -BeLike 'WsAmbiguousOutcome,*'
        $failures[0].TargetObject | Should -Be $sessions[0].DesktopId
        $server.Writes.Count | Should -Be 1
        Disconnect-WsUser -DesktopId $sessions[0].DesktopId -RetryAmbiguous -WarningAction SilentlyContinue
        $server.Writes.Count | Should -Be 3
        $sessions[0].DesktopId | Should -Not -BeIn (Get-WsUserSession).DesktopId
    }
}
