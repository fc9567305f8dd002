BeforeDiscovery {
    $commands = Get-Command -Module Workspace | ForEach-Object { @{ Name = $_.Name; Command = $_ } }

    # What scripts depend on: each cmdlet's own parameters; * comes from the pipeline by property name, ! is mandatory in some set.
    $contract = @{
        'Connect-WsService' = 'Region', 'ProjectId', 'ProjectName', 'Endpoint', 'IamEndpoint', 'AccessKey!', 'SecretKey!', 'SecurityToken', 'Credential!', 'DomainName!', 'Token!', 'ProfileName!', 'ProfilePath', 'Emulator!', 'EmulatorOptions', 'Proxy', 'ProxyCredential', 'ProxyUseDefaultCredentials', 'NoProxy', 'TimeoutSec', 'ThrottleLimit', 'MaximumRetryCount', 'RetryTimeoutSec'
        'Disconnect-WsService' = @('Connection')
        'Get-WsConnection' = @()
        'Get-WsDesktop' = 'Connection', 'DesktopId*!', 'Name', 'PoolId*!', 'Status', 'UserName', 'ImageId', 'Type', 'Tag', 'IncludePool', 'First', 'Skip', 'IncludeTotalCount'
        'Get-WsPool' = 'Connection', 'PoolId*!', 'Name', 'Type', 'First', 'Skip', 'IncludeTotalCount'
        'Get-WsPoolDesktop' = 'Connection', 'PoolId*!', 'Inconsistent'
        'Get-WsImage' = 'Connection', 'ImageId*!', 'Name', 'Type', 'OSType'
        'Test-WsSysprep' = 'Connection', 'DesktopId*', 'MinimumVersion', 'IncludeImageSupport', 'Quiet'
        'New-WsDesktopImage' = 'Connection', 'DesktopId*!', 'ImageName*!', 'Description', 'SkipSysprep', 'ClearData', 'Tag', 'EnterpriseProjectId', 'MinRamMB', 'MaxRamMB', 'Wait', 'TimeoutSec', 'Force', 'RetryAmbiguous', 'WhatIf', 'Confirm'
        'Invoke-WsPoolRebuild' = 'Connection', 'PoolId*!', 'DesktopId*', 'ImageId!', 'ImageType', 'OSType', 'DelayMinutes', 'Message', 'OrderId', 'Repair', 'HandleType', 'EncryptType', 'KmsKeyId', 'Wait', 'TimeoutSec', 'Force', 'RetryAmbiguous', 'WhatIf', 'Confirm'
        'Install-WsAgent' = 'Connection', 'DesktopId*!', 'Wait', 'TimeoutSec', 'Force', 'RetryAmbiguous', 'WhatIf', 'Confirm'
        'Get-WsAgent' = 'Connection', 'DesktopId*!', 'PoolId*!', 'Installed'
        'Get-WsJob' = 'Connection', 'JobId*!', 'PoolId*!', 'Type', 'Status'
        'Wait-WsJob' = 'Connection', 'JobId*!', 'PoolId*', 'TimeoutSec', 'PollSec'
    }
    $contracts = $contract.GetEnumerator() | ForEach-Object { @{ Name = $_.Key; Expected = $_.Value } }
}

BeforeAll {
    . $PSScriptRoot/../Support/Wire.ps1

    $shared = [System.Management.Automation.Cmdlet]::CommonParameters + [System.Management.Automation.Cmdlet]::OptionalCommonParameters

    # The parameters that a cmdlet has of its own, hidden ones too.
    function Get-OwnParameter {
        param($Command)

        $Command.Parameters.Values | Where-Object Name -NotIn $shared
    }

    function Get-Attribute {
        param($Parameter, [type] $Type)

        $Parameter.Attributes | Where-Object { $_ -is $Type }
    }
}

