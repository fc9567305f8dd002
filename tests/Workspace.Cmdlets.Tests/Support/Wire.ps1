# Dot-sourced by the tests in BeforeAll: a scripted service behind a socket of this machine, and small helpers.

$module = Get-Module Workspace
if (-not $module) {
    throw 'The module is not loaded: run the tests through Support/Run.ps1.'
}

$manifest = Join-Path $module.ModuleBase 'Workspace.psd1'

# The module loads it only when it is asked for.
$null = [System.Reflection.Assembly]::LoadFrom((Join-Path $module.ModuleBase "$PSEdition/Workspace.Emulator.dll"))

# The server behind the socket is code for .NET 8; what Windows PowerShell runs does without it.
if ($PSEdition -eq 'Core' -and -not ('Workspace.Tests.Wire.WireServer' -as [type])) {
    # Compiled by the first file that needs it, for all of them: it takes longer than most files.
    $source = 'WireServer.cs', 'WireRequest.cs', 'WireRule.cs', 'WireAnswer.cs', 'TlsFront.cs' | ForEach-Object { Join-Path $PSScriptRoot $_ }
    $hash = ((Get-FileHash $source).Hash | ForEach-Object { $_.Substring(0, 8) }) -join ''
    $compiled = Join-Path $PSScriptRoot "../obj/WireServer-$hash-net$([Environment]::Version.Major).dll"
    if (-not (Test-Path $compiled)) {
        $null = New-Item (Split-Path $compiled) -ItemType Directory -Force
        Add-Type -Path $source -OutputAssembly "$compiled.$PID"
        # Another one may have been quicker.
        Move-Item "$compiled.$PID" $compiled -Force -ErrorAction Ignore
    }

    Add-Type -Path $compiled
}

# A service behind a socket. It answers as an emulated tenant does, unless a rule of the test says otherwise; with
# -Scripted there is no tenant, and what no rule answers is 404.
function Start-Wire {
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'A test helper.')]
    param([switch] $Scripted, [hashtable] $Options = @{}, [hashtable] $Quirks = @{})

    # The clock of the socket's client is the real one, so jobs must not last where they are waited for.
    $settings = [Workspace.Emulator.EmulatorOptions] @{ JobSeconds = 0 }
    $Options.GetEnumerator() | ForEach-Object { $settings.($_.Key) = $_.Value }
    $settings.Quirks = [Workspace.Emulator.Faults.Quirks] ($Quirks + @{ ImageDelaySeconds = 0 })
    $tenant = if ($Scripted) { $null } else { [Workspace.Emulator.EmulatedTenant]::new($settings, $null) }
    $handler = if ($tenant) { [Workspace.Emulator.EmulatorHandler]::new($tenant) }
    [Workspace.Tests.Wire.WireServer]::new($handler) | Add-Member Tenant $tenant -PassThru
}

# Connects to it, with the tenant's key, or where there is no tenant with a token. Forgets the requests that this took.
function Connect-Wire {
    param($Server, [hashtable] $With = @{})

    if ($Server.Tenant) {
        $key = @{
            AccessKey = $Server.Tenant.AccessKey
            SecretKey = ConvertTo-Secret $Server.Tenant.SecretKey
            ProjectId = $Server.Tenant.ProjectId
        }
    }
    else {
        $key = @{ Token = ConvertTo-Secret 'the-token'; ProjectId = 'the-project' }
    }

    # What is repeated, and how, is tested apart: a test that counts requests or looks at a failure wants each request once.
    $settings = @{ MaximumRetryCount = 0; RetryTimeoutSec = 5 }
    $With.GetEnumerator() | ForEach-Object { $settings[$_.Key] = $_.Value }
    $null = Connect-WsService -Endpoint $Server.Endpoint @key @settings
    $Server.Forget()
}

function ConvertTo-Secret {
    param([string] $Text)

    [System.Net.NetworkCredential]::new('', $Text).SecurePassword
}

# The error that ends a script block, or nothing where an error let it go on.
function Get-TerminatingError {
    param([scriptblock] $Script)

    $ErrorActionPreference = 'SilentlyContinue'
    try {
        $null = & $Script
    }
    catch {
        $_
    }
}

# Runs script blocks in a runspace of its own that has the module. Dispose its Runspace.
function New-Shell {
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'A test helper.')]
    param()

    $state = [initialsessionstate]::CreateDefault2()
    $state.ImportPSModule($manifest)
    $shell = [powershell]::Create([runspacefactory]::CreateRunspace($state))
    $shell.Runspace.Open()
    $shell
}

# What a script block prints to the host, as -WhatIf does.
function Get-HostText {
    param([scriptblock] $Script)

    $file = Join-Path ([System.IO.Path]::GetTempPath()) "transcript-$([guid]::NewGuid()).txt"
    $null = Start-Transcript -Path $file -UseMinimalHeader
    try {
        $null = & $Script
    }
    finally {
        $null = Stop-Transcript
    }

    Get-Content $file -Raw
    Remove-Item $file
}

# The command line of this PowerShell: its program, and what comes before its own arguments. As a .NET tool it runs as dotnet pwsh.dll.
function Get-PowerShellCommand {
    $program = [Environment]::ProcessPath
    if ((Split-Path $program -LeafBase) -eq 'dotnet') {
        $program, @([Environment]::GetCommandLineArgs()[0])
    }
    else {
        $program, @()
    }
}

# Runs a command in a PowerShell of its own, where nobody can be asked; gives what it printed, errors too, as one text.
# Its environment gets further variables; one without a value is taken out of it. -Bare leaves it to the command to import the module.
function Invoke-NonInteractive {
    param([string] $Command, [hashtable] $Environment = @{}, [switch] $Bare)

    $program, $prefix = Get-PowerShellCommand
    $import = if ($Bare) { '' } else { "Import-Module '$manifest'; " }
    $script = "`$ErrorView = 'NormalView'; $import$Command"
    $before = @{}
    $Environment.Keys | ForEach-Object { $before[$_] = [Environment]::GetEnvironmentVariable($_) }
    try {
        $Environment.GetEnumerator() | ForEach-Object { Set-Item "Env:$($_.Key)" $_.Value }
        & $program @prefix -NoProfile -NonInteractive -Command $script 2>&1 | Out-String -Width 1000
    }
    finally {
        $before.GetEnumerator() | ForEach-Object { Set-Item "Env:$($_.Key)" $_.Value }
    }
}
