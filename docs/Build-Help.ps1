<#
.SYNOPSIS
    Makes the help that PowerShell shows of the pages in docs/Workspace. build.ps1 -Task Help runs it.

.DESCRIPTION
    Brings each page up to date with its cmdlet: a page for a new cmdlet, a section for a new parameter, the syntax. What is new has
    {{ placeholders }} for the texts. Then writes docs/en-US/Workspace.Cmdlets.dll-Help.xml, which is committed, so that a build
    needs no PlatyPS. Needs Microsoft.PowerShell.PlatyPS 1.0 or later.

.PARAMETER Manifest
    The manifest of the built module.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [string] $Manifest
)

$ErrorActionPreference = 'Stop'
$pages = Join-Path $PSScriptRoot 'Workspace'
$xml = Join-Path $PSScriptRoot 'en-US/Workspace.Cmdlets.dll-Help.xml'
$scratch = New-Item (Join-Path ([System.IO.Path]::GetTempPath()) "help-$PID") -ItemType Directory

Import-Module Microsoft.PowerShell.PlatyPS -MinimumVersion 1.0

# A copy without its help: PlatyPS would add the texts of that help to those of the pages.
$bare = Join-Path $scratch 'module'
Copy-Item (Split-Path $Manifest) $bare -Recurse -Force
Remove-Item (Join-Path $bare 'en-US') -Recurse
Import-Module (Join-Path $bare 'Workspace.psd1')
$commands = Get-Command -Module Workspace

# Without a byte order mark, and with the line ends of the repository.
function Set-Text {
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'Private to this script.')]
    param([string] $Path, [string] $Text)

    [System.IO.File]::WriteAllText($Path, $Text.Replace("`r`n", "`n").TrimEnd() + "`n")
}

# PlatyPS adds to the text of a page what a prompt for the parameter says, anew with each run.
function Remove-HelpMessage {
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'Private to this script.')]
    param($Help)

    foreach ($page in $Help) {
        $parameters = (Get-Command $page.Title).Parameters
        foreach ($parameter in $page.Parameters) {
            foreach ($message in $parameters[$parameter.Name].Attributes.HelpMessage | Where-Object { $_ } | Select-Object -Unique) {
                $parameter.Description = $parameter.Description -replace "(\r?\n$([regex]::Escape($message)))+\z"
            }
        }
    }
}

# PlatyPS leaves blank paragraphs of a control character, examples with their fences, types with their namespaces, and links to
# files that nobody has beside PowerShell. It writes neither defaults nor which parameters are hidden.
function Update-Maml {
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'Private to this script.')]
    param([xml] $Document, $Help)

    $names = [System.Xml.XmlNamespaceManager]::new($Document.NameTable)
    $names.AddNamespace('maml', 'http://schemas.microsoft.com/maml/2004/10')
    $names.AddNamespace('command', 'http://schemas.microsoft.com/maml/dev/command/2004/10')
    $names.AddNamespace('dev', 'http://schemas.microsoft.com/maml/dev/2004/10')

    foreach ($paragraph in @($Document.SelectNodes('//maml:para', $names))) {
        if ($paragraph.InnerText.Trim([char] 0x80, ' ') -eq '') { $null = $paragraph.ParentNode.RemoveChild($paragraph) }
    }

    foreach ($example in @($Document.SelectNodes('//command:example', $names))) {
        $introduction = $example.SelectSingleNode('maml:introduction', $names)
        $remarks = $example.SelectSingleNode('dev:remarks', $names)
        # A block that has blank lines is in several paragraphs.
        $blocks = ($introduction.ChildNodes.InnerText -join "`n`n") -split '(?s)(```\w+\n.*?\n```)' | Where-Object { $_.Trim() }
        foreach ($block in $blocks) {
            if ($block -match '(?s)^```(\w+)\n(.*)\n```$' -and $Matches[1] -eq 'powershell') {
                $example.SelectSingleNode('dev:code', $names).InnerText = $Matches[2]
            }
            else {
                $text = if ($block.StartsWith('```')) { $Matches[2] } else { $block.Trim() }
                $remarks.AppendChild($Document.CreateElement('maml', 'para', $names.LookupNamespace('maml'))).InnerText = $text
            }
        }
        $introduction.RemoveAll()
        $null = $remarks.AppendChild($Document.CreateElement('maml', 'para', $names.LookupNamespace('maml')))
    }

    foreach ($value in $Document.SelectNodes('//command:parameters//command:parameterValue', $names)) {
        $value.InnerText = $value.InnerText -replace '\w+\.'
    }

    foreach ($text in $Document.SelectNodes("//maml:linkText[.='Online Version']", $names)) {
        $text.InnerText = 'Online, the service about the operation:'
    }

    foreach ($uri in $Document.SelectNodes('//maml:navigationLink/maml:uri', $names)) {
        if ($uri.InnerText -notlike 'https:*') { $uri.IsEmpty = $true }
    }

    foreach ($page in $Help) {
        $parameters = (Get-Command $page.Title).Parameters
        foreach ($node in @($Document.SelectNodes("//command:command[command:details/command:name='$($page.Title)']//command:parameter", $names))) {
            $name = $node.SelectSingleNode('maml:name', $names).InnerText
            $default = ($page.Parameters | Where-Object Name -EQ $name).DefaultValue
            if ($parameters[$name].Attributes.DontShow -contains $true) {
                $null = $node.ParentNode.RemoveChild($node)
            }
            elseif ($default) {
                $node.AppendChild($Document.CreateElement('dev', 'defaultValue', $names.LookupNamespace('dev'))).InnerText = $default
            }
        }
    }
}

try {
    foreach ($command in $commands) {
        $page = Join-Path $pages "$command.md"
        if (Test-Path $page) {
            $null = Update-MarkdownCommandHelp -Path $page -NoBackup
        }
        else {
            $null = New-MarkdownCommandHelp -CommandInfo $command -OutputFolder $scratch
            Move-Item (Join-Path $scratch "Workspace/$command.md") $page
        }
    }

    $help = Import-MarkdownCommandHelp (Get-ChildItem $pages -Filter *.md).FullName
    Remove-HelpMessage $help
    Export-MarkdownCommandHelp -CommandHelp $help -OutputFolder $scratch -Force | ForEach-Object {
        # A cmdlet that writes nothing is taken for one that writes anything.
        Set-Text (Join-Path $pages $_.Name) ((Get-Content $_ -Raw) -replace '### System\.Object\s+\{\{[^}]*\}\}\s+')
    }

    $help = Import-MarkdownCommandHelp (Get-ChildItem $pages -Filter *.md).FullName
    $document = [xml] (Get-Content (Export-MamlCommandHelp -CommandHelp $help -OutputFolder $scratch -Force) -Raw)
    Update-Maml $document $help
    $text = [System.IO.StringWriter]::new()
    $document.Save($text)
    Set-Text $xml $text.ToString().Replace('encoding="utf-16"', 'encoding="utf-8"')

    Select-String '{{' -Path (Join-Path $pages '*.md') | ForEach-Object { Write-Warning "$($_.Filename), line $($_.LineNumber): $($_.Line.Trim())" }
    Get-Item $xml
}
finally {
    Remove-Item $scratch -Recurse -ErrorAction Ignore
}
