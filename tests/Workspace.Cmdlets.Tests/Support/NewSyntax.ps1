# Dot-sourced by the tests: what a script has that Windows PowerShell 5.1 cannot parse, though the PowerShell that runs the tests can.

function Find-NewSyntax {
    param([string] $Text)

    $tokens = $errors = $null
    $ast = [System.Management.Automation.Language.Parser]::ParseInput($Text, [ref] $tokens, [ref] $errors)
    $operators = 'QuestionMark', 'QuestionQuestion', 'QuestionQuestionEquals', 'QuestionDot', 'QuestionLBracket', 'AndAnd', 'OrOr'

    function Format-Finding($Extent, $What) { "line $($Extent.StartLineNumber): $What" }

    $errors | ForEach-Object { Format-Finding $_.Extent $_.Message }
    foreach ($token in $tokens) {
        if ($token.Kind -in $operators) {
            Format-Finding $token.Extent "operator $($token.Text)"
        }
        elseif ($token.Kind -eq 'Pipe' -and $Text.Substring(0, $token.Extent.StartOffset) -match '(^|\n)[ \t]*$') {
            Format-Finding $token.Extent 'a pipe begins the line'
        }
        elseif ($token.Kind -eq 'Number' -and $token.Text -match '^0b|[usyn]') {
            Format-Finding $token.Extent "number $($token.Text)"
        }
        elseif ($token.Kind -in 'StringExpandable', 'HereStringExpandable' -and $token.Text -match '(?<!`)(``)*`[ue]') {
            Format-Finding $token.Extent "escape in $($token.Text)"
        }
    }

    $ast.FindAll({ $true }, $true) | ForEach-Object {
        if ($_ -is [System.Management.Automation.Language.PipelineAst] -and $_.Background) {
            Format-Finding $_.Extent 'a pipeline in the background'
        }
        elseif ($_ -is [System.Management.Automation.Language.ScriptBlockAst] -and $_.CleanBlock) {
            Format-Finding $_.CleanBlock.Extent 'a clean block'
        }
        elseif ($_ -is [System.Management.Automation.Language.CommandAst] -and $_.GetCommandName() -in 'ForEach-Object', 'foreach', '%' -and
            ($_.CommandElements | Where-Object ParameterName -Like 'pa*')) {
            Format-Finding $_.Extent 'ForEach-Object -Parallel'
        }
    }
}
