BeforeAll {
    . $PSScriptRoot/../Support/Wire.ps1

    # Gives an assembly another version, and an identity of its own: four numbers in its table of assemblies, and a GUID.
    function Set-AssemblyVersion {
        [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'A test helper.')]
        param([string] $Path, [version] $Version)

        $bytes = [System.IO.File]::ReadAllBytes($Path)
        $file = [System.Reflection.PortableExecutable.PEReader]::new([System.IO.MemoryStream]::new($bytes))
        $metadata = [System.Reflection.Metadata.PEReaderExtensions]::GetMetadataReader($file)
        $row = $file.PEHeaders.MetadataStartOffset + [System.Reflection.Metadata.Ecma335.MetadataReaderExtensions]::GetTableMetadataOffset($metadata, 'Assembly')
        $guid = $file.PEHeaders.MetadataStartOffset + [System.Reflection.Metadata.Ecma335.MetadataReaderExtensions]::GetHeapMetadataOffset($metadata, 'Guid')
        $file.Dispose()
        $bytes[$guid] = $bytes[$guid] -bxor 255
        $numbers = $Version.Major, $Version.Minor, $Version.Build, 0
        0..3 | ForEach-Object { [BitConverter]::GetBytes([uint16] $numbers[$_]).CopyTo($bytes, $row + 4 + 2 * $_) }
        [System.IO.File]::WriteAllBytes($Path, $bytes)
    }

    # A module path with the module in two versions, which differ in nothing but the number.
    $path = Join-Path $TestDrive 'modules'
    $old, $new = '0.0.9', (Get-Module Workspace).Version.ToString()
    foreach ($version in $old, $new) {
        $folder = Join-Path $path "Workspace/$version"
        $null = New-Item (Split-Path $folder) -ItemType Directory -Force
        Copy-Item (Get-Module Workspace).ModuleBase $folder -Recurse
        $file = Join-Path $folder 'Workspace.psd1'
        (Get-Content $file -Raw).Replace("ModuleVersion          = '$new'", "ModuleVersion          = '$version'") | Set-Content $file
        if ($version -eq $old) { Set-AssemblyVersion (Join-Path $folder 'Core/Workspace.Cmdlets.dll') $version }
    }

    # Runs a script in a PowerShell of its own that finds the module by its name; gives what it printed.
    function Invoke-Fresh {
        param([string] $Script)

        (Invoke-NonInteractive -Bare "`$env:PSModulePath = '$path' + [System.IO.Path]::PathSeparator + (Join-Path `$PSHOME 'Modules'); $Script").Trim()
    }
}

