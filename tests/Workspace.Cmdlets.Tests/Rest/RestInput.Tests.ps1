BeforeAll {
    . $PSScriptRoot/../Support/Wire.ps1
}

Describe 'What Invoke-WsRestMethod sends' {
    BeforeAll {
        $server = Start-Wire -Scripted
        Connect-Wire $server
    }

    BeforeEach {
        $server.Forget()
    }

    AfterAll {
        Disconnect-WsService
        $server.Dispose()
    }

    It 'sends <What> as JSON' -ForEach @(
        @{ What = 'a hashtable'; Body = @{ b = 1; a = 'x'; c = @(@{ d = $null }) }; Json = '{"a":"x","b":1,"c":[{"d":null}]}' }
        @{ What = 'an ordered table'; Body = [ordered]@{ b = $true; a = [switch] $false }; Json = '{"b":true,"a":false}' }
        @{ What = 'an object'; Body = [pscustomobject]@{ Name = 'x'; list = 1..3 }; Json = '{"Name":"x","list":[1,2,3]}' }
        @{ What = 'an array of one'; Body = @(, 1); Json = '[1]' }
        @{ What = 'JSON'; Body = ' {"a" : 1.50}'; Json = ' {"a" : 1.50}' }
        @{ What = 'an empty table'; Body = @{}; Json = '{}' }
        @{ What = 'times'; Body = @{ utc = [datetime]::new(2026, 1, 2, 3, 4, 5, [System.DateTimeKind]::Utc); zone = [datetimeoffset] '2026-01-02T03:04:05+08:00' }; Json = '{"utc":"2026-01-02T03:04:05Z","zone":"2026-01-01T19:04:05Z"}' }
        @{ What = 'ids, addresses and states'; Body = @{ a = [guid] 'f77db5cd-c020-47d4-bbbe-9b979a38d18c'; b = [uri] 'https://example.com/x'; c = [System.DayOfWeek]::Monday; d = [char] 'x' }; Json = '{"a":"f77db5cd-c020-47d4-bbbe-9b979a38d18c","b":"https://example.com/x","c":"Monday","d":"x"}' }
        @{ What = 'numbers'; Body = @{ a = 1.5; b = 12.30d; c = [long]::MaxValue; d = [byte] 1 }; Json = '{"a":1.5,"b":12.30,"c":9223372036854775807,"d":1}' }
        @{ What = 'wrapped values'; Body = @{ a = (Write-Output 'x' -NoEnumerate | ForEach-Object { $_ }); b = @(Write-Output 1 2) }; Json = '{"a":"x","b":[1,2]}' }
    ) {
        $server.Answer('POST', '/anything$', 200, '{}')
        $null = Invoke-WsRestMethod -Method POST -Path /v2/anything -Body $Body

        $server.Writes.Count | Should -Be 1
        $server.Writes[0].Body | Should -BeExactly $Json
        $server.Writes[0].Headers['Content-Type'] | Should -BeExactly 'application/json'
        $server.Writes[0].Headers['X-Auth-Token'] | Should -BeExactly 'the-token'
    }

    It 'sends back what it was given' {
        $json = '{"a":{"b":[1,[2,[]],{"c":null}]},"large":12345678901234567890,"number":1.5,"when":"2026-01-01T10:00:00Z"}'
        $server.Answer('GET', '/anything$', 200, $json)
        $server.Answer('PUT', '/anything$', 204, '')
        Invoke-WsRestMethod -Method PUT -Path /v2/anything -Body (Invoke-WsRestMethod -Path /v2/anything)

        $server.Writes[0].Body | Should -BeExactly $json
    }

    It 'sends a query: names sorted, one for each value, escaped, times and Booleans as the service writes them' {
        $server.Answer('GET', '/anything', 200, '{}')
        $null = Invoke-WsRestMethod -Path /v2/anything -Query @{ tag = 'k=ü'; id = 'a', 'b'; on = $true; n = 1.5; at = [datetime]::new(2026, 1, 2, 3, 4, 5, [System.DateTimeKind]::Utc) }
        $null = Invoke-WsRestMethod -Path /v2/anything -Query ([ordered]@{ b = 1; a = 2 })

        $server.Requests[0].Target | Should -BeExactly '/v2/anything?at=2026-01-02T03%3A04%3A05Z&id=a&id=b&n=1.5&on=true&tag=k%3D%C3%BC'
        $server.Requests[1].Target | Should -BeExactly '/v2/anything?a=2&b=1'
    }

    It 'escapes the values of a path' {
        $server.Answer('DELETE', '/tags/', 204, '')
        Invoke-WsRestMethod DeleteTag -DesktopId d1 -Key 'a:b ?ü'

        $server.Writes[0].Target | Should -BeExactly '/v2/the-project/desktops/d1/tags/a%3Ab%20%3F%C3%BC'
    }

    It 'refuses a value with a slash, which would lead elsewhere in Windows PowerShell' {
        { Invoke-WsRestMethod DeleteTag -DesktopId d1 -Key '../d2' -ErrorAction Stop } | Should -Throw "*Key '../d2' is not an id*"

        $server.Writes | Should -BeNullOrEmpty
    }

    It 'uploads a file' {
        $server.Answer('POST', '/ip/import$', 200, '{"total_count":1}')
        Set-Content TestDrive:/ips.csv '10.0.0.1' -NoNewline

        (Invoke-WsRestMethod ImportIp -InFile TestDrive:/ips.csv).total_count | Should -Be 1
        $server.Writes[0].Headers['Content-Type'] | Should -BeLike 'multipart/form-data; boundary=*'
        $server.Writes[0].Body | Should -BeLike "*form-data; name=`"file`"; filename=`"ips.csv`"*`r`n`r`n10.0.0.1`r`n--*"
    }

    It 'sends a SecureString as text, and shows nothing of that request' {
        $server.Answer('POST', '/anything$', 200, '{"id":"u1"}')
        $said = Invoke-WsRestMethod -Method POST -Path /v2/anything -Body @{ pin = ConvertTo-Secret 'h1dden'; name = 'x' } -Debug *>&1

        $server.Writes[0].Body | Should -BeExactly '{"name":"x","pin":"h1dden"}'
        "$said" | Should -Not -BeLike '*h1dden*'
        @($said | Where-Object { $_ -is [System.Management.Automation.DebugRecord] }).Count | Should -Be 1
    }
}

