BeforeAll {
    . $PSScriptRoot/../Support/Wire.ps1

    $hasPlatyPS = [bool] (Get-Module Microsoft.PowerShell.PlatyPS -ListAvailable | Where-Object Version -GE '1.0')
    $docs = (Resolve-Path (Join-Path $PSScriptRoot '../../../docs')).Path
}

Describe 'The help' {
    It 'changes nothing when help is made again' {
        if (-not $hasPlatyPS) {
            Set-ItResult -Skipped -Because 'Microsoft.PowerShell.PlatyPS is not installed: Install-Module Microsoft.PowerShell.PlatyPS'
        }

        $copy = Join-Path $TestDrive 'docs'
        Copy-Item $docs $copy -Recurse
        $said = Invoke-NonInteractive -Bare "& '$copy/Build-Help.ps1' -Manifest '$manifest'"

        $said | Should -Not -Match '\{\{'
        foreach ($file in Get-ChildItem $docs -Recurse -Include *.md, *.xml) {
            # The date is that of the last run.
            $before, $after = $file.FullName, $file.FullName.Replace($docs, $copy) | ForEach-Object { (Get-Content $_ -Raw) -replace '(?m)^ms\.date: .*$' }
            $after | Should -BeExactly $before -Because $file.Name
        }
    }
}
