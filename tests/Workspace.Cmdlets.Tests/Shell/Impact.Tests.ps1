BeforeAll {
    . $PSScriptRoot/../Support/Wire.ps1

    # Runs a command where nobody can be asked, with the preferences that a session begins with; gives the ids of its errors.
    function Invoke-Unattended {
        param([string] $Command)

        $shell = New-Shell
        try {
            $null = $shell.AddScript("param(`$connection, `$ids, `$pool) `$PSDefaultParameterValues['*-Ws*:Connection'] = `$connection; $Command")
            $null = $shell.AddArgument((Get-WsConnection)).AddArgument($ids).AddArgument($pool)
            try {
                $null = $shell.Invoke()
            }
            catch [System.Management.Automation.RuntimeException] {
                $_.Exception.InnerException.ErrorRecord
            }

            $shell.Streams.Error
        }
        finally {
            $shell.Runspace.Dispose()
        }
    }
}

Describe 'What loses the work of people' {
    BeforeEach {
        $server = Start-Wire -Options @{ Desktops = 60 }
        Connect-Wire $server
        $pool = $server.Tenant.Pools[0].PoolId
    }

    AfterEach {
        Disconnect-WsService
        $server.Dispose()
    }

    It 'asks first: <Command> where the desktop is <Login>' -ForEach @(
        foreach ($login in 'CONNECTED', 'DISCONNECTED') {
            @{ Login = $login; Command = 'Stop-WsDesktop $ids' }
            @{ Login = $login; Command = 'Restart-WsDesktop $ids' }
            @{ Login = $login; Command = 'Suspend-WsDesktop $ids' }
            @{ Login = $login; Command = 'Stop-WsUserSession $ids' }
        }

        foreach ($cmdlet in 'Stop-WsDesktop', 'Restart-WsDesktop', 'Suspend-WsDesktop', 'Start-WsDesktop') {
            @{ Login = 'REGISTERED'; Command = "$cmdlet `$ids -Force" }
        }
    ) {
        $ids = ($server.Tenant.Desktops | Where-Object { $_.LoginStatus -eq $Login -and $_.Status -eq 'ACTIVE' } | Select-Object -First 1).DesktopId
        $failure = Invoke-Unattended $Command

        $failure.FullyQualifiedErrorId | Should -BeLike 'WsNoPrompt,*'
        $server.Writes | Should -BeNullOrEmpty
    }

    It 'asks first for a pool: <_>' -ForEach 'Stop-WsDesktop -PoolId $pool', 'Restart-WsDesktop -PoolId $pool', 'Suspend-WsDesktop -PoolId $pool', 'Start-WsDesktop -PoolId $pool -Force' {
        $failure = Invoke-Unattended $_

        $failure.FullyQualifiedErrorId | Should -BeLike 'WsNoPrompt,*'
        $server.Writes | Should -BeNullOrEmpty
    }

    It 'names in the question who is logged on, of a desktop with several users too' {
        $desktop = $server.Tenant.Desktops | Where-Object LoginStatus -EQ 'DISCONNECTED' | Select-Object -First 1
        $ids = $desktop.DesktopId
        (Invoke-Unattended 'Stop-WsDesktop $ids').Exception.Message | Should -BeLike "*1 session disconnected ($($desktop.UserName))*"

        $server.Answer('GET', "/desktops/$ids`$", 200, "{`"desktop`":{`"desktop_id`":`"$ids`",`"status`":`"ACTIVE`",`"login_status`":`"CONNECTED`",`"attach_user_infos`":[{`"user_name`":`"ann`"},{`"user_name`":`"bob`"}]}}", 1)
        (Invoke-Unattended 'Stop-WsDesktop $ids').Exception.Message | Should -BeLike '*1 user logged on (ann, bob)*'
    }

    It 'goes on without a question where nobody is logged on, and nothing is cut off: <_>' -ForEach 'Stop-WsDesktop $ids', 'Restart-WsDesktop $ids', 'Suspend-WsDesktop $ids', 'Start-WsDesktop $ids', 'Start-WsDesktop -PoolId $pool' {
        $status = if ($_ -like 'Start*') { 'SHUTOFF' } else { 'ACTIVE' }
        $ids = (Get-WsDesktop -Status $status | Where-Object { $_.LoginStatus -notin 'CONNECTED', 'DISCONNECTED' -and $_.OSType -eq 'Windows' } | Select-Object -First 1).DesktopId
        $server.Forget()

        Invoke-Unattended $_ | Should -BeNullOrEmpty
        $server.Writes.Count | Should -Be 1
    }

    It 'goes on with <_>, as a runbook says it' -ForEach '-Confirm:$false', '$ConfirmPreference None' {
        $ids = ($server.Tenant.Desktops | Where-Object LoginStatus -EQ 'CONNECTED' | Select-Object -First 1).DesktopId
        $before, $after = if ($_ -eq '-Confirm:$false') { '', '-Confirm:$false' } else { '$ConfirmPreference = "None"', '' }

        Invoke-Unattended "$before; Restart-WsDesktop `$ids $after; Stop-WsUserSession `$ids $after" | Should -BeNullOrEmpty
        $server.Writes.Count | Should -Be 2
    }

    It 'asks for what loses nothing too where <_> wants it' -ForEach '-Confirm', '$ConfirmPreference Medium', '$ConfirmPreference Low' {
        $ids = ($server.Tenant.Desktops | Where-Object Status -EQ 'SHUTOFF' | Select-Object -First 1).DesktopId
        $command = if ($_ -eq '-Confirm') { 'Start-WsDesktop $ids -Confirm' } else { "`$ConfirmPreference = '$($_.Split()[1])'; Start-WsDesktop `$ids" }
        $failure = Invoke-Unattended $command

        $failure.FullyQualifiedErrorId | Should -BeLike 'WsNoPrompt,*'
        $server.Writes | Should -BeNullOrEmpty
    }

    It 'says with -Verbose what it does unasked, and with -WhatIf what it would do' {
        $ids = ($server.Tenant.Desktops | Where-Object Status -EQ 'SHUTOFF' | Select-Object -First 1).DesktopId
        Get-HostText { Start-WsDesktop $ids -WhatIf } | Should -BeLike '*What if: Performing the operation "Start" on target "desktop *'
        $server.Writes | Should -BeNullOrEmpty

        "$(Start-WsDesktop $ids -Verbose 4>&1)" | Should -BeLike '*Performing the operation "Start" on target "desktop *'
        $server.Writes.Count | Should -Be 1
    }
}
