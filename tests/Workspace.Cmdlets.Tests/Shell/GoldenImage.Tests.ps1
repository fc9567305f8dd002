BeforeAll {
    . $PSScriptRoot/../Support/Wire.ps1
}

Describe 'The golden-image cycle' -Tag Desktop {
    AfterEach {
        Disconnect-WsService
    }

    It 'runs from the template to the last desktop, in one line each' {
        $null = Connect-WsService -Emulator -EmulatorOptions @{ JobSeconds = 900 }

        $ready = Get-WsDesktop -Name 'tmpl-*' | Test-WsSysprep -IncludeImageSupport | Where-Object Ready
        $ready.DesktopId | Should -Be (Get-WsDesktop -Name 'tmpl-01').DesktopId

        ($ready | Install-WsAgent -Wait).Status | Should -Be 'Succeeded'
        ($ready | Get-WsAgent).IsInstalled | Should -BeTrue

        $job = Get-WsDesktop -Name 'tmpl-01' | New-WsDesktopImage -ImageName 'win11-2026-11' -Wait -Confirm:$false
        $job.Status | Should -Be 'Succeeded'
        (Get-WsImage -ImageId $job.ImageId).Name | Should -Be 'win11-2026-11'

        $rebuilds = Get-WsPool -Name 'sales-*' | Invoke-WsPoolRebuild -ImageId $job.ImageId -Message 'Save your work' -Wait -Confirm:$false
        $rebuilds.Status | Should -Be 'Succeeded', 'Succeeded'
        Get-WsPool -Name 'sales-*' | Get-WsPoolDesktop -Inconsistent Image | Should -BeNullOrEmpty
        Get-WsPool -Name 'sales-*' | Get-WsPoolDesktop | ForEach-Object ImageId | Select-Object -Unique | Should -Be $job.ImageId
        (Get-WsPool -Name 'sales-*').ImageId | Select-Object -Unique | Should -Be $job.ImageId

        Get-WsPool -Name 'support-*' | Get-WsPoolDesktop | ForEach-Object ImageId | Should -Not -Contain $job.ImageId
        (Get-WsDesktop | Install-WsAgent | Wait-WsJob).Status | Sort-Object -Unique | Should -Be 'Skipped', 'Succeeded'
        (Get-WsAgent -Installed).Count | Should -Be (Get-WsDesktop).Count
    }

    It 'shows which desktops did not follow, and repairs those' {
        $null = Connect-WsService -Emulator -EmulatorOptions @{ JobSeconds = 900; FailureRate = 0.4 }
        $image = Get-WsImage -Name win11-2026-01
        $first = Get-WsPool -Name 'sales-*' | Invoke-WsPoolRebuild -ImageId $image.ImageId -Wait -Confirm:$false -ErrorAction SilentlyContinue
        $first.Status | Should -Be 'PartlyFailed', 'PartlyFailed'

        $rounds = 0
        while (($behind = Get-WsPool -Name 'sales-*' | Get-WsPoolDesktop -Inconsistent Image) -and $rounds -lt 10) {
            $rounds++
            $repairs = $behind | Invoke-WsPoolRebuild -ImageId $image.ImageId -Wait -Confirm:$false -ErrorAction SilentlyContinue
            $repairs.DesktopId | Sort-Object | Should -Be ($behind.DesktopId | Sort-Object)
        }

        $rounds | Should -BeGreaterThan 0
        $behind | Should -BeNullOrEmpty
    }

    It 'is what samples/GoldenImage.ps1 does' {
        $null = Connect-WsService -Emulator
        $sample = Join-Path $PSScriptRoot '../../../samples/GoldenImage.ps1'
        $printed = & $sample -ImageName win11-2026-11

        $printed[-1] | Should -Match '(\d+) of \1 desktops follow win11-2026-11'
        (Get-WsImage -Name win11-2026-11).Type | Should -Be 'private'
    }
}
