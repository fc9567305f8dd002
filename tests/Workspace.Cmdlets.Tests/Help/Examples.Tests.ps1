BeforeDiscovery {
    . $PSScriptRoot/../Support/Page.ps1
    . $PSScriptRoot/../Support/Examples.ps1

    $examples = @(Get-Example (Join-Path $PSScriptRoot '../../..'))
}

BeforeAll {
    . $PSScriptRoot/../Support/Wire.ps1

    # Modules of the user are found by name in other runspaces, as an installed one is.
    $modulePath = $env:PSModulePath
    $env:PSModulePath = (Split-Path (Split-Path (Get-Module Workspace).ModuleBase)) + [System.IO.Path]::PathSeparator + $modulePath

    # What an example leaves in the temporary folder goes with the tests.
    $temporary = $env:TMPDIR, $env:TMP
    $env:TMPDIR = $env:TMP = "$TestDrive"

    # A service for what connects to a real tenant: the same names lead to this machine.
    $server = Start-Wire -Options @{ Region = 'ap-southeast-3' }
    $logon = @{ auth = @{ identity = @{ methods = @('password'); password = @{ user = @{ domain = @{ name = $server.Tenant.DomainName }; name = $server.Tenant.UserName; password = $server.Tenant.Password } } }; scope = @{ project = @{ name = 'ap-southeast-3' } } } }
    $issued = Invoke-WebRequest -Uri "$($server.Endpoint)v3/auth/tokens" -Method Post -Body ($logon | ConvertTo-Json -Depth 9) -ContentType application/json
    $token = ConvertTo-Secret "$($issued.Headers['X-Subject-Token'])"
    $profiles = Join-Path $TestDrive 'credentials'
    Set-Content $profiles '[basic]', "ak = $($server.Tenant.AccessKey)", "sk = $($server.Tenant.SecretKey)"

    # Runs an example as somebody at a prompt does, in a scope of its own; gives what it shows, errors too.
    function Invoke-Example {
        param([string] $Code)

        # What an example takes for known, and what a prompt would answer.
        $ConfirmPreference = 'None'
        $answers = [System.Collections.Queue]::new(@($server.Tenant.SecretKey))
        function Read-Host { ConvertTo-Secret $answers.Dequeue() }
        function Get-Credential { [pscredential]::new($server.Tenant.UserName, (ConvertTo-Secret $server.Tenant.Password)) }
        # An example of a test is run as a script: a test in a test would be Pester's own.
        function Describe { param([string] $Name, [scriptblock] $Body) $Name; . $Body }
        function BeforeAll { param([scriptblock] $Body) . $Body }
        function It { param([string] $Name, [scriptblock] $Body) $Name; . $Body }
        if ($Code -match 'Connect-WsService' -and $Code -notmatch '-Emulator') {
            $Code = $Code.Replace('my-account', $server.Tenant.DomainName).Replace('my-access-key-id', $server.Tenant.AccessKey)
            $PSDefaultParameterValues = @{ 'Connect-WsService:Endpoint' = $server.Endpoint; 'Connect-WsService:IamEndpoint' = $server.Endpoint }
            $projectId, $secureToken = $server.Tenant.ProjectId, $token
            $null = Connect-WsService -Region ap-southeast-3 -ProjectId $projectId -Token $token
            $variables = @{ HW_REGION_NAME = 'ap-southeast-3'; HUAWEICLOUD_SDK_CREDENTIALS_FILE = $profiles; HUAWEICLOUD_SDK_AK = $server.Tenant.AccessKey; HUAWEICLOUD_SDK_SK = $server.Tenant.SecretKey }
        }
        else {
            $null = Connect-WsService -Emulator
            $variables = @{}
        }

        $id = (Get-WsDesktop -Name tmpl-01).DesktopId
        $pools = @(Get-WsPool -Name sales-01)
        $imageId = (Get-WsImage -Name Workspace-Windows11-23H2).ImageId
        $null = $id, $pools, $imageId, $projectId, $secureToken
        try {
            $variables.GetEnumerator() | ForEach-Object { Set-Item "Env:$($_.Key)" $_.Value }
            . ([scriptblock]::Create($Code)) 2>&1
        }
        catch {
            $_
        }
        finally {
            $variables.Keys | ForEach-Object { Remove-Item "Env:$_" }
        }
    }

    # The headings of tables in a text: what stands above lines.
    function Get-Heading {
        param([string] $Text)

        $lines = $Text -split '\r?\n'
        for ($i = 1; $i -lt $lines.Count; $i++) {
            if ($lines[$i] -match '^\s*-[- ]*$') { ($lines[$i - 1].Trim()) -replace '\s+', ' ' }
        }
    }
}

