BeforeAll {
    . $PSScriptRoot/../Support/Wire.ps1

    # What a command prints, warnings of the host too, and then its error. The first template and a desktop of the pool fail.
    function Get-Stopped([string] $Command) {
        (Invoke-NonInteractive @"
            `$ConfirmPreference = 'None'
            `$null = Connect-WsService -Emulator -EmulatorOptions @{ JobSeconds = 600 }
            `$service = (Get-WsConnection).GetEmulator()
            `$first, `$second = Get-WsDesktop -Name tmpl-*
            `$pool = Get-WsPool -Name sales-01
            `$image = Get-WsImage -Name win11-2026-01
            `$service.FailDesktop(`$first.DesktopId)
            `$service.FailDesktop((Get-WsPoolDesktop -PoolId `$pool.PoolId)[0].DesktopId)
            try { $Command } catch { "caught: `$_" }
            'jobs: ' + (`$service.Jobs.JobId -join ', ')
"@) -replace '\r?\n', ' '
    }
}

Describe 'A failed wait under -ErrorAction Stop' {
    It 'warns of no job that goes on, since its job has ended: <Name>' -ForEach @(
        @{ Name = 'an installation'; Command = '$first | Install-WsAgent -Wait -ErrorAction Stop' }
        @{ Name = 'a capture'; Command = '$first | New-WsDesktopImage -ImageName new-image -Wait -ErrorAction Stop' }
        @{ Name = 'a rebuild of a pool'; Command = '$pool | Invoke-WsPoolRebuild -ImageId $image.ImageId -Wait -ErrorAction Stop' }
        @{ Name = 'a power action on a pool'; Command = '$pool | Restart-WsDesktop -Wait -ErrorAction Stop' }
        @{ Name = 'Wait-WsJob'; Command = '$first | Install-WsAgent | Wait-WsJob -ErrorAction Stop' }
        @{ Name = '$ErrorActionPreference'; Command = '$ErrorActionPreference = ''Stop''; $first | Install-WsAgent -Wait' }
    ) {
        $printed = Get-Stopped $Command

        $printed | Should -BeLike '*caught: Job * failed*jobs: *'
        $printed | Should -Not -BeLike '*goes on by itself*'
    }

    It 'names the other jobs, which still run' {
        $printed = Get-Stopped '$failing = $first | Install-WsAgent; $service.Advance([timespan]::FromSeconds(300)); $running = $second | Install-WsAgent; $failing, $running | Wait-WsJob -ErrorAction Stop'

        $printed | Should -Match 'A job goes on by itself\. Wait for it with: Wait-WsJob -JobId (?<running>[\w-]+).*caught: Job (?<failing>[\w-]+) .*failed.*jobs: (\k<failing>, \k<running>|\k<running>, \k<failing>)'
        $printed | Should -Not -BeLike '*jobs go on*'
    }
}
