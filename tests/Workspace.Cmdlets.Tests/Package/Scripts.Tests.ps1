BeforeDiscovery {
    $root = (Resolve-Path (Join-Path $PSScriptRoot '../../..')).Path
    $scripts = Get-ChildItem $root -Include *.ps1, *.psm1, *.psd1 -Recurse | ForEach-Object {
        @{ Name = $_.FullName.Substring($root.Length + 1).Replace('\', '/'); File = $_.FullName }
    } | Where-Object Name -NotMatch '^out/|(^|/)(bin|obj)/'
}

BeforeAll {
    $hasAnalyzer = [bool] (Get-Module PSScriptAnalyzer -ListAvailable)
}

Describe 'Script <Name>' -ForEach $scripts {
    BeforeAll {
        $problems = $null
        $ast = [System.Management.Automation.Language.Parser]::ParseFile($File, [ref] $null, [ref] $problems)
    }

    It 'parses' {
        $problems | ForEach-Object { "line $($_.Extent.StartLineNumber): $($_.Message)" } | Should -BeNullOrEmpty
    }

    It 'calls commands by their full names' {
        $ast.FindAll({ $args[0] -is [System.Management.Automation.Language.CommandAst] }, $true) |
            ForEach-Object { $_.GetCommandName() } |
            Where-Object { $_ -and (Get-Command $_ -CommandType Alias -ErrorAction Ignore) } |
            Should -BeNullOrEmpty
    }

    It 'is clean under the analyzer''s settings <_>' -ForEach 'PSGallery', 'CodeFormatting' {
        if (-not $hasAnalyzer) {
            Set-ItResult -Skipped -Because 'PSScriptAnalyzer is not installed: Install-Module PSScriptAnalyzer'
        }

        # The analyzer does not know that what BeforeAll and BeforeEach assign is there in the tests. What completion gives is run as it
        # would be typed, and small helpers are called with positions.
        $notInTests = 'PSUseDeclaredVarsMoreThanAssignments', 'PSAvoidUsingInvokeExpression', 'PSAvoidUsingPositionalParameters'
        $findings = Invoke-ScriptAnalyzer -Path $File -Settings $_ |
            Where-Object { $_.RuleName -notin $notInTests -or $Name -notmatch '(\.Tests|Cases)\.ps1$' }

        $findings | ForEach-Object { "$($_.RuleName) at line $($_.Line): $($_.Message)" } | Should -BeNullOrEmpty
    }
}
