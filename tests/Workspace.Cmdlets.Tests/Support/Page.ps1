# Dot-sourced by the tests of the help: reads a page of docs/Workspace, as PlatyPS writes it, without PlatyPS.

# A page: its front matter, its sections by heading, and its parameters with what their YAML says.
function Read-Page {
    param([string] $Path)

    $text = (Get-Content $Path -Raw).Replace("`r`n", "`n")
    $page = @{ Text = $text; Parameters = @{}; Examples = @(); Inputs = @(); Outputs = @() }
    $page.HelpUri = [regex]::Match($text, '(?m)^HelpUri: (.*)$').Groups[1].Value
    foreach ($section in $text -split '(?m)^(?=## )') {
        $name = [regex]::Match($section, '^## (.+)').Groups[1].Value
        $body = ($section -replace '^## .+\n').Trim()
        switch ($name) {
            'PARAMETERS' { Read-Part $body | Where-Object Name -NE 'CommonParameters' | ForEach-Object { $page.Parameters[$_.Name.TrimStart('-')] = Read-Parameter $_.Body } }
            'EXAMPLES' { $page.Examples = @(Read-Part $body | ForEach-Object { Read-Example $_ }) }
            'INPUTS' { $page.Inputs = @(Read-Part $body) }
            'OUTPUTS' { $page.Outputs = @(Read-Part $body) }
            'SYNTAX' { $page.Sets = @((Read-Part $body).Name -replace ' \(Default\)') }
            default { $page[$name] = $body }
        }
    }

    $page
}

# The parts below a heading of the third level.
function Read-Part {
    param([string] $Text)

    $Text -split '(?m)^(?=### )' | Where-Object { $_.Trim() } | ForEach-Object {
        @{ Name = [regex]::Match($_, '^### (.+)').Groups[1].Value.Trim(); Body = ($_ -replace '^### .+\n').Trim() }
    }
}

function Read-Parameter {
    param([string] $Text)

    $description, $yaml = $Text -split '(?s)```yaml\n', 2
    $sets = @{}
    foreach ($match in [regex]::Matches($yaml, '(?m)^- Name: (?<name>.+)\n  Position: (?<position>.+)\n  IsRequired: (?<required>.+)\n  ValueFromPipeline: (?<value>.+)\n  ValueFromPipelineByPropertyName: (?<property>.+)$')) {
        $sets[$match.Groups['name'].Value] = '{0} {1} {2} {3}' -f ('position', 'required', 'value', 'property' | ForEach-Object { $match.Groups[$_].Value.ToLowerInvariant() })
    }

    @{
        Description = $description.Trim()
        Type        = [regex]::Match($yaml, '(?m)^Type: (.+)$').Groups[1].Value
        Default     = [regex]::Match($yaml, '(?m)^DefaultValue: (.+)$').Groups[1].Value.Trim("'")
        Wildcards   = [regex]::Match($yaml, '(?m)^SupportsWildcards: (.+)$').Groups[1].Value -eq 'true'
        Aliases     = @([regex]::Match($yaml, '(?ms)^Aliases:\n(.*?)^ParameterSets').Groups[1].Value -split '\n' | Where-Object { $_ } | ForEach-Object { $_.Substring(2) })
        Accepted    = @([regex]::Match($yaml, '(?ms)^AcceptedValues:\n(.*?)^HelpMessage').Groups[1].Value -split '\n' | Where-Object { $_ } | ForEach-Object { $_.Substring(2) })
        Sets        = $sets
    }
}

function Read-Example {
    param($Part)

    @{
        Title   = $Part.Name -replace '^Example \d+: '
        Code    = [regex]::Match($Part.Body, '(?s)```powershell\n(.*?)\n```').Groups[1].Value
        Output  = [regex]::Match($Part.Body, '(?s)```Output\n(.*?)\n```').Groups[1].Value
        Remarks = ($Part.Body -replace '(?s)```\w+\n.*?\n```').Trim()
    }
}
