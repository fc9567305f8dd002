BeforeAll {
    . $PSScriptRoot/../Support/Wire.ps1
}

Describe 'Disconnect-WsService' -Tag Desktop {
    AfterEach {
        Disconnect-WsService
    }

    It 'ends the current connection and writes nothing' {
        $connection = Connect-WsService -Emulator

        Disconnect-WsService | Should -BeNullOrEmpty
        $connection.Status | Should -Be 'Disconnected'
        Get-WsConnection | Should -BeNullOrEmpty
    }

    It 'ends the connection that is given by <How>, and leaves the current one' -ForEach @(
        @{ How = 'parameter'; Act = { param($connection) Disconnect-WsService -Connection $connection } }
        @{ How = 'pipe'; Act = { param($connection) $connection | Disconnect-WsService } }
    ) {
        $first = Connect-WsService -Emulator
        $second = Connect-WsService -Emulator
        & $Act $first

        $first.Status | Should -Be 'Disconnected'
        $second.Status | Should -Be 'Connected'
        [object]::ReferenceEquals((Get-WsConnection), $second) | Should -BeTrue
        (Get-WsDesktop).Count | Should -Be 24
    }

    It 'ends the current one when it is piped' {
        $null = Connect-WsService -Emulator
        Get-WsConnection | Disconnect-WsService

        Get-WsConnection | Should -BeNullOrEmpty
    }

    It 'may be run twice, and without a connection' {
        $connection = Connect-WsService -Emulator
        $connection | Disconnect-WsService
        $connection | Disconnect-WsService
        Disconnect-WsService -Verbose 4>&1 | Should -BeLike '*no connection*'

        $connection.Status | Should -Be 'Disconnected'
    }

    It 'makes cmdlets refuse: <Cmdlet> without -Connection' -ForEach @(
        @{ Cmdlet = 'Get-WsDesktop'; Act = { Get-WsDesktop } }
        @{ Cmdlet = 'Get-WsPool'; Act = { Get-WsPool } }
        @{ Cmdlet = 'Get-WsPoolDesktop'; Act = { Get-WsPoolDesktop -PoolId p } }
        @{ Cmdlet = 'Get-WsImage'; Act = { Get-WsImage } }
        @{ Cmdlet = 'Get-WsAgent'; Act = { Get-WsAgent } }
        @{ Cmdlet = 'Get-WsJob'; Act = { Get-WsJob } }
        @{ Cmdlet = 'Wait-WsJob'; Act = { Wait-WsJob -JobId j } }
        @{ Cmdlet = 'Test-WsSysprep'; Act = { Test-WsSysprep -DesktopId d } }
        @{ Cmdlet = 'New-WsDesktopImage'; Act = { New-WsDesktopImage -DesktopId d -ImageName i -Confirm:$false } }
        @{ Cmdlet = 'Invoke-WsPoolRebuild'; Act = { Invoke-WsPoolRebuild -PoolId p -ImageId i -Confirm:$false } }
        @{ Cmdlet = 'Install-WsAgent'; Act = { Install-WsAgent -DesktopId d } }
    ) {
        $null = Connect-WsService -Emulator
        Disconnect-WsService
        $failure = Get-TerminatingError $Act

        $failure | Should -BeLike '*no connection in this runspace*Connect-WsService*'
        $lines = "$failure" -split '\r?\n'
        $lines.Count | Should -BeLessOrEqual 4
        ($lines | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 120
        [regex]::Matches($failure, 'Connect-WsService').Count | Should -Be 1
        $failure.FullyQualifiedErrorId | Should -BeLike "WsNotConnected,Workspace.Commands.$($Cmdlet -replace '-')Command"
        $failure.CategoryInfo.Category | Should -Be 'ConnectionError'
        $failure.ErrorDetails.RecommendedAction | Should -BeLike '*Connect-WsService*'
    }

    It 'makes cmdlets refuse the ended connection' {
        $connection = Connect-WsService -Emulator
        $connection | Disconnect-WsService
        $failure = Get-TerminatingError { Get-WsDesktop -Connection $connection }

        $failure | Should -BeLike '*was closed by Disconnect-WsService*'
        $failure.FullyQualifiedErrorId | Should -BeLike 'WsNotConnected,*'
    }
}
