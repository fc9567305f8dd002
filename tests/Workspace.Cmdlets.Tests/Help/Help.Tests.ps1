BeforeDiscovery {
    $cmdlets = (Get-Command -Module Workspace).Name | ForEach-Object { @{ Name = $_ } }
}

BeforeAll {
    . $PSScriptRoot/../Support/Page.ps1

    $docs = Join-Path $PSScriptRoot '../../../docs/Workspace'
    $module = Get-Module Workspace

    # A text as both formats have it: lines and blanks do not count.
    function Get-Flat {
        param($Text)

        ((@($Text) | ForEach-Object { if ($_ -is [string]) { $_ } else { $_.Text } }) -join ' ') -replace '\s+', ' ' -replace '^ | $'
    }

    function Get-ElementType {
        param([type] $Type)

        if ($Type.IsArray) { $Type = $Type.GetElementType() }
        $underlying = [Nullable]::GetUnderlyingType($Type)
        if ($underlying) { $underlying } else { $Type }
    }
}

Describe 'The pages' {
    It 'are those of the cmdlets, and no more' {
        (Get-ChildItem $docs -Filter *.md).BaseName | Sort-Object | Should -Be ((Get-Command -Module Workspace).Name | Sort-Object)
    }

    It 'link to nothing that is not there' {
        $broken = foreach ($page in Get-ChildItem $docs -Filter *.md) {
            foreach ($link in [regex]::Matches((Get-Content $page -Raw), '\]\(([^)]+)\)').Groups | Where-Object Name -EQ '1') {
                if ($link.Value -notlike 'https:*' -and -not (Test-Path (Join-Path $docs $link.Value))) { "$($page.Name): $($link.Value)" }
            }
        }

        $broken | Should -BeNullOrEmpty
    }
}

