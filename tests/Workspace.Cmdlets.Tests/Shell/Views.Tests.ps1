BeforeDiscovery {
    $views = @(
        @{ Type = 'Workspace.Desktops.Desktop'; Get = { Get-WsDesktop } }
        @{ Type = 'Workspace.Pools.Pool'; Get = { Get-WsPool } }
        @{ Type = 'Workspace.Images.Image'; Get = { Get-WsImage } }
        @{ Type = 'Workspace.Agents.AgentState'; Get = { Get-WsAgent } }
        @{ Type = 'Workspace.Desktops.SysprepInfo'; Get = { Test-WsSysprep -IncludeImageSupport } }
        @{ Type = 'Workspace.Jobs.Job'; Get = { Get-WsDesktop -Name tmpl-* | Install-WsAgent -Wait } }
        @{ Type = 'Workspace.Rest.ServiceOperation'; Get = { Get-WsOperation } }
        @{ Type = 'Workspace.Commands.WsConnection'; Get = { Get-WsConnection } }
    )
}

BeforeAll {
    . $PSScriptRoot/../Support/Wire.ps1
    $null = Connect-WsService -Emulator
}

AfterAll {
    Disconnect-WsService
}

Describe 'The table of <Type>' -ForEach $views {
    BeforeAll {
        $objects = & $Get
        $lines = ($objects | Out-String -Width 120).Trim() -split '\r?\n'
        $control = (Get-FormatData -TypeName $Type).FormatViewDefinition[0].Control
        $columns = for ($i = 0; $i -lt $control.Headers.Count; $i++) {
            $control.Headers[$i].Label ? $control.Headers[$i].Label : $control.Rows[0].Columns[$i].DisplayEntry.Value
        }
    }

    It 'shows every column within 120 characters, on one line' {
        $columns.Count | Should -BeGreaterThan 4
        -split $lines[0] | Should -Be $columns
        $lines[1] | Should -Match '^[- ]+$'
        ($lines | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 120
    }

    It 'has one row for each object' {
        $lines.Count | Should -Be (@($objects).Count + 2)
    }

    It 'names members that there are' {
        foreach ($column in $control.Rows[0].Columns) {
            $column.DisplayEntry.Value | Should -BeIn @($objects)[0].PSObject.Properties.Name
        }
    }

    It 'is that of objects from Import-Clixml too' {
        $file = Join-Path $TestDrive 'objects.xml'
        $objects | Export-Clixml $file -Depth 1

        -split ((Import-Clixml $file | Out-String -Width 120).Trim() -split '\r?\n')[0] | Should -Be $columns
    }
}
