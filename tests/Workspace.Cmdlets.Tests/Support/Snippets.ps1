# Dot-sourced by the tests: the PowerShell that documents show.

# The samples of a document, each with the document and its line: fenced ones, lines at a prompt, and in about_ topics what is indented and names a cmdlet.
function Get-Snippet {
    param([System.IO.FileInfo] $File)

    $text = Get-Content $File -Raw -Encoding utf8
    $pattern = if ($File.Extension -eq '.md') { '(?m)^```powershell\r?\n(?<code>[\s\S]*?)^```|^PS> (?<code>.*)$' } else { '(?m)(?<=\n\r?\n)(?<code>(^ {8,}\S.*\r?\n)+)' }
    foreach ($match in [regex]::Matches($text, $pattern)) {
        $code = $match.Groups['code']
        if ($File.Extension -eq '.md' -or $code.Value -match '\w-Ws\w') {
            $before = ($text.Substring(0, $match.Index) -split '\r?\n\s*\r?\n' | Where-Object { $_.Trim() } | Select-Object -Last 1)
            [pscustomobject]@{
                Name             = '{0}, line {1}' -f $File.Name, ($text.Substring(0, $code.Index) -split '\n').Count
                Code             = $code.Value
                IsForPowerShell7 = $before -match 'PowerShell 7'
            }
        }
    }
}