Describe 'The page of <Name>' -ForEach $cmdlets {
    BeforeAll {
        $command = Get-Command $Name
        $page = Read-Page (Join-Path $docs "$Name.md")
        # -WhatIf, -Confirm and -First are described too; -Verbose and the like are PowerShell's own.
        $parameters = @($command.Parameters.Values | Where-Object Name -NotIn ([System.Management.Automation.Cmdlet]::CommonParameters))
        $help = Get-Help $Name -Full
    }

    It 'tells everything, and has no placeholder' {
        $page.Text | Should -Not -Match '\{\{|Fill in'
        foreach ($section in 'SYNOPSIS', 'DESCRIPTION', 'NOTES', 'RELATED LINKS') {
            $page[$section].Length | Should -BeGreaterThan 20 -Because $section
        }

        $page.Examples.Count | Should -BeGreaterOrEqual 2
        foreach ($example in $page.Examples) {
            $example.Code | Should -Match '-Ws' -Because $example.Title
            $example.Remarks.Length | Should -BeGreaterThan 20 -Because $example.Title
        }
    }

    It 'has the parameters of the cmdlet, with their types, sets and flags' {
        @($page.Parameters.Keys) | Sort-Object | Should -Be ($parameters.Name | Sort-Object)
        $said = foreach ($parameter in $page.Parameters.GetEnumerator() | Sort-Object Name) {
            # PlatyPS writes what may be null as its bare type, or as the generic one.
            '{0} {1} wildcards {2} {3}' -f $parameter.Name, ($parameter.Value.Type -replace '^System\.Nullable`1\[(.+)\]$', '$1'), $parameter.Value.Wildcards, ($parameter.Value.Aliases -join ' ')
            foreach ($set in $parameter.Value.Sets.GetEnumerator() | Sort-Object Name) { "  $($set.Name): $($set.Value)" }
        }
        $real = foreach ($parameter in $parameters | Sort-Object Name) {
            $type = ([Nullable]::GetUnderlyingType($parameter.ParameterType) ?? $parameter.ParameterType).FullName
            '{0} {1} wildcards {2} {3}' -f $parameter.Name, $type, ($parameter.Attributes.TypeId -contains [SupportsWildcards]), ($parameter.Aliases -join ' ')
            $sets = foreach ($set in $parameter.ParameterSets.GetEnumerator()) {
                $position = if ($set.Value.Position -ge 0) { $set.Value.Position } else { 'named' }
                $flags = ('{0} {1} {2} {3}' -f $position, $set.Value.IsMandatory, $set.Value.ValueFromPipeline, $set.Value.ValueFromPipelineByPropertyName).ToLowerInvariant()
                "  $($set.Key -replace '^__AllParameterSets$', '(All)'): $flags"
            }
            $sets | Sort-Object
        }

        $said | Should -Be $real
        @($page.Parameters.Keys | Where-Object { $page.Parameters[$_].Description.Length -lt 15 }) | Should -BeNullOrEmpty
    }

    It 'tells defaults, limits and the values that are taken' {
        $fresh = [Activator]::CreateInstance($command.ImplementingType)
        $wrong = foreach ($parameter in $parameters) {
            $said = $page.Parameters[$parameter.Name]
            $property = $command.ImplementingType.GetProperty($parameter.Name)
            $value = if ($property) { $property.GetValue($fresh) }
            $numbers = @($parameter.Attributes | Where-Object { $_ -is [ValidateRange] } | ForEach-Object { $_.MinRange, $_.MaxRange } | Where-Object { $_ -ne [int]::MaxValue })
            if (($value -is [int] -and $value -ne 0) -or ($value -is [string] -and $value.Trim())) {
                $numbers += $value
                if ($said.Default -ne [string] $value) { "-$($parameter.Name) has the default $value, and not '$($said.Default)'" }
            }

            $numbers | Where-Object { $said.Description -notmatch "\b$_\b" } | ForEach-Object { "-$($parameter.Name) does not tell $_" }
            $type = Get-ElementType $parameter.ParameterType
            $values = if ($type.IsEnum) { [enum]::GetNames($type) } else { $parameter.Attributes | Where-Object { $_ -is [ValidateSet] } | ForEach-Object ValidValues }
            if ("$($said.Accepted)" -cne "$values") { "-$($parameter.Name) takes $values, and not $($said.Accepted)" }
        }

        $wrong | Should -BeNullOrEmpty
    }

    It 'tells what goes in and what comes out' {
        # One of all that the pipeline gives to parameters, hidden ones too.
        $in = @($command.ParameterSets.Parameters | Where-Object { $_.ValueFromPipeline -or $_.ValueFromPipelineByPropertyName } | ForEach-Object { $_.ParameterType.FullName } | Sort-Object -Unique)
        $out = @($command.OutputType.Type.FullName)

        $page.Inputs.Name | Sort-Object | Should -Be $(if ($in) { $in } else { 'None' })
        $page.Outputs.Name | Should -Be $(if ($out) { $out } else { 'None' })
        $page.Sets | Sort-Object | Should -Be ($command.ParameterSets.Name | Sort-Object)
        ($page.Inputs + $page.Outputs).Body | Where-Object { $_.Length -lt 4 } | Should -BeNullOrEmpty
    }

    It 'is what Get-Help shows' {
        Get-Flat $help.Synopsis | Should -Be (Get-Flat $page.SYNOPSIS)
        Get-Flat $help.description | Should -Be (Get-Flat $page.DESCRIPTION)
        Get-Flat $help.alertSet.alert | Should -Be (Get-Flat $page.NOTES)
        $help.examples.example.Count | Should -Be $page.Examples.Count
        for ($i = 0; $i -lt $page.Examples.Count; $i++) {
            $shown = $help.examples.example[$i]
            $shown.title | Should -Match ([regex]::Escape($page.Examples[$i].Title))
            $shown.code | Should -Be $page.Examples[$i].Code
            Get-Flat $shown.remarks | Should -Be (Get-Flat ($page.Examples[$i].Output + ' ' + $page.Examples[$i].Remarks))
        }

        foreach ($part in 'Inputs', 'Outputs') {
            $shown = if ($part -eq 'Inputs') { $help.inputTypes.inputType } else { $help.returnValues.returnValue }
            @($shown.type.name) | Should -Be @($page[$part].Name)
            Get-Flat $shown.description | Should -Be (Get-Flat $page[$part].Body)
        }
    }

    It 'has its parameters shown by Get-Help, without the hidden ones' {
        $shown = @($help.parameters.parameter | Where-Object { $_ })
        $visible = @($parameters | Where-Object { @($_.Attributes | Where-Object { $_ -is [Parameter] })[0].DontShow -eq $false })
        $shown.name | Sort-Object | Should -Be ($visible.Name | Sort-Object)
        $differences = foreach ($parameter in $shown) {
            $said = $page.Parameters[$parameter.name]
            $sets = $command.Parameters[$parameter.name].ParameterSets.Values
            $piped = "$($parameter.pipelineInput)" -like 'true*'
            $checks = [ordered]@{
                description   = (Get-Flat $parameter.description) -ceq (Get-Flat $said.Description)
                required      = "$($parameter.required)" -eq ($sets.IsMandatory -contains $true)
                globbing      = "$($parameter.globbing)" -eq $said.Wildcards
                pipelineInput = $piped -eq (($sets.ValueFromPipeline + $sets.ValueFromPipelineByPropertyName) -contains $true)
                defaultValue  = "$($parameter.defaultValue)" -eq $said.Default
            }
            $checks.Keys | Where-Object { -not $checks[$_] } | ForEach-Object { "-$($parameter.name): $_ is $($parameter.$_)" }
        }

        $differences | Should -BeNullOrEmpty
        foreach ($syntax in $help.syntax.syntaxItem) {
            $syntax.parameter.name | Where-Object { $_ -notin $visible.Name } | Should -BeNullOrEmpty
        }

        @($help.syntax.syntaxItem).Count | Should -Be $command.ParameterSets.Count
    }

    It 'has an online link: the service about the operation behind the cmdlet' {
        # Get-Help -Online opens the first one.
        $link = @($help.relatedLinks.navigationLink)[0].uri
        $operation = [regex]::Match($link, '^https://support\.huaweicloud\.com/intl/en-us/api-workspace/(\w+)\.html$').Groups[1].Value

        $link | Should -Be $page.HelpUri
        if ($operation -ne 'workspace_09_0001') { (Get-WsOperation $operation).Operation | Should -Be $operation }
        foreach ($other in @($help.relatedLinks.navigationLink | Select-Object -Skip 1).linkText) {
            if ($other -like 'about_*') {
                Join-Path $module.ModuleBase "en-US/$other.help.txt" | Should -Exist
            }
            else {
                Get-Command $other -Module Workspace -ErrorAction Ignore | Should -Not -BeNullOrEmpty -Because $other
            }
        }
    }
}

Describe 'Get-Help' {
    It 'shows parts of a page' {
        Get-Help Get-WsJob | Out-String | Should -Match 'SYNOPSIS\s+Gets jobs'
        Get-Help Get-WsJob -Examples | Out-String | Should -Match 'Example 2: Which desktops failed'
        (Get-Help Wait-WsJob -Parameter PollSec).description.Text | Should -Match 'in seconds'
    }
}