AfterAll {
    $server.Dispose()
    $env:PSModulePath = $modulePath
    $env:TMPDIR, $env:TMP = $temporary
}

Describe 'The examples' {
    It 'are found where they are' -TestCases @{ Sources = $examples.Source } {
        foreach ($source in 'README.md', 'README.md, connection 5', 'about_Workspace, 1', 'about_Workspace_Authentication, 1', 'GoldenImage.ps1: EXAMPLE 1', 'Get-WsJob: The jobs of a pool') {
            $source | Should -BeIn $Sources
        }

        $Sources.Count | Should -BeGreaterThan 60
    }

    It 'are clean under the analyzer' -TestCases @{ Sources = $examples } {
        if (-not (Get-Module PSScriptAnalyzer -ListAvailable)) {
            Set-ItResult -Skipped -Because 'PSScriptAnalyzer is not installed: Install-Module PSScriptAnalyzer'
        }

        # Names may be left out where a page shows that they can be. What an example assigns is there for the reader.
        $apart = 'PSAvoidUsingPositionalParameters', 'PSUseDeclaredVarsMoreThanAssignments'
        $code = ($Sources | ForEach-Object { "# $($_.Source)`n& {`n$($_.Code)`n}" }) -join "`n"
        Invoke-ScriptAnalyzer -ScriptDefinition $code -Settings PSGallery | Where-Object RuleName -NotIn $apart |
            ForEach-Object { "$($_.RuleName): $($_.Extent.Text)" } | Should -BeNullOrEmpty
    }

    It 'has one that runs for each cmdlet in its own page' -TestCases @{ Sources = $examples } {
        foreach ($command in Get-Command -Module Workspace) {
            $Sources | Where-Object { $_.Source -like "${command}: *" -and $_.Code -match $command } | Should -Not -BeNullOrEmpty -Because $command
        }
    }
}

Describe '<Source>' -ForEach $examples {
    It 'is read and bound: every cmdlet and every parameter is there' {
        $errors = $null
        $ast = [System.Management.Automation.Language.Parser]::ParseInput($Code, [ref] $null, [ref] $errors)
        $errors | Should -BeNullOrEmpty

        foreach ($call in $ast.FindAll({ $args[0] -is [System.Management.Automation.Language.CommandAst] }, $true)) {
            $called = $call.GetCommandName()
            if ($called -like '*-Ws*') {
                $command = Get-Command $called -Module Workspace -ErrorAction Ignore
                $command | Should -Not -BeNullOrEmpty -Because $called
                $named = $call.CommandElements | Where-Object { $_ -is [System.Management.Automation.Language.CommandParameterAst] } | ForEach-Object ParameterName
                # Each is written out, as examples should be, or stands for a placeholder of a path.
                $known = @($command.Parameters.Keys) + $(if ($called -eq 'Invoke-WsRestMethod') { 'DesktopId', 'PoolId' })
                $named | Where-Object { $_ -notin $known } | Should -BeNullOrEmpty
                $binding = [System.Management.Automation.Language.StaticParameterBinder]::BindCommand($call, $true)
                $binding.BindingExceptions.Keys | Where-Object { $_ -notin 'DesktopId', 'PoolId' } | Should -BeNullOrEmpty -Because $call.Extent.Text
            }
        }
    }

    if ($_.IsRun -ne $false) {
        It 'runs on the emulator without an error, and shows tables with the headings of its page' {
            $shown = @(Invoke-Example $Code)
            $failed = @($shown | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] })
            $failed | ForEach-Object { "$_" } | Should -BeNullOrEmpty

            $expected = @(Get-Heading $Output | Select-Object -Unique)
            if ($expected) {
                # One table for each kind of thing, as at a prompt.
                $actual = $shown | Group-Object { $_.PSObject.TypeNames[0] } | ForEach-Object { Get-Heading ($_.Group | Out-String -Width 120) }
                $expected | Where-Object { $_ -cnotin $actual } | Should -BeNullOrEmpty -Because "it shows: $($actual -join '; ')"
            }
        }
    }
}
