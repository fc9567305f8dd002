# docs/permissions.md against what each cmdlet sends. A new cmdlet needs a row there and a call here.
BeforeDiscovery {
    $cmdlets = Get-Command -Module Workspace | ForEach-Object { @{ Name = $_.Name } }
}

BeforeAll {
    $page = Join-Path $PSScriptRoot ../../../docs/permissions.md
    $rows = @{}
    foreach ($row in [regex]::Matches((Get-Content $page -Raw), '(?m)^\| (?<cmdlet>\w+-Ws\w+) \| (?<actions>[^|]*) \|\r?$')) {
        $name = $row.Groups['cmdlet'].Value
        if (-not $rows.ContainsKey($name)) { $rows[$name] = $row.Groups['actions'].Value }
    }

    # Every way in which a cmdlet sends something else.
    $calls = @{
        'Connect-WsService'       = { Connect-WsService -Emulator }
        'Disconnect-WsService'    = { Connect-WsService -Emulator -Verbose:$false | Disconnect-WsService }
        'Stop-WsUserSession'      = { Stop-WsUserSession -DesktopId $desktops -Message 'Bye' -PassThru }
        'Export-WsFleetReport'    = { Export-WsFleetReport -Path (Join-Path $TestDrive 'fleet.html') }
        'Get-WsAgent'             = { Get-WsAgent; Get-WsAgent -DesktopId $template; Get-WsAgent -PoolId $pool }
        'Get-WsConnection'        = { Get-WsConnection }
        'Get-WsDesktop'           = { Get-WsDesktop; Get-WsDesktop -Name 'tmpl-*' -PoolId $pool; Get-WsDesktop -DesktopId $template; Get-WsDesktop -IncludePool }
        'Get-WsImage'             = { Get-WsImage; Get-WsImage -ImageId $image }
        'Get-WsJob'               = { Get-WsJob; Get-WsJob -PoolId $pool; Get-WsJob -JobId $job }
        'Get-WsOperation'         = { Get-WsOperation '*Sysprep*' }
        'Get-WsPool'              = { Get-WsPool; Get-WsPool -PoolId $pool }
        'Get-WsPoolDesktop'       = { Get-WsPoolDesktop -PoolId $pool; Get-WsPoolDesktop -PoolId $pool -Inconsistent Image }
        'Get-WsUserSession'       = { Get-WsUserSession; Get-WsUserSession -PoolId $pool -UserName nobody; Get-WsUserSession -DesktopId $template }
        'Install-WsAgent'         = { Install-WsAgent -DesktopId $template -Wait }
        'Invoke-WsDesktopRebuild' = { Invoke-WsDesktopRebuild -DesktopId $template -ImageId $image -Force -Wait }
        'Invoke-WsPoolRebuild'    = { Invoke-WsPoolRebuild -PoolId $pool -ImageId $image -Force -Wait; Invoke-WsPoolRebuild -PoolId $pool -DesktopId $desktops -ImageId $image -Force -Wait }
        'Invoke-WsRestMethod'     = $null
        'New-WsDesktopImage'      = { New-WsDesktopImage -DesktopId $template -ImageName 'win11-2026-11' -Wait }
        'Restart-WsDesktop'       = { Restart-WsDesktop -DesktopId $template -Wait; Restart-WsDesktop -PoolId $pool -Wait }
        'Send-WsNotification'     = { Send-WsNotification -DesktopId $desktops -Message 'Hello' -Wait; Send-WsNotification -PoolId $pool -Message 'Hello' -Wait }
        'Set-WsMaintenanceMode'   = { Set-WsMaintenanceMode -DesktopId $template -State On }
        'Start-WsDesktop'         = { Start-WsDesktop -DesktopId $off -Wait; Start-WsDesktop -PoolId $pool -Wait }
        'Stop-WsDesktop'          = { Stop-WsDesktop -DesktopId $template -Wait; Stop-WsDesktop -PoolId $pool -Wait }
        'Suspend-WsDesktop'       = { Suspend-WsDesktop -DesktopId $template -Wait; Suspend-WsDesktop -PoolId $pool -Wait }
        'Test-WsSysprep'          = { Test-WsSysprep; Test-WsSysprep -DesktopId $template -IncludeImageSupport }
        'Wait-WsJob'              = { Wait-WsJob -JobId $job }
    }

    # The action of a request, as the module tells it to whom it is refused; the request itself where none is documented.
    $find = [Workspace.WorkspaceClient].Assembly.GetType('Workspace.Authentication.IamActions').GetMethod('Find')
    function Get-Action([string] $Request) {
        $method, $path = $Request -split ' '
        $action = $find.Invoke($null, @($method, $path, ''))
        if ($action) { $action } else { "$method $($path -replace '^/v2/[^/]+/')" }
    }

    # What is asked of the service in a call: the module says each request with -Verbose.
    function Get-SentAction([scriptblock] $Call) {
        $ConfirmPreference = 'None'
        $ErrorActionPreference = 'SilentlyContinue'
        $PSDefaultParameterValues = @{ '*-Ws*:Verbose' = $true }
        & $Call *>&1 | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] -and $_.Message -match '^(GET|POST|PUT|DELETE) /v2/[^?: ]+' } |
            ForEach-Object { Get-Action $Matches[0] } | Sort-Object -Unique
    }
}

Describe 'The table of permissions' {
    It 'has a row for each cmdlet, and for nothing else' {
        $rows.Keys | Sort-Object | Should -Be (Get-Command -Module Workspace | Sort-Object Name).Name -Because 'each cmdlet has a row in docs/permissions.md: | its name | the IAM actions of what it sends, or none |'
    }

    It 'names what <Name> asks for, no more and no less' -ForEach $cmdlets {
        $calls.Keys | Should -Contain $Name -Because "Permissions.Tests.ps1 needs a call of it in `$calls, and docs/permissions.md a row: | $Name | the IAM actions of what it sends, or none |"
        if (-not $calls[$Name]) {
            $rows[$Name] | Should -Not -Match ':'
            return
        }

        $null = Connect-WsService -Emulator
        $template = (Get-WsDesktop -Name tmpl-01).DesktopId
        $off = (Get-WsDesktop -Name sales-02-0001).DesktopId
        $pool = (Get-WsPool -Name sales-01).PoolId
        $desktops = (Get-WsPoolDesktop -PoolId $pool).DesktopId
        $image = (Get-WsImage -Type gold | Where-Object OSType -EQ Windows | Select-Object -Last 1).ImageId
        $job = (Install-WsAgent -DesktopId (Get-WsDesktop -Name tmpl-02).DesktopId).JobId

        $named = [regex]::Matches($rows[$Name], 'workspace:\w+:\w+|(GET|POST|PUT|DELETE) [\w/*-]+').Value | Sort-Object -Unique

        Get-SentAction $calls[$Name] | Should -Be $named -Because "its row in docs/permissions.md names exactly that"
    }

    It 'names every action that the module knows' {
        $known = [Workspace.WorkspaceClient].Assembly.GetType('Workspace.Authentication.IamActions').GetField('_actions', 'Static, NonPublic').GetValue($null)
        $text = $rows.Values -join ' '

        $known.Item3 | Where-Object { $_ -and $text -cnotmatch "$([regex]::Escape($_))\b" } | Should -BeNullOrEmpty
    }
}
