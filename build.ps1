<#
.SYNOPSIS
    Builds, tests, shows and packs the module: what README.md does with dotnet, for people in PowerShell.

.PARAMETER Task
    Build lays the module out, ready to import, at out/Workspace/<version>. Test runs all tests. Tour runs the main job on
    the embedded service. Package makes out/Workspace.<version>.nupkg, which Publish-PSResource -NupkgPath takes. Help
    makes the help that PowerShell shows of the pages in docs/Workspace, where PlatyPS is installed. Clean removes what all of them made.

.EXAMPLE
    ./build.ps1
    Import-Module (Resolve-Path ./out/Workspace/*/Workspace.psd1)
#>
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Test', 'Tour', 'Package', 'Help', 'Clean')]
    [string] $Task = 'Build',

    [ValidateSet('Release', 'Debug')]
    [string] $Configuration = 'Release'
)

$ErrorActionPreference = 'Stop'
$out = Join-Path $PSScriptRoot 'out'

function Invoke-DotNet {
    param([string[]] $Argument, [string] $Configuration)
    & dotnet @Argument --configuration $Configuration
    if ($LASTEXITCODE -ne 0) { throw "dotnet $Argument ended with exit code $LASTEXITCODE." }
}

Push-Location $PSScriptRoot
try {
    switch ($Task) {
        'Build' {
            Invoke-DotNet -Configuration $Configuration -Argument 'build', 'src/Workspace.Cmdlets'
        }
        'Test' {
            Invoke-DotNet -Configuration $Configuration -Argument 'test'
        }
        'Tour' {
            Invoke-DotNet -Configuration $Configuration -Argument 'run', '--project', 'samples/Tour'
        }
        'Package' {
            # From a clean folder, so that nothing of an earlier build is packed.
            Remove-Item (Join-Path $out 'Workspace'), (Join-Path $out '*.nupkg') -Recurse -ErrorAction Ignore
            Invoke-DotNet -Configuration $Configuration -Argument 'build', 'src/Workspace.Cmdlets'
            $package = Join-Path $out 'Workspace.*.nupkg'
            Get-Item $package
        }
        'Help' {
            # Built before, for the cmdlets to look at, and after, so that the module has the new help.
            Invoke-DotNet -Configuration $Configuration -Argument 'build', 'src/Workspace.Cmdlets'
            & (Join-Path $PSScriptRoot 'docs/Build-Help.ps1') -Manifest (Get-Item (Join-Path $out 'Workspace/*/Workspace.psd1')).FullName
            Invoke-DotNet -Configuration $Configuration -Argument 'build', 'src/Workspace.Cmdlets'
        }
        'Clean' {
            Invoke-DotNet -Configuration $Configuration -Argument 'clean', 'Workspace.sln', '--verbosity', 'quiet'
            Remove-Item $out -Recurse -ErrorAction Ignore
        }
    }
}
finally {
    Pop-Location
}
