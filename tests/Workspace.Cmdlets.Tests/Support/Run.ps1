<#
.SYNOPSIS
    Runs Pester files over the staged module, as a user imports it.

.DESCRIPTION
    The xUnit project starts it and sends it one *.Tests.ps1 file after another through a pipe. By hand, one file or many:

    dotnet pwsh tests/Workspace.Cmdlets.Tests/Support/Run.ps1 tests/Workspace.Cmdlets.Tests/Desktops/Get-WsDesktop.Tests.ps1

    In Windows PowerShell it runs what is tagged Desktop: what needs neither the server behind a socket nor another PowerShell, which both are
    of PowerShell 7. A file without such tests is passed over, and says so.

.OUTPUTS
    What Pester prints. The exit code is the number of files in which something failed.
#>
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSAvoidUsingWriteHost', '', Justification = 'What it prints is for people.')]
[CmdletBinding(DefaultParameterSetName = 'Path')]
param(
    # The Pester files; wildcards are allowed. All files of the project by default.
    [Parameter(Position = 0, ParameterSetName = 'Path')]
    [string[]] $Path = @(Get-ChildItem (Split-Path $PSScriptRoot) -Directory | Where-Object Name -NotIn 'bin', 'obj' | Get-ChildItem -Filter *.Tests.ps1 -Recurse | ForEach-Object FullName),

    # The name of a pipe that sends the Pester files, one a line, and gets a line back for each that was run.
    [Parameter(Mandatory, ParameterSetName = 'Pipe')]
    [string] $PipeName,

    # The manifest of the module to test; the one that the repository's build laid out last by default.
    [string] $Manifest,

    # The folder that gets the result of each file as JSON.
    [string] $ResultFolder
)

$ErrorActionPreference = 'Stop'
if (-not $Manifest) {
    $out = Join-Path $PSScriptRoot '../../../out/Workspace'
    $Manifest = Get-ChildItem $out -Filter Workspace.psd1 -Recurse | Sort-Object LastWriteTime | Select-Object -Last 1 -ExpandProperty FullName
}

# The build of the tests puts Pester here. The search path of this process alone is changed.
$modules = Join-Path $PSScriptRoot '../obj/modules'
if (Test-Path $modules) {
    $env:PSModulePath = (Resolve-Path $modules).Path + [IO.Path]::PathSeparator + $env:PSModulePath
}

# No test asks the metadata service of the machine it runs on: nothing answers at this port.
$env:WORKSPACE_METADATA_ENDPOINT = 'http://127.0.0.1:9'

# The session is set up before the module, so that nothing of another version is in it.
Import-Module Pester -MinimumVersion 6.2

function Invoke-PesterFile {
    param([string] $File)

    if ($PSEdition -ne 'Core' -and -not (Select-String 'Describe .*-Tag Desktop' -Path $File -Quiet)) {
        Write-Host "$File needs PowerShell 7, and is passed over in Windows PowerShell."
        return [ordered]@{ passed = 0; failed = 0; skipped = 0; seconds = 0; failures = @(); skips = @() }
    }

    # Each file meets the module as it is after an import, and the environment as it was.
    Remove-Module Workspace -ErrorAction Ignore
    Import-Module $Manifest -Global
    $variables = [Environment]::GetEnvironmentVariables()
    $configuration = New-PesterConfiguration
    $configuration.Run.Path = $File
    $configuration.Run.PassThru = $true
    if ($PSEdition -ne 'Core') {
        $configuration.Filter.Tag = 'Desktop'
    }

    $configuration.Output.Verbosity = 'Detailed'
    $configuration.Output.RenderMode = 'Plaintext'
    $configuration.TestResult.Enabled = $false

    # As at a prompt: an error that does not end a command must not end it in the tests either.
    $ErrorActionPreference = 'Continue'
    $run = Invoke-Pester -Configuration $configuration
    $ErrorActionPreference = 'Stop'

    foreach ($name in @([Environment]::GetEnvironmentVariables().Keys) + @($variables.Keys) | Sort-Object -Unique) {
        [Environment]::SetEnvironmentVariable($name, $variables[$name])
    }

    # A block or file that broke is a failure too, though no test of it may count as failed.
    $broken = @($run.Failed) + @($run.FailedBlocks) + @($run.FailedContainers) | Where-Object ErrorRecord
    $failed = if ($run.FailedCount -gt 0) { $run.FailedCount } else { $run.FailedBlocksCount + $run.FailedContainersCount }
    $skipped = $run.SkippedCount + $run.NotRunCount
    $failures = @($broken | ForEach-Object { "$(if ($_.ExpandedPath) { $_.ExpandedPath } else { $_ }): $($_.ErrorRecord | Out-String)".Trim() })
    if ($run.PassedCount + $failed + $skipped -eq 0) {
        $failed = 1
        $failures = @("No test of $File was run.")
    }

    [ordered]@{
        passed   = $run.PassedCount
        failed   = $failed
        skipped  = $skipped
        seconds  = [math]::Round($run.Duration.TotalSeconds, 1)
        failures = $failures
        skips    = @($run.Skipped | ForEach-Object { "$($_.ExpandedPath): $($_.ErrorRecord.TargetObject.Message -join ' ')" })
    }
}

function Write-Result {
    param([string] $File, $Result)

    if ($ResultFolder) {
        $null = New-Item $ResultFolder -ItemType Directory -Force
        $Result | ConvertTo-Json | Set-Content (Join-Path $ResultFolder "$(Split-Path $File -Leaf).json")
    }
}

if ($PipeName) {
    $pipe = [IO.Pipes.NamedPipeClientStream]::new('.', $PipeName)
    $pipe.Connect(30000)
    $reader, $writer = [IO.StreamReader]::new($pipe), [IO.StreamWriter]::new($pipe)
    while ($file = $reader.ReadLine()) {
        Write-Result $file (Invoke-PesterFile $file)
        $writer.WriteLine('done')
        $writer.Flush()
    }

    exit 0
}

$failedFiles = 0
foreach ($file in Get-Item $Path) {
    $result = Invoke-PesterFile $file.FullName
    Write-Result $file.FullName $result
    $failedFiles += [int] ($result.failed -gt 0)
}

exit $failedFiles
