BeforeAll {
    . $PSScriptRoot/../Support/Wire.ps1
}

Describe 'Get-WsConnection' {
    AfterEach {
        Disconnect-WsService
        foreach ($name in 'HUAWEICLOUD_SDK_AK', 'HUAWEICLOUD_SDK_SK', 'HUAWEICLOUD_SDK_PROJECT_ID', 'HW_REGION_NAME') {
            [Environment]::SetEnvironmentVariable($name, $null)
        }
    }

    It 'writes nothing where there is no connection, and looks for none' {
        $env:HUAWEICLOUD_SDK_AK = 'AK'
        $env:HUAWEICLOUD_SDK_SK = 'SK'

        Get-WsConnection | Should -BeNullOrEmpty
    }

    It 'writes the connection made last' {
        $null = Connect-WsService -Emulator
        $second = Connect-WsService -Emulator

        [object]::ReferenceEquals((Get-WsConnection), $second) | Should -BeTrue
    }

    It 'has the members that scripts read' {
        $null = Connect-WsService -Emulator

        (Get-WsConnection).PSObject.Properties.Name | Should -Be 'Region', 'ProjectId', 'Endpoint', 'Source', 'Identity', 'Status'
        "$(Get-WsConnection)" | Should -Be "project $((Get-WsConnection).ProjectId) in region emulator"
    }
}

Describe 'A cmdlet that only reads, without a connection' {
    BeforeEach {
        # A place where no connection can be made, in case the chain is followed.
        $env:HUAWEICLOUD_SDK_AK = 'AK'
        $env:HUAWEICLOUD_SDK_SK = 'SK'
        $env:HUAWEICLOUD_SDK_PROJECT_ID = 'p'
        $env:HW_REGION_NAME = 'no-region'
    }

    AfterEach {
        Disconnect-WsService
        foreach ($name in 'HUAWEICLOUD_SDK_AK', 'HUAWEICLOUD_SDK_SK', 'HUAWEICLOUD_SDK_PROJECT_ID', 'HW_REGION_NAME') {
            [Environment]::SetEnvironmentVariable($name, $null)
        }
    }

    It 'says which cmdlet to run, and with -Verbose what it looked at' {
        $env:HUAWEICLOUD_SDK_AK = $null
        $env:HUAWEICLOUD_SDK_SK = $null
        $failure = Get-TerminatingError { Get-WsDesktop }
        $verbose = & { try { Get-WsDesktop -Verbose } catch { } } 4>&1 | Out-String -Width 1000

        $verbose | Should -BeLike '*passed over environment variables HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK: neither is set*'
        ("$failure" -split '\r?\n').Count | Should -BeLessOrEqual 4
        $failure | Should -BeLike 'There is no connection in this runspace*Connect-WsService -Region*about_Workspace_Authentication*'
        $failure.FullyQualifiedErrorId | Should -BeLike 'WsNotConnected,*'
    }

    It 'connects with a key of the environment' {
        # Through a proxy that nobody runs, so that nothing leaves this machine.
        $printed = Invoke-NonInteractive "`$env:HTTPS_PROXY = 'http://127.0.0.1:9'; Get-WsDesktop"

        $printed | Should -BeLike '*WsConnectionFailed,Workspace.Commands.GetWsDesktopCommand*'
    }

    It 'changes nothing with a key of the environment: <Cmdlet>' -ForEach @(
        @{ Cmdlet = 'New-WsDesktopImage'; Act = { New-WsDesktopImage -DesktopId d -ImageName i -Confirm:$false } }
        @{ Cmdlet = 'Invoke-WsPoolRebuild'; Act = { Invoke-WsPoolRebuild -PoolId p -ImageId i -Confirm:$false } }
        @{ Cmdlet = 'Install-WsAgent'; Act = { Install-WsAgent -DesktopId d -Confirm:$false } }
    ) {
        $failure = Get-TerminatingError $Act

        $failure | Should -BeLike "*$Cmdlet changes things*Connect-WsService*"
        $failure.FullyQualifiedErrorId | Should -BeLike 'WsNotConnected,*'
    }
}