Describe 'Input of Invoke-WsRestMethod that cannot be' {
    BeforeAll {
        $server = Start-Wire
        Connect-Wire $server
        $project = $server.Tenant.ProjectId
    }

    BeforeEach {
        $server.Forget()
    }

    AfterAll {
        Disconnect-WsService
        $server.Dispose()
    }

    It 'is refused before anything is sent: <Name>' -ForEach @(
        @{ Name = 'an operation that there is not'; Act = { Invoke-WsRestMethod ListNothing }; Message = "There is no operation 'ListNothing'*Get-WsOperation*-Path*"; Target = 'ListNothing' }
        @{ Name = 'an operation that there is not, with a parameter'; Act = { Invoke-WsRestMethod ListNothing -DesktopId x }; Message = "There is no operation 'ListNothing'*"; Target = 'ListNothing' }
        @{ Name = 'no operation'; Act = { Invoke-WsRestMethod '' }; Message = 'Operation is null or empty*'; Target = '' }
        @{ Name = 'a piped operation without what its path needs'; Act = { Get-WsOperation ShowDesktopDetail | Invoke-WsRestMethod }; Message = '*needs a desktop_id: give -DesktopId*'; Target = 'ShowDesktopDetail' }
        @{ Name = 'a value that the path has no place for'; Act = { Get-WsOperation ListDesktops | Invoke-WsRestMethod -DesktopId x }; Message = '*has no DesktopId in it*'; Target = 'ListDesktops' }
        @{ Name = 'an empty id'; Act = { Invoke-WsRestMethod ShowDesktopDetail -DesktopId '' }; Message = 'DesktopId is empty*'; Target = 'ShowDesktopDetail' }
        @{ Name = 'a null id'; Act = { Invoke-WsRestMethod ShowDesktopDetail -DesktopId $null }; Message = 'DesktopId is empty*'; Target = 'ShowDesktopDetail' }
        @{ Name = 'an object without an id'; Act = { [pscustomobject]@{ DesktopId = $null } | Invoke-WsRestMethod ShowDesktopDetail }; Message = 'DesktopId is empty*'; Target = 'ShowDesktopDetail' }
        @{ Name = 'an id that leads elsewhere'; Act = { Invoke-WsRestMethod ShowDesktopDetail -DesktopId '..' }; Message = "DesktopId '..' is not an id*"; Target = 'ShowDesktopDetail' }
        @{ Name = 'another host'; Act = { Invoke-WsRestMethod -Path 'https://example.com/v2/x' }; Message = "Path 'https://example.com/v2/x' does not begin with a slash*endpoint and nowhere else*"; Target = 'https://example.com/v2/x' }
        @{ Name = 'another host in disguise'; Act = { Invoke-WsRestMethod -Path '//example.com/x' }; Message = '*has a segment*'; Target = '//example.com/x' }
        @{ Name = 'dots in a path'; Act = { Invoke-WsRestMethod -Path '/v2/%2e%2e/x' }; Message = '*has a segment*'; Target = '/v2/%2e%2e/x' }
        @{ Name = 'a query in the path'; Act = { Invoke-WsRestMethod -Path '/v2/x?a=b' }; Message = '*Give the query with -Query*'; Target = '/v2/x?a=b' }
        @{ Name = 'no path'; Act = { Invoke-WsRestMethod -Path '' }; Message = 'Path is null or empty*'; Target = '' }
        @{ Name = 'a null in the query'; Act = { Invoke-WsRestMethod ListDesktops -Query @{ desktop_id = $null } }; Message = "Query 'desktop_id' is null or empty, and nothing never means everything*"; Target = 'ListDesktops' }
        @{ Name = 'an empty array in the query'; Act = { Invoke-WsRestMethod ListDesktops -Query @{ desktop_id = @() } }; Message = "Query 'desktop_id' is null or empty*"; Target = 'ListDesktops' }
        @{ Name = 'an object in the query'; Act = { Invoke-WsRestMethod ListDesktops -Query @{ desktop_id = @{ a = 1 } } }; Message = "Query 'desktop_id' has a value of type *"; Target = 'ListDesktops' }
        @{ Name = 'a limit that is none'; Act = { Invoke-WsRestMethod ListDesktops -All -Query @{ limit = 0 } }; Message = "Query 'limit' is '0'*from 1 on*"; Target = 'GET /v2/*/desktops' }
        @{ Name = 'a body for a GET'; Act = { Invoke-WsRestMethod ListDesktops -Body @{} }; Message = 'A GET takes no body*-Query*'; Target = 'ListDesktops' }
        @{ Name = 'no body'; Act = { Invoke-WsRestMethod CheckSysprepInfo }; Message = 'CheckSysprepInfo takes a body: give -Body*'; Target = 'CheckSysprepInfo' }
        @{ Name = 'a null body'; Act = { Invoke-WsRestMethod CheckSysprepInfo -Body $null }; Message = 'Body is null*'; Target = 'CheckSysprepInfo' }
        @{ Name = 'a text that is not JSON'; Act = { Invoke-WsRestMethod CheckSysprepInfo -Body 'hello' }; Message = 'Body is a text that is not JSON*'; Target = 'CheckSysprepInfo' }
        @{ Name = 'a body that is in itself'; Act = { $b = @{}; $b.b = $b; Invoke-WsRestMethod CheckSysprepInfo -Body $b }; Message = 'Body is nested deeper than 32 levels*'; Target = 'CheckSysprepInfo' }
        @{ Name = 'pages of a POST'; Act = { Invoke-WsRestMethod ListDesktopsByTags -Body @{} -All -Confirm:$false }; Message = '*ListDesktopsByTags is a POST*'; Target = 'POST /v2/*' }
        @{ Name = 'pages into a file'; Act = { Invoke-WsRestMethod ListDesktops -All -OutFile x }; Message = 'All and OutFile exclude each other*'; Target = 'ListDesktops' }
        @{ Name = 'a body and a file'; Act = { Invoke-WsRestMethod ImportIp -Body @{} -InFile x }; Message = 'Body and InFile exclude each other*'; Target = 'ImportIp' }
        @{ Name = 'no file where one is needed'; Act = { Invoke-WsRestMethod ImportIp }; Message = 'ImportIp takes a file: give -InFile*'; Target = 'ImportIp' }
        @{ Name = 'a file that is not there'; Act = { Invoke-WsRestMethod ImportIp -InFile TestDrive:/absent }; Message = 'InFile *absent* cannot be read*'; Target = 'ImportIp' }
        @{ Name = 'a folder that is not there'; Act = { Invoke-WsRestMethod ExportUsersTemplate -OutFile TestDrive:/absent/x }; Message = 'OutFile *lies in a folder that there is not*'; Target = 'ExportUsersTemplate' }
    ) {
        $failures = @(& $Act 2>&1)

        $failures.Count | Should -Be 1
        $failures[0] | Should -BeLike $Message
        $failures[0].FullyQualifiedErrorId | Should -Be 'WsInvalidInput,Workspace.Commands.InvokeWsRestMethodCommand'
        $failures[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
        "$($failures[0].TargetObject)" | Should -BeLike $Target
        $server.Requests.Count | Should -Be 0
    }

    It 'warns of a query that the operation is not known to take' {
        $null = Invoke-WsRestMethod ListDesktops -Query @{ desktopid = 'x'; limit = 1 } -WarningVariable warnings -WarningAction SilentlyContinue

        $warnings.Count | Should -Be 1
        $warnings[0] | Should -BeLike 'ListDesktops is not known to take desktopid in its query*Known are: *desktop_id*'
    }
}

Describe 'The parameters of Invoke-WsRestMethod' {
    BeforeAll {
        $server = Start-Wire
        Connect-Wire $server
        $project = $server.Tenant.ProjectId
    }

    BeforeEach {
        $server.Forget()
    }

    AfterAll {
        Disconnect-WsService
        $server.Dispose()
    }

    It 'completes names that begin so, else names that have it in them' {
        (TabExpansion2 'Invoke-WsRestMethod -Operation ShowJ').CompletionMatches.CompletionText | Should -Be 'ShowJob'
        (TabExpansion2 'Invoke-WsRestMethod sysprep').CompletionMatches.CompletionText | Should -Be 'CheckSysprepInfo', 'ShowSysprepInfo'
        (TabExpansion2 'Invoke-WsRestMethod ShowJob').CompletionMatches[0].ToolTip | Should -Be 'GET /v2/{project_id}/workspace-jobs/{job_id}'
    }

    It 'completes the parameters of the operation' {
        (TabExpansion2 'Invoke-WsRestMethod ExpandDesktopVolume -V').CompletionMatches.CompletionText | Should -Contain '-VolumeId'
        (TabExpansion2 'Invoke-WsRestMethod ListDesktops -DesktopI').CompletionMatches.CompletionText | Should -BeNullOrEmpty
    }

    It 'has a parameter for every placeholder in the catalogue, under the name that Get-WsOperation shows' {
        foreach ($operation in Get-WsOperation | Where-Object PathParameter | Sort-Object { "$($_.PathParameter)" } -Unique) {
            $parameters = (Get-Command Invoke-WsRestMethod -ArgumentList $operation.Operation).Parameters

            $operation.PathParameter | Where-Object { -not $parameters[$_].IsDynamic } | Should -BeNullOrEmpty -Because $operation
        }
    }

    It 'gives a placeholder that is named like another parameter a name of its own' {
        $null = Get-TerminatingError { Invoke-WsRestMethod -Path '/v2/{project_id}/{query}/{verbose}' -PathQuery a -PathVerbose b }

        "$($server.Requests)" | Should -Be "GET /v2/$project/a/b"
    }
}
