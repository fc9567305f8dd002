# Dot-sourced by the tests of the examples: finds every example that a user may copy.

# Each is a source, a code, and what the page shows as its output.
function Get-Example {
    param([string] $Repository)

    foreach ($page in Get-ChildItem (Join-Path $Repository 'docs/Workspace') -Filter *.md) {
        foreach ($example in (Read-Page $page.FullName).Examples) {
            @{ Source = "$($page.BaseName): $($example.Title)"; Code = $example.Code; Output = $example.Output }
        }
    }

    # In an about topic an example stands four columns further in than the text.
    foreach ($topic in Get-ChildItem (Join-Path $Repository 'docs/en-US') -Filter about_*.txt) {
        $text = (Get-Content $topic -Raw).Replace("`r`n", "`n")
        $number = 0
        foreach ($block in [regex]::Matches($text, '(?m)(?<=\n\n) {8}\S.*\n((\n(?= {8}))? {8}.*\n)*') | Where-Object Value -Match '-Ws\w') {
            $number++
            @{ Source = "$($topic.BaseName -replace '\.help$'), $number"; Code = ($block.Value -replace '(?m)^ {8}').Trim(); Output = '' }
        }
    }

    # README.md is one session: what stands behind PS> and in blocks of code, in this order. What connects to a real tenant is apart.
    $text = (Get-Content (Join-Path $Repository 'README.md') -Raw).Replace("`r`n", "`n")
    $session = @{ Source = 'README.md'; Code = ''; Output = '' }
    $number = 0
    foreach ($block in [regex]::Matches($text, '(?s)```(?<kind>text|powershell)\n(?<body>.*?)\n```')) {
        $body = $block.Groups['body'].Value
        if ($block.Groups['kind'].Value -eq 'text') {
            $lines = $body -split '\n'
            $session.Code += ($lines -like 'PS> *' -replace '^PS> ' -join "`n") + "`n"
            $session.Output += ($lines -notlike 'PS> *' -join "`n") + "`n"
        }
        elseif ($body -match 'Connect-WsService') {
            # Each is a session of its own.
            foreach ($line in $body -split '\n' -like 'Connect-WsService*') {
                $number++
                @{ Source = "README.md, connection $number"; Code = $line; Output = '' }
            }
        }
        elseif ($body -match '-Ws\w') {
            $session.Code += "$body`n"
        }
    }

    $session

    # The runbooks' own help says how to start them: the lines up to an empty one. Three need what is not here, and are run with stand-ins by Samples.Tests.ps1.
    foreach ($sample in Get-ChildItem (Join-Path $Repository 'samples') -Filter *.ps1) {
        $number = 0
        foreach ($example in [regex]::Matches((Get-Content $sample -Raw), '(?m)^\.EXAMPLE\r?\n(?<code>( {4}\S.*\r?\n)+)')) {
            $number++
            @{
                Source = "$($sample.Name): EXAMPLE $number"
                Code   = ($example.Groups['code'].Value -replace '(?m)^ {4}').Trim().Replace('./', "$($sample.DirectoryName)/")
                Output = ''
                IsRun  = $sample.BaseName -notin 'AutomationWorker', 'ScheduledTask', 'SecretManagement'
            }
        }
    }
}