Describe 'The module as it is installed' {
    It 'is found by name, and loads itself when a cmdlet of it is called' {
        Invoke-Fresh '$null = Connect-WsService -Emulator; (Get-WsPool).Count -gt 0; (Get-Module Workspace).Version.ToString()' | Should -Be "True`n$new".ReplaceLineEndings()
    }

    It 'has a manifest that tools read without running it, and that names every command' {
        $read = Import-PowerShellDataFile $manifest

        $read.RootModule | Should -Be 'Workspace.psm1'
        $read.CmdletsToExport | Should -Be (Get-Command -Module Workspace).Name
        $read.FunctionsToExport | Should -Be @()
        $read.AliasesToExport | Should -Be @()
    }

    It 'loads nothing but itself when it is imported' {
        # PowerShell loads its own JSON and HTTP as it starts, on a busy machine later than a command runs. What an import adds to these is what it costs.
        $own = '$null = "System.Text.Json", "System.Net.Http", "System.Collections.NonGeneric", "System.Reflection.Emit" | ForEach-Object { [Reflection.Assembly]::Load($_) }'
        $loaded = '[AppDomain]::CurrentDomain.GetAssemblies().ForEach({ $_.GetName().Name })'
        $said = Invoke-NonInteractive -Bare "$own; `$before = $loaded; Import-Module '$manifest'; `$after = $loaded; `$after | Where-Object { `$_ -notin `$before }"
        $said.Trim() -split '\s+' | Where-Object { $_ -notmatch '^Microsoft\.(CSharp$|PowerShell\.)' } | Sort-Object | Should -Be 'Workspace.Cmdlets', 'Workspace.Core'
    }

    It 'lies beside another version: the newest is taken, and any on demand' {
        Invoke-Fresh '(Get-Module Workspace -ListAvailable).Version -join " "' | Should -Be "$new $old"
        Invoke-Fresh 'Import-Module Workspace; (Get-Module Workspace).Version.ToString()' | Should -Be $new
        Invoke-Fresh "Import-Module Workspace -RequiredVersion $old; `$null = Connect-WsService -Emulator; (Get-WsPool).Count -gt 0; (Get-Module Workspace).Version.ToString()" | Should -Be "True`n$old".ReplaceLineEndings()
    }

    It 'says that a session has one version, where an older one is loaded already' {
        # .NET loads an assembly of one name once, and takes a newer one for an older one: the other way round PowerShell complains of the types.
        $said = Invoke-Fresh "Import-Module Workspace -RequiredVersion $old; Import-Module Workspace -RequiredVersion $new; (Get-Module Workspace).Version.ToString()"
        $said | Should -Match 'Assembly with same name is\s+(\|\s+)?already loaded'
        $said | Should -Not -Match 'already present'
        $said | Should -BeLike "*$old"
    }

    It 'can be imported again with -Force, twice, and keeps working' {
        Invoke-Fresh '$ErrorActionPreference = "Stop"; Import-Module Workspace; Import-Module Workspace -Force; Import-Module Workspace -Force; $null = Connect-WsService -Emulator; (Get-WsDesktop -First 2).Count' | Should -Be '2'
    }

    It 'can be removed, which leaves nothing of it, and imported again' {
        $script = @(
            '$ErrorActionPreference = "Stop"; Import-Module Workspace; $null = Connect-WsService -Emulator; Remove-Module Workspace; $PSModuleAutoLoadingPreference = "None"'
            '"$(@(Get-Command Get-WsPool -ErrorAction Ignore).Count) $(@(Get-Module Workspace).Count)"; Import-Module Workspace; @(Get-WsConnection).Count; $null = Connect-WsService -Emulator; (Get-WsDesktop -First 2).Count'
        ) -join '; '
        Invoke-Fresh $script | Should -Be "0 0`n0`n2".ReplaceLineEndings()
    }

    It 'works in a session whose language is constrained, once it is trusted' {
        $script = @(
            '$ErrorActionPreference = "Stop"; Import-Module Workspace; $ExecutionContext.SessionState.LanguageMode = "ConstrainedLanguage"'
            '$null = Connect-WsService -Emulator; $image = (Get-WsDesktop -Name tmpl-01 | New-WsDesktopImage -ImageName c1 -Wait -Confirm:$false).ImageId'
            '(Get-WsPool -Name sales-01 | Invoke-WsPoolRebuild -ImageId $image -Wait -Confirm:$false).Status; (Get-WsPool -Name sales-01 | Get-WsPoolDesktop -Inconsistent Image | Measure-Object).Count'
            '(Get-WsDesktop | Test-WsSysprep | Where-Object Ready | Measure-Object).Count -gt 0; $ExecutionContext.SessionState.LanguageMode'
        ) -join '; '
        Invoke-Fresh $script | Should -Be "Succeeded`n0`nTrue`nConstrainedLanguage".ReplaceLineEndings()
    }

    It 'works in a job of its own' {
        Invoke-Fresh 'Start-Job { Import-Module Workspace; $null = Connect-WsService -Emulator; Get-WsPool -Name sales-01 } | Receive-Job -Wait | ForEach-Object { "$($_.Name) $($_.PoolId.Length)" }' | Should -Be 'sales-01 36'
    }

    It 'works in parallel runspaces, each with a connection of its own or with one for all' {
        $script = @(
            '$all = Connect-WsService -Emulator; $counts = 1..4 | ForEach-Object -Parallel { $own = Connect-WsService -Emulator -EmulatorOptions @{ Desktops = 30 + $_; Pools = 1 }'
            '"$(@(Get-WsDesktop).Count) $(@(Get-WsDesktop -Connection $using:all).Count)" }; ($counts | Sort-Object) -join ","; @(Get-WsDesktop).Count'
        ) -join '; '
        $lines = (Invoke-Fresh $script) -split '\r?\n'
        $all = $lines[1]

        $lines[0] | Should -Be "31 $all,32 $all,33 $all,34 $all"
        [int] $all | Should -Not -BeIn 31, 32, 33, 34
    }

    It 'gives objects that come back from a file and feed the pipe again' {
        $script = @(
            '$null = Connect-WsService -Emulator; $file = Join-Path ([System.IO.Path]::GetTempPath()) "$([guid]::NewGuid()).xml"; Get-WsDesktop -Name "sales-01-*" -IncludePool | Export-Clixml $file'
            '$image = (Get-WsImage -Name win11-2026-01).ImageId; (Import-Clixml $file | Invoke-WsPoolRebuild -ImageId $image -Confirm:$false -Wait).Status; (Import-Clixml $file | Test-WsSysprep | Measure-Object).Count; Remove-Item $file'
        ) -join '; '
        Invoke-Fresh $script | Should -Be "Succeeded`n8".ReplaceLineEndings()
    }
}

Describe 'PSResourceGet' {
    It 'publishes the package to a repository of files, finds it, and installs it into an empty module path, where it works' {
        if (-not (Get-Module Microsoft.PowerShell.PSResourceGet -ListAvailable)) {
            Set-ItResult -Skipped -Because 'Microsoft.PowerShell.PSResourceGet is not installed; it comes with PowerShell 7.4 and later'
        }

        $repository, $target = 'repository', 'installed' | ForEach-Object { Join-Path $TestDrive $_ }
        $null = New-Item $repository, $target -ItemType Directory
        $package = (Get-Item (Join-Path $PSScriptRoot "../../../out/Workspace.$new*.nupkg")).FullName
        $name = "Workspace-test-$PID"
        Register-PSResourceRepository -Name $name -Uri $repository -Trusted
        try {
            Publish-PSResource -NupkgPath $package -Repository $name -ErrorAction Stop

            (Find-PSResource -Name Workspace -Repository $name).Version | Should -Be $new
            (Find-PSResource -CommandName Get-WsDesktop -Repository $name).ParentResource.Name | Should -Be 'Workspace'
            (Find-PSResource -Tag GoldenImage -Repository $name).Name | Should -Be 'Workspace'

            Save-PSResource -Name Workspace -Repository $name -Path $target -ErrorAction Stop
        }
        finally {
            Unregister-PSResourceRepository -Name $name
        }

        $script = "`$env:PSModulePath = '$target' + [System.IO.Path]::PathSeparator + (Join-Path `$PSHOME 'Modules'); `$null = Connect-WsService -Emulator; (Get-WsPool -Name sales-01).Name; (Get-Module Workspace).ModuleBase"
        (Invoke-NonInteractive -Bare $script).Trim() -split '\r?\n' | Should -Be 'sales-01', (Join-Path $target 'Workspace' $new)
    }
}
