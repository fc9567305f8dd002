BeforeDiscovery {
    # Each point of docs/conventions.md, with what it names: files and the tests in them.
    $points = foreach ($line in Get-Content (Join-Path $PSScriptRoot '../../../docs/conventions.md')) {
        if ($line -match '^\| (?<number>\d+) \| (?<point>.+?) \| (?<held>.+) \|$') {
            @{ Number = [int] $Matches.number; Point = $Matches.point; Held = $Matches.held }
        }
    }
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

Describe 'The module' -Tag Desktop {
    It 'has cmdlets and nothing else' {
        (Get-Command -Module Workspace).CommandType | Select-Object -Unique | Should -Be 'Cmdlet'
    }

    It 'has a manifest that PowerShell accepts' {
        $tested = Test-ModuleManifest $manifest -ErrorAction Stop

        $tested.Version | Should -Be (Get-Module Workspace).Version
        $tested.CompatiblePSEditions | Should -Be 'Desktop', 'Core'
    }

    It 'takes no pool from the pipeline in default sets where another set takes two ids' {
        # PowerShell tries the default set first, and would bind only the PoolId of a desktop or a job.
        $commands = Get-Command -Module Workspace | Where-Object {
            $_.ParameterSets.Count -gt 1 -and ($_.ParameterSets | Where-Object { @($_.Parameters | Where-Object ValueFromPipelineByPropertyName).Count -gt 1 })
        }

        $commands.Name | Should -Be 'Get-WsAgent', 'Get-WsDesktop', 'Get-WsJob', 'Get-WsUserSession', 'Restart-WsDesktop', 'Send-WsNotification', 'Start-WsDesktop', 'Stop-WsDesktop', 'Suspend-WsDesktop'
        foreach ($command in $commands) {
            # Those that change something take desktops there: nothing but what names no desktop can be a pool.
            $taken = ($command.ParameterSets | Where-Object IsDefault).Parameters | Where-Object ValueFromPipelineByPropertyName

            $taken.Name | Should -Be $(if ($command.Verb -ne 'Get') { 'DesktopId' })
        }
    }

    It 'can be imported twice' {
        { Import-Module $manifest -Force -ErrorAction Stop } | Should -Not -Throw
    }
}

Describe 'Every cmdlet' -Tag Desktop {
    BeforeAll {
        $commands = Get-Command -Module Workspace
        # Every parameter that a cmdlet has of its own, with the cmdlet.
        $parameters = foreach ($command in $commands) {
            foreach ($parameter in Get-OwnParameter $command) {
                [pscustomobject]@{ Name = "$command -$($parameter.Name)"; Parameter = $parameter; Type = $parameter.ParameterType; Attributes = $parameter.Attributes }
            }
        }
    }

    It 'is there to be looked at' {
        $commands.Count | Should -BeGreaterThan 20
        $parameters.Count | Should -BeGreaterThan 150
    }

    It 'has an approved verb' {
        $commands | Where-Object Verb -NotIn (Get-Verb).Verb | Should -BeNullOrEmpty
    }

    It 'has a singular noun with the prefix, in Pascal case' {
        $commands | Where-Object Noun -CNotMatch '^Ws([A-Z][a-z]+)+(?<!s)$' | Should -BeNullOrEmpty
    }

    It 'is a public, sealed class, named after it, in a namespace of commands' {
        $commands | Where-Object {
            $type = $_.ImplementingType
            -not ($type.IsPublic -and $type.IsSealed -and $type.Name -ceq ($_.Name.Replace('-', '') + 'Command') -and $type.Namespace -cmatch '\bCommands$')
        } | Should -BeNullOrEmpty
    }

    It 'has parameter names in Pascal case, singular and not reserved' {
        $reserved = $shared + 'SelectProperty', 'SelectObject'

        $parameters | Where-Object { $_.Parameter.Name -cnotmatch '^[A-Z][A-Za-z]*$' } | ForEach-Object Name | Should -BeNullOrEmpty
        $parameters | Where-Object { $_.Parameter.Name -in $reserved } | ForEach-Object Name | Should -BeNullOrEmpty
        # These end so in the singular; the options are a table of many, minutes a unit, and PowerShell's own web cmdlets have the last name.
        $parameters | Where-Object { $_.Parameter.Name -cmatch 's$' -and $_.Parameter.Name -notin 'Status', 'RetryAmbiguous', 'StopAfterFailures', 'EmulatorOptions', 'DelayMinutes', 'Days', 'ProxyUseDefaultCredentials' } | ForEach-Object Name | Should -BeNullOrEmpty
    }

    It 'names its default parameter set where it has several, and no set has a blank in its name' {
        $several = $commands | Where-Object { $_.ParameterSets.Count -gt 1 }

        $several.Count | Should -BeGreaterThan 4
        $several | Where-Object { @($_.ParameterSets | Where-Object IsDefault).Count -ne 1 } | Should -BeNullOrEmpty
        $commands.ParameterSets.Name -match '\s' | Should -BeNullOrEmpty
    }

    It 'has at most four positions in a set, each taken once' {
        $commands | Where-Object {
            $_.ParameterSets | Where-Object {
                $positions = @($_.Parameters.Position | Where-Object { $_ -ge 0 })
                $positions.Count -gt 4 -or @($positions | Select-Object -Unique).Count -ne $positions.Count
            }
        } | Should -BeNullOrEmpty
    }

    It 'says what it writes: types of its own, never any object or a text' {
        $commands | Where-Object { -not $_.OutputType } | ForEach-Object Name | Should -Be 'Disconnect-WsService'
        ($commands | Where-Object Name -NE 'Invoke-WsRestMethod').OutputType.Type.FullName | Select-Object -Unique | Where-Object { $_ -notmatch '^(Workspace\.\w+\.\w+|System\.Boolean|System\.IO\.FileInfo)$' } | Should -BeNullOrEmpty
        (Get-Command Invoke-WsRestMethod).OutputType.Type | Should -Be ([psobject]) -Because 'what any operation answers has no type'
    }

    It 'takes at most one thing by value in a set, and never a text' {
        $commands.ParameterSets | Where-Object { @($_.Parameters | Where-Object ValueFromPipeline).Count -gt 1 } | Should -BeNullOrEmpty
        $commands.ParameterSets.Parameters | Where-Object ValueFromPipeline | ForEach-Object { $_.ParameterType.FullName } | Sort-Object -Unique | Should -Be 'Workspace.Commands.WsConnection', 'Workspace.Desktops.Desktop', 'Workspace.Jobs.Job'
    }

    It 'has switches instead of Booleans' {
        $parameters | Where-Object { $_.Type -in [bool], [bool[]], [Nullable[bool]] } | ForEach-Object Name | Should -BeNullOrEmpty
    }

    It 'takes arrays and wildcards for names, wildcards for users, and neither elsewhere' {
        $names = $parameters | Where-Object { $_.Parameter.Name -eq 'Name' }

        $names.Name | Should -Be 'Get-WsDesktop -Name', 'Get-WsImage -Name', 'Get-WsOperation -Name', 'Get-WsPool -Name'
        $names.Type | Select-Object -Unique | Should -Be ([string[]])
        # The catalogue is searched by every text in it.
        $searched = 'Get-WsOperation -Method', 'Get-WsOperation -Path', 'Get-WsOperation -Resource'
        $parameters | Where-Object { $_.Attributes.TypeId -contains [SupportsWildcards] -and $_.Name -notin $searched } | ForEach-Object Name |
            Should -Be 'Get-WsDesktop -Name', 'Get-WsDesktop -UserName', 'Get-WsImage -Name', 'Get-WsOperation -Name', 'Get-WsPool -Name', 'Invoke-WsPoolRebuild -Canary'
    }

    It 'takes secrets as SecureString or credential' {
        # The id of an access key is a name.
        $secrets = $parameters | Where-Object { $_.Parameter.Name -match 'Key$|Token|Password|Secret|Credential$' -and $_.Parameter.Name -ne 'AccessKey' }

        $secrets.Parameter.Name | Sort-Object | Should -Be 'Credential', 'ProxyCredential', 'SecretKey', 'SecurityToken', 'Token'
        $secrets | Where-Object { $_.Type -notin [securestring], [pscredential] } | ForEach-Object Name | Should -BeNullOrEmpty
    }

    It 'tells with !? what a mandatory parameter wants, in one sentence, where it is asked for' {
        $mandatory = foreach ($parameter in $parameters) {
            Get-Attribute $parameter.Parameter ([Parameter]) | Where-Object Mandatory | ForEach-Object { [pscustomobject]@{ Name = $parameter.Name; Text = $_.HelpMessage } }
        }

        $mandatory.Count | Should -BeGreaterThan 30
        $mandatory | Where-Object Text -CNotMatch '^[A-Z].{15,120}\.$' | ForEach-Object Name | Should -BeNullOrEmpty
    }

    It 'takes a connection' {
        $commands | Where-Object { -not $_.Parameters.ContainsKey('Connection') } | ForEach-Object Name | Should -Be 'Connect-WsService', 'Get-WsConnection', 'Get-WsOperation'
        ($parameters | Where-Object { $_.Parameter.Name -eq 'Connection' }).Type.FullName | Select-Object -Unique | Should -Be 'Workspace.Commands.WsConnection'
    }

    It 'asks before it changes something, and only then' {
        $power = 'Restart-WsDesktop', 'Start-WsDesktop', 'Stop-WsDesktop', 'Suspend-WsDesktop'
        $jobs = 'Install-WsAgent', 'Invoke-WsDesktopRebuild', 'Invoke-WsPoolRebuild', 'New-WsDesktopImage'
        $having = @{
            WhatIf         = $jobs + $power + 'Stop-WsUserSession', 'Export-WsFleetReport', 'Send-WsNotification', 'Set-WsMaintenanceMode'
            Wait           = $jobs + $power + 'Send-WsNotification', 'Stop-WsUserSession'
            Force          = $jobs + $power + 'Export-WsFleetReport'
            PassThru       = $power + 'Stop-WsUserSession', 'Set-WsMaintenanceMode'
            # All but the one that only sets something: twice is as good as once.
            RetryAmbiguous = $jobs + $power + 'Stop-WsUserSession', 'Send-WsNotification'
        }
        $having.Confirm = $having.WhatIf

        foreach ($parameter in $having.Keys) {
            $commands | Where-Object { $_.Name -ne 'Invoke-WsRestMethod' -and $_.Parameters.ContainsKey($parameter) } | ForEach-Object Name | Sort-Object | Should -Be ($having[$parameter] | Sort-Object) -Because $parameter
        }
    }
}

Describe 'How much a change weighs' -Tag Desktop {
    It '<Name>: <Impact>' -ForEach @(
        @{ Name = 'New-WsDesktopImage'; Impact = 'High' }
        @{ Name = 'Invoke-WsPoolRebuild'; Impact = 'High' }
        @{ Name = 'Invoke-WsDesktopRebuild'; Impact = 'High' }
        @{ Name = 'Install-WsAgent'; Impact = 'Medium' }
        @{ Name = 'Invoke-WsRestMethod'; Impact = 'Medium' }
        @{ Name = 'Start-WsDesktop'; Impact = 'High' }
        @{ Name = 'Stop-WsDesktop'; Impact = 'High' }
        @{ Name = 'Restart-WsDesktop'; Impact = 'High' }
        @{ Name = 'Suspend-WsDesktop'; Impact = 'High' }
        @{ Name = 'Set-WsMaintenanceMode'; Impact = 'Medium' }
        @{ Name = 'Stop-WsUserSession'; Impact = 'High' }
        @{ Name = 'Send-WsNotification'; Impact = 'Medium' }
    ) {
        $attribute = (Get-Command $Name).ImplementingType.GetCustomAttributes([System.Management.Automation.CmdletAttribute], $false)[0]

        $attribute.SupportsShouldProcess | Should -BeTrue
        $attribute.ConfirmImpact | Should -Be $Impact
    }
}

Describe 'What is written' -Tag Desktop {
    BeforeAll {
        $types = (Get-Command -Module Workspace).OutputType.Type | Where-Object Namespace -Like 'Workspace*' | Select-Object -Unique
        $piped = Get-Command -Module Workspace | ForEach-Object {
            foreach ($parameter in $_.ParameterSets.Parameters | Where-Object ValueFromPipelineByPropertyName) {
                $parameter.Name
            }
        } | Select-Object -Unique
    }

    It 'has members that feed parameters only where they are meant to' {
        $ids = 'DesktopId', 'PoolId', 'JobId', 'ImageId', 'Operation', 'NewImageName'

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
        $properties = $types | ForEach-Object { $_.GetProperties() }

        $properties | Where-Object {
            $kind = if ([Nullable]::GetUnderlyingType($_.PropertyType)) { [Nullable]::GetUnderlyingType($_.PropertyType) } else { $_.PropertyType }
            $kind.IsEnum -or $kind -in [datetimeoffset], [timespan]
        } | Should -BeNullOrEmpty
        ($properties | Where-Object Name -Match 'Status$').PropertyType | Select-Object -Unique | Should -Be ([string])
    }

    It 'shows no type of another library' {
        ($types | ForEach-Object { $_.GetProperties() }).PropertyType.FullName -match 'Text\.Json|Net\.Http' | Should -BeNullOrEmpty
    }
}

Describe 'docs/conventions.md' {
    It 'has forty points' -TestCases @{ Numbers = @($points.Number) } {
        $Numbers | Should -Be (1..40)
    }

    It '<Number>, <Point>: names tests that there are' -ForEach $points {
        $tests = 0
        $file = ''
        foreach ($match in [regex]::Matches($Held, '`(?<file>[\w./-]+\.(Tests\.ps1|cs))`|"(?<test>[^"]+)"')) {
            if ($match.Groups['file'].Success) {
                $path = if ($match.Groups['file'].Value -like 'tests/*') { '../../..' } else { '..' }
                $file = Get-Content (Join-Path $PSScriptRoot "$path/$($match.Groups['file'].Value)") -Raw
            }
            else {
                $tests++
                # A test's text in quotes, or a method's name.
                $name = [regex]::Escape($match.Groups['test'].Value)
                $file | Should -Match "(It '$name'|\b$name\()"
            }
        }

        $tests | Should -BeGreaterThan 0
    }
}