Describe 'The module' {
    It 'has the cmdlets of the design, and nothing else' {
        (Get-Command -Module Workspace).Name | Sort-Object | Should -Be @(
            'Connect-WsService', 'Disconnect-WsService', 'Get-WsAgent', 'Get-WsConnection', 'Get-WsDesktop', 'Get-WsImage', 'Get-WsJob', 'Get-WsPool',
            'Get-WsPoolDesktop', 'Install-WsAgent', 'Invoke-WsPoolRebuild', 'New-WsDesktopImage', 'Test-WsSysprep', 'Wait-WsJob')
        (Get-Command -Module Workspace).CommandType | Select-Object -Unique | Should -Be 'Cmdlet'
    }

    It 'has a manifest that PowerShell accepts' {
        $tested = Test-ModuleManifest $manifest -ErrorAction Stop

        $tested.Version | Should -Be (Get-Module Workspace).Version
        $tested.CompatiblePSEditions | Should -Be 'Desktop', 'Core'
    }

    It 'takes nothing from the pipeline in default sets where another set takes two ids' {
        # PowerShell tries the default set first, and would bind only the PoolId of a desktop or a job.
        $commands = Get-Command -Module Workspace | Where-Object {
            $_.ParameterSets.Count -gt 1 -and ($_.ParameterSets | Where-Object { @($_.Parameters | Where-Object ValueFromPipelineByPropertyName).Count -gt 1 })
        }

        $commands.Name | Should -Be 'Get-WsAgent', 'Get-WsDesktop', 'Get-WsJob'
        foreach ($command in $commands) {
            ($command.ParameterSets | Where-Object IsDefault).Parameters | Where-Object ValueFromPipelineByPropertyName | Should -BeNullOrEmpty
        }
    }

    It 'can be imported twice' {
        { Import-Module $manifest -Force -ErrorAction Stop } | Should -Not -Throw
    }
}

Describe '<Name>' -ForEach $commands {
    It 'has an approved verb' {
        $Command.Verb | Should -BeIn (Get-Verb).Verb
    }

    It 'has a singular noun with the prefix, in Pascal case' {
        $Command.Noun | Should -MatchExactly '^Ws([A-Z][a-z]+)+$'
        $Command.Noun | Should -Not -Match '[^s]s$'
    }

    It 'is a public, sealed class, named after it, in a namespace of commands' {
        $type = $Command.ImplementingType

        $type.Name | Should -BeExactly ($Command.Name.Replace('-', '') + 'Command')
        $type.IsPublic | Should -BeTrue
        $type.IsSealed | Should -BeTrue
        $type.Namespace | Should -MatchExactly '\bCommands$'
    }

    It 'has parameter names in Pascal case, singular and not reserved' {
        $reserved = $shared + 'SelectProperty', 'SelectObject'
        foreach ($parameter in Get-OwnParameter $Command) {
            $parameter.Name | Should -MatchExactly '^[A-Z][A-Za-z]*$'
            # These are singular, a table of many, a unit, and a name that PowerShell's own web cmdlets have.
            $parameter.Name | Should -Not -MatchExactly '(?<!Status|Ambiguous|EmulatorOptions|Minutes|ProxyUseDefaultCredentials)(?<=s)$'
            $parameter.Name | Should -Not -BeIn $reserved
        }
    }

    It 'names its default parameter set where it has several, and no set has a blank in its name' {
        if ($Command.ParameterSets.Count -gt 1) {
            @($Command.ParameterSets | Where-Object IsDefault).Count | Should -Be 1
        }

        $Command.ParameterSets.Name | Should -Not -Match '\s'
    }

    It 'has at most four positions in a set, each taken once' {
        foreach ($set in $Command.ParameterSets) {
            $positions = @($set.Parameters.Position | Where-Object { $_ -ge 0 })
            $positions.Count | Should -BeLessOrEqual 4
            @($positions | Select-Object -Unique).Count | Should -Be $positions.Count
        }
    }

    It 'says what it writes: types of its own, never any object or a text' {
        $types = @($Command.OutputType | ForEach-Object Type)
        if ($Command.Name -eq 'Disconnect-WsService') {
            $types.Count | Should -Be 0
        }
        else {
            $types.Count | Should -BeGreaterThan 0
        }

        foreach ($type in $types) {
            $type | Should -Not -BeIn ([object], [psobject], [string])
            $type.FullName | Should -Match '^(Workspace\.|System\.Boolean$)'
        }
    }

    It 'takes at most one thing by value in a set, and never a text' {
        foreach ($set in $Command.ParameterSets) {
            @($set.Parameters | Where-Object ValueFromPipeline).Count | Should -BeLessOrEqual 1
        }

        foreach ($parameter in $Command.ParameterSets.Parameters | Where-Object ValueFromPipeline) {
            $parameter.ParameterType.Namespace | Should -Match '^Workspace'
        }
    }

    It 'has switches instead of Booleans' {
        foreach ($parameter in Get-OwnParameter $Command) {
            $parameter.ParameterType | Should -Not -Be ([bool])
        }
    }

    It 'takes arrays and wildcards for names' {
        foreach ($parameter in Get-OwnParameter $Command | Where-Object Name -EQ 'Name') {
            $parameter.ParameterType | Should -Be ([string[]])
            Get-Attribute $parameter ([System.Management.Automation.SupportsWildcardsAttribute]) | Should -Not -BeNullOrEmpty
        }

        foreach ($parameter in Get-OwnParameter $Command | Where-Object Name -NE 'Name') {
            Get-Attribute $parameter ([System.Management.Automation.SupportsWildcardsAttribute]) | Should -BeNullOrEmpty
        }
    }

    It 'takes secrets as SecureString or credential' {
        foreach ($parameter in Get-OwnParameter $Command | Where-Object Name -Match 'Key$|Token|Password|Secret') {
            $parameter.ParameterType | Should -Be ([securestring])
        }

        foreach ($parameter in Get-OwnParameter $Command | Where-Object Name -Match 'Credential$') {
            $parameter.ParameterType | Should -Be ([pscredential])
        }
    }

    It 'takes a connection' {
        if ($Command.Name -notin 'Connect-WsService', 'Get-WsConnection') {
            $Command.Parameters['Connection'].ParameterType.FullName | Should -Be 'Workspace.Commands.WsConnection'
        }

        $Command.Parameters.ContainsKey('Connection') | Should -Be ($Command.Name -notin 'Connect-WsService', 'Get-WsConnection')
    }

    It 'asks before it changes something, and only then' {
        $changes = $Command.Verb -in 'New', 'Invoke', 'Install'

        $Command.Parameters.ContainsKey('WhatIf') | Should -Be $changes
        $Command.Parameters.ContainsKey('Confirm') | Should -Be $changes
        $Command.Parameters.ContainsKey('Force') | Should -Be $changes
    }
}

