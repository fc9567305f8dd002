BeforeAll {
    . $PSScriptRoot/../Support/Wire.ps1

    $snapshot = Join-Path $PSScriptRoot 'PublicSurface.txt'

    function Get-TypeName {
        param([type] $Type)

        if ($Type.IsGenericType) {
            '{0}<{1}>' -f ($Type.Name -replace '`.*'), (($Type.GetGenericArguments() | ForEach-Object { Get-TypeName $_ }) -join ',')
        }
        else {
            $Type.Name
        }
    }

    # What scripts depend on, a line each: cmdlets with their sets and parameters, and the members of what they write.
    function Get-Surface {
        foreach ($command in Get-Command -Module Workspace | Sort-Object Name) {
            $weight = $command.ImplementingType.GetCustomAttributes([System.Management.Automation.CmdletAttribute], $false)[0]
            "$command$(if ($weight.SupportsShouldProcess) { " (confirm impact $($weight.ConfirmImpact))" })"
            foreach ($set in $command.ParameterSets | Sort-Object Name) {
                "  set $($set.Name)$(if ($set.IsDefault) { ', the default' })"
                $set.Parameters | Where-Object Name -NotIn ([System.Management.Automation.Cmdlet]::CommonParameters) | Sort-Object Name | ForEach-Object {
                    $traits = @(
                        if ($_.IsMandatory) { 'mandatory' }
                        if ($_.Position -ge 0) { "position $($_.Position)" }
                        if ($_.ValueFromPipeline) { 'by value' }
                        if ($_.ValueFromPipelineByPropertyName) { 'by property name' }
                        foreach ($alias in $_.Aliases) { "alias $alias" }
                        foreach ($values in $_.Attributes | Where-Object { $_ -is [ValidateSet] }) { $values.ValidValues -join '|' }
                        $underlying = [Nullable]::GetUnderlyingType($_.ParameterType)
                        $kind = if ($underlying) { $underlying } else { $_.ParameterType }
                        if ($kind.IsEnum) { [enum]::GetNames($kind) -join '|' }
                    )
                    "    -$($_.Name) <$(Get-TypeName $_.ParameterType)>$(if ($traits) { ' ' + ($traits -join ', ') })"
                }
            }

            foreach ($output in $command.OutputType) {
                "  writes $($output.Name)"
            }
        }

        $types = (Get-Command -Module Workspace).OutputType.Type | Where-Object Namespace -Like 'Workspace*'
        foreach ($type in $types | Sort-Object FullName -Unique) {
            $type.FullName
            $type.GetProperties() | Sort-Object Name | ForEach-Object { "  $($_.Name) <$(Get-TypeName $_.PropertyType)>" }
        }
    }
}

Describe 'The public surface' -Tag Desktop {
    It 'is the one that PublicSurface.txt says: change that on purpose, with WORKSPACE_UPDATE_SURFACE=1' {
        $surface = @(Get-Surface)
        if ($env:WORKSPACE_UPDATE_SURFACE -eq '1') {
            $surface | Set-Content $snapshot
        }

        $said = @(Get-Content $snapshot)
        Compare-Object $said $surface | ForEach-Object { "$($_.SideIndicator) $($_.InputObject)" } | Should -BeNullOrEmpty
        $surface | Should -BeExactly $said
        $surface.Count | Should -BeGreaterThan 200
    }
}
