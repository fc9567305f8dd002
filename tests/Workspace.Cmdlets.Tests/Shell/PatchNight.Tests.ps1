# The sample's own tests, which a team copies together with it.
. $PSScriptRoot/../../../samples/PatchNight.Tests.ps1

Describe 'Patch night over a socket' {
    BeforeAll {
        . $PSScriptRoot/../Support/Wire.ps1
        $runbook = Join-Path $PSScriptRoot '../../../samples/PatchNight.ps1'
    }

    It 'posts the outcome to the webhook, and writes the report' {
        $null = Connect-WsService -Emulator
        $hook = Start-Wire -Scripted
        $file = Join-Path ([System.IO.Path]::GetTempPath()) "fleet-$([guid]::NewGuid()).html"
        try {
            $hook.Answer('POST', '^/hook$', 200, '{}')
            $outcome = & $runbook -ImageName win11-2026-01 -WebhookUri "$($hook.Endpoint)hook" -ReportPath $file

            $outcome.Done | Should -Be 2
            $posted = $hook.Writes.Body | ConvertFrom-Json
            $posted.text | Should -Be 'Patch night: all 2 pools have win11-2026-01.'
            $posted.outcome.Stragglers | Should -BeNullOrEmpty
            Get-Content $file -Raw | Should -BeLike '*Patch night: win11-2026-01*'
        }
        finally {
            $hook.Dispose()
            Remove-Item $file -ErrorAction Ignore
            Disconnect-WsService
        }
    }
}
