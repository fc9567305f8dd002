# Tests of PatchNight.ps1 against a service in memory: no account, no network, no waiting. Copy both, and make them yours.
# Run with: Invoke-Pester ./PatchNight.Tests.ps1
BeforeAll {
    Import-Module Workspace -ErrorAction Ignore
    $script = Join-Path $PSScriptRoot 'PatchNight.ps1'
    $image = 'win11-2026-01'

    # Runs the script; gives its outcome, and the error that ended it, if any.
    function Invoke-PatchNight {
        param([hashtable] $With = @{})

        $outcome = $failure = $null
        try { $null = & $script -ImageName $image @With -OutVariable outcome -WarningAction SilentlyContinue }
        catch { $failure = $_ }
        [pscustomobject]@{ Outcome = $outcome | Select-Object -First 1; Failure = $failure }
    }
}

Describe 'Patch night' {
    BeforeEach {
        # Twelve sales desktops and more in three pools; a job takes a quarter of an hour of the service's time, and none of ours.
        $service = (Connect-WsService -Emulator -EmulatorOptions @{ Desktops = 40; Pools = 3; JobSeconds = 900; Now = '2026-11-20T22:00:00Z' }).GetEmulator()
        $sales = $service.Pools | Where-Object Name -Like 'sales-*'
        $imageId = ($service.Images | Where-Object Name -EQ $image).ImageId
    }

    AfterEach {
        Disconnect-WsService
    }

    It 'brings every desktop of the pools to the image, and touches no other' {
        $run = Invoke-PatchNight

        $run.Failure | Should -BeNullOrEmpty
        $run.Outcome.Done | Should -Be $sales.Count
        ($service.Desktops | Where-Object PoolId -In $sales.PoolId).ImageId | Select-Object -Unique | Should -Be $imageId
        ($service.Desktops | Where-Object PoolId -NotIn $sales.PoolId).ImageId | Should -Not -Contain $imageId
    }

    It 'is over before the morning' {
        $null = Invoke-PatchNight

        $service.Now | Should -BeLessThan ([datetime] '2026-11-21T05:00:00Z').ToUniversalTime()
    }

    It 'warns the users, and gives them time' {
        $null = Invoke-PatchNight -With @{ DelayMinutes = 10 }

        $sent = $service.Requests | Where-Object { $_.Method -eq 'POST' -and $_.Path -like '*/rebuild' }
        $sent.Count | Should -Be $sales.Count
        $sent.Body | Should -BeLike '*"delay_time":10*Please save your work*'
    }

    It 'begins no other pool when the canary fails, and says which' {
        # Its desktops fail in the rollout, and when they are tried again.
        $service.Desktops | Where-Object PoolId -EQ $sales[1].PoolId | ForEach-Object { $service.FailDesktop($_.DesktopId, 2) }
        $run = Invoke-PatchNight -With @{ Canary = $sales[1].Name }

        $run.Failure | Should -BeLike '*0 of 2 pools*run it again*'
        $run.Outcome.NotBegun | Should -Be $sales[0].Name
        ($service.Desktops | Where-Object PoolId -EQ $sales[0].PoolId).ImageId | Should -Not -Contain $imageId
    }

    It 'tries a desktop that failed once more' {
        $unlucky = $service.Desktops | Where-Object PoolId -EQ $sales[0].PoolId | Select-Object -First 1
        $service.FailDesktop($unlucky.DesktopId)
        $null = Invoke-PatchNight

        ($service.Desktops | Where-Object DesktopId -EQ $unlucky.DesktopId).ImageId | Should -Be $imageId
    }

    It 'goes on where it stood when it is run again' {
        $service.Fail('POST', "/$($sales[0].PoolId)/rebuild", 403, 'WKS.0403')
        $first = Invoke-PatchNight -With @{ ThrottleLimit = 1 }
        $second = Invoke-PatchNight

        $first.Failure | Should -Not -BeNullOrEmpty
        $second.Failure | Should -BeNullOrEmpty
        $second.Outcome.Done | Should -Be $sales.Count
        $service.Jobs.PoolId | Group-Object | ForEach-Object Count | Should -Be (@(1) * $sales.Count)
    }

    It 'rebuilds no pool twice when an answer is lost' {
        $service.LoseAnswer('POST', '/rebuild')
        $run = Invoke-PatchNight

        $run.Failure | Should -BeNullOrEmpty
        $service.Jobs.Count | Should -Be $sales.Count
    }

    It 'tells the webhook how it went' {
        Mock Invoke-RestMethod { }
        $null = Invoke-PatchNight -With @{ WebhookUri = 'https://chat.example/hook' }

        Should -Invoke Invoke-RestMethod -Times 1 -Exactly -ParameterFilter {
            $Uri -eq 'https://chat.example/hook' -and ($Body | ConvertFrom-Json).text -eq "Patch night: all $($sales.Count) pools have $image."
        }
    }

    It 'ends well although nobody hears the webhook' {
        Mock Invoke-RestMethod { throw [System.Net.Http.HttpRequestException]::new('no route') }

        (Invoke-PatchNight -With @{ WebhookUri = 'https://chat.example/hook' }).Failure | Should -BeNullOrEmpty
    }
}