Describe 'The contract of <Name>' -ForEach $contracts {
    It 'holds' {
        $command = Get-Command $Name
        $actual = Get-OwnParameter $command | Where-Object { -not @(Get-Attribute $_ ([System.Management.Automation.ParameterAttribute]))[0].DontShow } | ForEach-Object {
            $attributes = @(Get-Attribute $_ ([System.Management.Automation.ParameterAttribute]))
            $_.Name + ('*' * [int] ($attributes.ValueFromPipelineByPropertyName -contains $true)) + ('!' * [int] ($attributes.Mandatory -contains $true))
        }
        $actual = @($actual) + @('WhatIf', 'Confirm', 'First', 'Skip', 'IncludeTotalCount' | Where-Object { $command.Parameters.ContainsKey($_) }) | Select-Object -Unique

        $actual | Sort-Object | Should -Be ($Expected | Sort-Object)
    }
}

Describe 'How much a change weighs' {
    It '<Name>: <Impact>' -ForEach @(
        @{ Name = 'New-WsDesktopImage'; Impact = 'High' }
        @{ Name = 'Invoke-WsPoolRebuild'; Impact = 'High' }
        @{ Name = 'Install-WsAgent'; Impact = 'Medium' }
    ) {
        $attribute = (Get-Command $Name).ImplementingType.GetCustomAttributes([System.Management.Automation.CmdletAttribute], $false)[0]

        $attribute.SupportsShouldProcess | Should -BeTrue
        $attribute.ConfirmImpact | Should -Be $Impact
    }
}

Describe 'What is written' {
    BeforeAll {
        $types = (Get-Command -Module Workspace).OutputType.Type | Where-Object Namespace -Like 'Workspace*' | Select-Object -Unique
        $piped = Get-Command -Module Workspace | ForEach-Object {
            foreach ($parameter in $_.ParameterSets.Parameters | Where-Object ValueFromPipelineByPropertyName) {
                $parameter.Name
            }
        } | Select-Object -Unique
    }

    It 'has members that feed parameters only where they are meant to' {
        $ids = 'DesktopId', 'PoolId', 'JobId', 'ImageId'

        $types.Count | Should -BeGreaterThan 5
        $fed = foreach ($type in $types) {
            $type.GetProperties().Name | Where-Object { $_ -in $piped -and $_ -notin $ids }
        }

        $fed | Should -BeNullOrEmpty
        'ImageName' | Should -BeIn $piped
        foreach ($id in $ids) {
            $id | Should -BeIn $piped
        }
    }

    It 'has states as texts and times as times, which still compare after serialisation' {
        foreach ($property in $types | ForEach-Object { $_.GetProperties() }) {
            $kind = [Nullable]::GetUnderlyingType($property.PropertyType) ?? $property.PropertyType
            $kind.IsEnum | Should -BeFalse -Because "$($property.DeclaringType.Name).$($property.Name) must not be an enumeration"
            $kind | Should -Not -BeIn ([datetimeoffset], [timespan])
        }

        foreach ($name in 'Status', 'TaskStatus', 'LoginStatus') {
            $types | ForEach-Object { $_.GetProperty($name) } | Where-Object { $_ } | ForEach-Object PropertyType | Select-Object -Unique | Should -Be ([string])
        }
    }

    It 'shows no type of another library' {
        foreach ($property in $types | ForEach-Object { $_.GetProperties() }) {
            $property.PropertyType.FullName | Should -Not -Match 'Text\.Json|Net\.Http'
        }
    }
}
