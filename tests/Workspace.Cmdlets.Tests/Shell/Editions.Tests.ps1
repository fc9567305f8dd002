BeforeDiscovery {
    . $PSScriptRoot/../Support/Snippets.ps1
    $repository = (Resolve-Path $PSScriptRoot/../../..).Path
    $base = (Get-Module Workspace).ModuleBase

    $shipped = Get-ChildItem $base -Recurse -Include *.ps1, *.psm1, *.psd1
    $copied = Get-ChildItem $repository/build.ps1, $repository/samples -Recurse -Include *.ps1, *.psm1 | Where-Object FullName -NotMatch '[\\/](bin|obj)[\\/]'
    $documents = @(Get-Item $repository/README.md) + @(Get-ChildItem $repository/docs -Recurse -Include *.md, *.help.txt)
    $scripts = @($shipped) + @($copied) | ForEach-Object { @{ Name = [System.IO.Path]::GetRelativePath($repository, $_.FullName); Path = $_.FullName; IsShipped = $_.FullName.StartsWith($base) } }
    $snippets = $documents | ForEach-Object { Get-Snippet $_ } | ForEach-Object { @{ Name = $_.Name; Snippet = $_ } }
}

BeforeAll {
    . $PSScriptRoot/../Support/NewSyntax.ps1
    . $PSScriptRoot/../Support/Snippets.ps1

    $repository = (Resolve-Path $PSScriptRoot/../../..).Path
}

Describe 'What Windows PowerShell 5.1 cannot parse' {
    It 'is found: <_>' -ForEach @(
        '$a ? 1 : 2', '$a ?? 1', '$a ??= 1', '${a}?.Length', '${a}?[0]', 'ls && pwd', 'ls || pwd', 'ls &', "ls`n | sort", '10u', '0b1', '"`u{41}"', '"`e[0m"'
        'function f { clean { 1 } }', '1 | ForEach-Object -Parallel { $_ }', '1 | % -Parallel { $_ }', 'if ('
    ) {
        Find-NewSyntax $_ | Should -Not -BeNullOrEmpty
    }

    It 'is not seen in what it can: <_>' -ForEach @(
        '1 | ForEach-Object Name', '1 | ? { $_ }', "ls |`n sort", '& { 1 }', '0x1F + 10kb + 1e3 + 5l + 1.5d', '"``u and `n"', "'`u{41} && ??'", '$a?.Length', 'ls # ?? &&', '1 | ForEach-Object -Process { $_ }'
    ) {
        Find-NewSyntax $_ | Should -BeNullOrEmpty
    }
}

Describe 'A script' {
    It 'parses in both editions: <Name>' -ForEach $scripts {
        $text = Get-Content $Path -Raw -Encoding utf8
        $ast = [System.Management.Automation.Language.Parser]::ParseInput($text, [ref] $null, [ref] $null)
        $isFor7 = -not $IsShipped -and $ast.ScriptRequirements.RequiredPSVersion.Major -ge 7

        Find-NewSyntax $text | Where-Object { -not $isFor7 } | Should -BeNullOrEmpty -Because 'only what does not ship may say #Requires -Version 7'
    }

    It 'is read alike by both editions: <Name>' -ForEach ($scripts | Where-Object IsShipped) {
        # Without a mark at its beginning Windows PowerShell takes a file to be in the code page of the machine.
        [System.IO.File]::ReadAllBytes($Path) | Where-Object { $_ -gt 127 } | Should -BeNullOrEmpty
    }

    It 'has nothing new in the eyes of PSScriptAnalyzer either: <Name>' -ForEach ($scripts | Where-Object IsShipped) {
        if (-not (Get-Module PSScriptAnalyzer -ListAvailable)) {
            Set-ItResult -Skipped -Because 'PSScriptAnalyzer is not installed: Install-Module PSScriptAnalyzer'
        }

        $settings = @{ IncludeRules = @('PSUseCompatibleSyntax'); Rules = @{ PSUseCompatibleSyntax = @{ Enable = $true; TargetVersions = @('5.1') } } }

        Invoke-ScriptAnalyzer -Path $Path -Settings $settings | ForEach-Object { "line $($_.Line): $($_.Message)" } | Should -BeNullOrEmpty
    }
}

Describe 'A sample in a document' {
    It 'is found in every document that shows some' {
        $names = Get-ChildItem $repository/README.md, $repository/docs/en-US/about_Workspace_Authentication.help.txt | ForEach-Object { Get-Snippet $_ } | ForEach-Object { ($_.Name -split ',')[0] }

        $names | Select-Object -Unique | Should -Be 'README.md', 'about_Workspace_Authentication.help.txt'
        $names.Count | Should -BeGreaterThan 10
    }

    It 'parses in both editions, unless it says that it is for PowerShell 7: <Name>' -ForEach $snippets {
        Find-NewSyntax $Snippet.Code | Where-Object { -not $Snippet.IsForPowerShell7 } | Should -BeNullOrEmpty
    }

    It 'is alike for both editions in a topic of the help: <Name>' -ForEach @(Get-ChildItem (Get-Module Workspace).ModuleBase -Recurse -Include *.help.txt | ForEach-Object { @{ Name = $_.Name; Path = $_.FullName } }) {
        [System.IO.File]::ReadAllBytes($Path) | Where-Object { $_ -gt 127 } | Should -BeNullOrEmpty
    }
}
