BeforeAll {
    . $PSScriptRoot/../Support/Wire.ps1
}

Describe 'Invoke-WsRestMethod on the emulator' {
    BeforeAll {
        $server = Start-Wire -Options @{ Desktops = 230 }
        Connect-Wire $server
        $project = $server.Tenant.ProjectId
        $all = $server.Tenant.Desktops
    }

    BeforeEach {
        $server.Forget()
    }

    AfterAll {
        Disconnect-WsService
        $server.Dispose()
    }

    It 'calls an operation by name, in any case' {
        $answer = Invoke-WsRestMethod listdesktops -Query @{ limit = 3 }

        $answer | Should -BeOfType ([pscustomobject])
        $answer.total_count | Should -Be 230
        $answer.desktops.desktop_id | Should -Be $all[0..2].DesktopId
        "$($server.Requests)" | Should -Be "GET /v2/$project/desktops?limit=3"
    }

    It 'calls a method and a path' {
        $answer = Invoke-WsRestMethod -Method get -Path '/v2/{project_id}/desktop-pools'

        $answer.desktop_pools.Count | Should -Be $server.Tenant.Pools.Count
        "$($server.Requests)" | Should -Be "GET /v2/$project/desktop-pools"
    }

    It 'reads by path where no method is given' {
        (Invoke-WsRestMethod -Path "/v2/$project/images").images.Count | Should -Be $server.Tenant.Images.Count
    }

    It 'takes the placeholders of a path as parameters: <How>' -ForEach @(
        @{ How = 'of an operation'; Act = { param($desktop) Invoke-WsRestMethod ShowDesktopDetail -DesktopId $desktop } }
        @{ How = 'of a path'; Act = { param($desktop) Invoke-WsRestMethod -Path '/v2/{project_id}/desktops/{desktop_id}' -DesktopId $desktop } }
        @{ How = 'of a piped operation'; Act = { param($desktop) Get-WsOperation ShowDesktopDetail | Invoke-WsRestMethod -DesktopId $desktop } }
    ) {
        (& $Act $all[7].DesktopId).desktop.computer_name | Should -Be $all[7].Name
        "$($server.Requests)" | Should -Be "GET /v2/$project/desktops/$($all[7].DesktopId)"
    }

    It 'takes them from objects of the pipeline where it only reads' {
        $names = Get-WsDesktop -First 3 | Invoke-WsRestMethod ShowDesktopDetail | ForEach-Object { $_.desktop.computer_name }

        $names | Should -Be $all[0..2].Name
    }

    It 'takes them from parameters only where it changes something' {
        Get-WsPool | Invoke-WsRestMethod DeleteDesktopPool -PoolId absent -WhatIf -ErrorVariable failures -ErrorAction SilentlyContinue
        $failure = Get-TerminatingError { Get-WsPool | Invoke-WsRestMethod DeleteDesktopPool -WhatIf }

        $failures[0] | Should -BeLike '*input object cannot be bound*'
        $failure | Should -BeLike '*mandatory parameters: PoolId*'
        $server.Writes.Count | Should -Be 0
    }

    It 'carries out a write, and writes its answer' {
        $answer = Invoke-WsRestMethod BatchInstallAgent -Body @{ desktop_ids = $all[0, 1].DesktopId }

        $answer.job_id | Should -Be $server.Tenant.Jobs[0].JobId
        $server.Writes[0].Body | Should -Be "{`"desktop_ids`":[`"$($all[0].DesktopId)`",`"$($all[1].DesktopId)`"]}"
        (Wait-WsJob -JobId $answer.job_id).Status | Should -Be 'Succeeded'
    }

    It 'reports an error of the service as the other cmdlets do, and goes on' {
        $answers = Get-WsOperation ListUsers, ListImages | Invoke-WsRestMethod -ErrorVariable failures -ErrorAction SilentlyContinue

        $answers.images.Count | Should -Be $server.Tenant.Images.Count
        $failures.Count | Should -Be 1
        $failures[0].FullyQualifiedErrorId | Should -Be 'EMULATOR.0001,Workspace.Commands.InvokeWsRestMethodCommand'
        $failures[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $failures[0].TargetObject | Should -Be "GET /v2/$project/users"
        $failures[0].Exception.RequestId | Should -Match '^[0-9a-f]{32}$'
        $failures[0] | Should -BeLike '*ListUsers*is an operation of the service that its emulator does not have*'
    }

    It 'ends with the error of the gateway for a path that the service has not' {
        $failure = Get-TerminatingError { Invoke-WsRestMethod -Path '/v2/{project_id}/nothing' }

        $failure.FullyQualifiedErrorId | Should -BeLike 'APIGW.0101,*'
        $failure | Should -BeLike '*The API does not exist or has not been published in the environment*'
    }

    Context 'with -All' {
        It 'writes every item of every page' {
            $desktops = Invoke-WsRestMethod ListDesktopsDetail -All

            $desktops.desktop_id | Should -Be $all.DesktopId
            $server.Requests.Target | Should -Be @(0, 100, 200 | ForEach-Object { "/v2/$project/desktops/detail?offset=$_&limit=100" })
        }

        It 'reads no further for Select-Object -First 1' {
            (Invoke-WsRestMethod ListDesktopsDetail -All | Select-Object -First 1).desktop_id | Should -Be $all[0].DesktopId
            $server.Requests.Count | Should -Be 1
        }

        It 'takes limit and offset from the query, and by path too' {
            $desktops = Invoke-WsRestMethod -Path '/v2/{project_id}/desktops' -All -Query @{ limit = 50; offset = 150; is_share_desktop = $false }

            $desktops.desktop_id | Should -Be $all[150..229].DesktopId
            $server.Requests[0].Target | Should -Be "/v2/$project/desktops?is_share_desktop=false&offset=150&limit=50"
        }

        It 'reads the pages of each pool from the pipeline' {
            $desktops = Get-WsPool | Invoke-WsRestMethod ListPoolDesktopsDetail -All

            $desktops.Count | Should -Be ($all | Where-Object PoolId).Count
        }
    }

    Context 'what it asks' {
        It 'names method, path, region and project with -WhatIf, and sends nothing: <Method>' -ForEach @(
            @{ Method = 'POST' }
            @{ Method = 'PUT' }
            @{ Method = 'PATCH' }
            @{ Method = 'DELETE' }
        ) {
            $text = Get-HostText { Invoke-WsRestMethod -Method $Method -Path '/v2/{project_id}/thing/{thing_id}' -ThingId x -WhatIf | Should -BeNullOrEmpty }

            $text | Should -BeLike "*What if: *Send the request*on target `"$Method /v2/$project/thing/x, in project $project in region *"
            $server.Requests.Count | Should -Be 0
        }

        It 'names the operation' {
            Get-HostText { Invoke-WsRestMethod BatchDeleteDesktops -Body @{} -WhatIf } | Should -BeLike '*What if: *BatchDeleteDesktops*/desktops/batch-delete*'
        }

        It 'never asks about a GET' {
            (Invoke-WsRestMethod ListImages -WhatIf -Confirm).images | Should -Not -BeNullOrEmpty
        }

        It 'can be asked for with -Confirm, and says how to go without where nobody can be asked' {
            $said = Invoke-NonInteractive @'
                $null = Connect-WsService -Emulator
                $body = @{ desktop_ids = @((Get-WsDesktop -First 1).DesktopId) }
                Invoke-WsRestMethod BatchInstallAgent -Body $body -Confirm
                "jobs: $(@(Get-WsJob).Count)"
                $null = Invoke-WsRestMethod BatchInstallAgent -Body $body
                "jobs: $(@(Get-WsJob).Count)"
'@

            $said | Should -BeLike '*Invoke-WsRestMethod asks before it changes POST /v2/*/desktops/agents*nobody can be asked here. Run it with -Confirm:$false.*jobs: 0*jobs: 1*'
            $said | Should -BeLike '*WsNoPrompt,Workspace.Commands.InvokeWsRestMethodCommand*'
        }
    }

    Context 'input that cannot be' {
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

    Context 'completion and parameters' {
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
}

Describe 'Invoke-WsRestMethod on the wire' {
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

    It 'writes the answer as ConvertFrom-Json would make it, but for dates, which stay as they came' {
        $json = '{"a":{"b":[1,[2,[]],{"c":null}],"yes":true,"no":false},"large":12345678901234567890,"whole":5,"number":1.5,"text":"x","metering.image_id":"i","when":"2026-01-01T10:00:00Z","empty":{},"none":[]}'
        $server.Answer('GET', '/anything$', 200, $json)
        $answer = Invoke-WsRestMethod -Path /v2/anything
        $expected = $json | ConvertFrom-Json

        $answer.PSObject.Properties.Name | Should -Be $expected.PSObject.Properties.Name
        $answer | ConvertTo-Json -Depth 9 -Compress | Should -BeExactly $json
        foreach ($name in 'large', 'whole', 'number', 'text', 'a', 'none') {
            $answer.$name.GetType() | Should -Be $expected.$name.GetType() -Because $name
        }
        $answer.a.b.GetType() | Should -Be $expected.a.b.GetType()
        $answer.when | Should -BeOfType ([string])
        $answer.when | Should -BeExactly '2026-01-01T10:00:00Z'
    }

    It 'keeps members whose names differ in case only, and one without a name' {
        $server.Answer('GET', '/anything$', 200, '{"env":1,"Env":2,"":3}')
        $answer = Invoke-WsRestMethod -Path /v2/anything

        $answer.PSObject.Properties.Name | Should -BeExactly 'env', 'Env_', '_'
        $answer.env, $answer.Env_, $answer._ | Should -Be 1, 2, 3
    }

    It 'writes <What>' -ForEach @(
        @{ What = 'nothing for an empty answer'; Status = 204; Body = ''; Expected = @() }
        @{ What = 'nothing for null'; Status = 200; Body = 'null'; Expected = @() }
        @{ What = 'the elements of an array'; Status = 200; Body = '[1,"a"]'; Expected = @(1, 'a') }
        @{ What = 'nothing for an empty array'; Status = 200; Body = '[]'; Expected = @() }
        @{ What = 'a single value'; Status = 200; Body = 'true'; Expected = @($true) }
    ) {
        $server.Answer('DELETE', '/anything$', $Status, $Body, 1)

        @(Invoke-WsRestMethod -Method DELETE -Path /v2/anything) | Should -Be $Expected
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
        $server.Requests[1].Target | Should -BeExactly '/v2/anything?b=1&a=2'
    }

    It 'escapes the values of a path' {
        $server.Answer('DELETE', '/tags/', 204, '')
        Invoke-WsRestMethod DeleteTag -DesktopId d1 -Key 'a/b ?ü'

        $server.Writes[0].Target | Should -BeExactly '/v2/the-project/desktops/d1/tags/a%2Fb%20%3F%C3%BC'
    }

    It 'uploads a file' {
        $server.Answer('POST', '/ip/import$', 200, '{"total_count":1}')
        Set-Content TestDrive:/ips.csv '10.0.0.1' -NoNewline

        (Invoke-WsRestMethod ImportIp -InFile TestDrive:/ips.csv).total_count | Should -Be 1
        $server.Writes[0].Headers['Content-Type'] | Should -BeLike 'multipart/form-data; boundary=*'
        $server.Writes[0].Body | Should -BeLike "*form-data; name=`"file`"; filename=`"ips.csv`"*`r`n`r`n10.0.0.1`r`n--*"
    }

    It 'downloads a file as it is, over one that is there, and writes nothing' {
        $server.Answer('GET', '/users/template/download\?language=en$', 200, "<xml>ü</xml>`n")
        Set-Content TestDrive:/template.xml ('longer than what comes' * 10)

        Invoke-WsRestMethod ExportUsersTemplate -Query @{ language = 'en' } -OutFile TestDrive:/template.xml | Should -BeNullOrEmpty
        Get-Content TestDrive:/template.xml -Raw | Should -BeExactly "<xml>ü</xml>`n"
    }

    It 'leaves a file alone when the download fails' {
        $server.Answer('GET', '/users/template/download$', 403, '{"error_code":"WKS.0403","error_msg":"no permission"}', 1)
        Set-Content TestDrive:/kept.xml 'kept' -NoNewline
        Invoke-WsRestMethod ExportUsersTemplate -OutFile TestDrive:/kept.xml -ErrorVariable failures -ErrorAction SilentlyContinue

        $failures[0].CategoryInfo.Category | Should -Be 'PermissionDenied'
        Get-Content TestDrive:/kept.xml -Raw | Should -BeExactly 'kept'
    }

    It 'reports a file that cannot be written' {
        $server.Answer('GET', '/users/template/download$', 200, 'x', 1)
        $null = New-Item TestDrive:/folder -ItemType Directory
        Invoke-WsRestMethod ExportUsersTemplate -OutFile TestDrive:/folder -ErrorVariable failures -ErrorAction SilentlyContinue

        $failures[0].FullyQualifiedErrorId | Should -BeLike 'WsFileNotWritten,*'
        $failures[0].CategoryInfo.Category | Should -Be 'WriteError'
    }

    It 'repeats a GET that fails for a passing reason, with a warning' {
        Connect-Wire $server -With @{ MaximumRetryCount = 2 }
        $server.Answer('GET', '/passing$', 200, '{"a":1}')
        $server.Answer('GET', '/passing$', 503, '{"error_code":"WKS.0503","error_msg":"out of order"}', 1)

        (Invoke-WsRestMethod -Path /v2/passing -WarningVariable warnings -WarningAction SilentlyContinue).a | Should -Be 1
        $warnings.Count | Should -Be 1
        $warnings[0] | Should -BeLike 'Attempt 1 of 3 failed*out of order*'
        $server.Requests.Count | Should -Be 2
    }

    It 'sends nothing else again when nobody knows whether it was carried out, and says so: <Method>, <How>' -ForEach @(
        @{ Method = 'POST'; How = 'a fault' }
        @{ Method = 'PUT'; How = 'a fault' }
        @{ Method = 'PATCH'; How = 'a fault' }
        @{ Method = 'DELETE'; How = 'no answer' }
    ) {
        Connect-Wire $server -With @{ MaximumRetryCount = 2; TimeoutSec = 2 }
        if ($How -eq 'a fault') {
            $server.Answer($Method, '/lost$', 500, '{"error_code":"WKS.0500","error_msg":"an internal error"}')
        }
        else {
            $server.Hang($Method, '/lost$')
        }

        Invoke-WsRestMethod -Method $Method -Path /v2/lost -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

        $server.Writes.Count | Should -Be 1
        $failures.Count | Should -Be 1
        $failures[0].FullyQualifiedErrorId | Should -Be 'WsAmbiguousOutcome,Workspace.Commands.InvokeWsRestMethodCommand'
        $failures[0].CategoryInfo.Category | Should -Be 'OperationTimeout'
        $failures[0].TargetObject | Should -Be "$Method /v2/lost"
        $failures[0] | Should -BeLike "Nobody knows whether $Method /v2/lost was carried out*Look at the service before you send it again*"
    }

    It 'reports each part that failed, and writes the answer all the same' {
        $server.Answer('POST', '/desktops/action$', 200, '{"job_id":"j1","failed_operation_list":[{"desktop_id":"d1","desktop_name":"PC-1","error_code":"WKS.1","error_msg":"It is off."},{"desktop_id":"d2","error_code":"WKS.2","error_msg":"It is gone."}]}')
        $answer = Invoke-WsRestMethod BatchRunDesktops -Body @{ desktop_ids = 'd1', 'd2', 'd3'; op_type = 'os-start' } -ErrorVariable failures -ErrorAction SilentlyContinue

        $answer.job_id | Should -Be 'j1'
        $failures.FullyQualifiedErrorId | Should -Be 'WKS.1,Workspace.Commands.InvokeWsRestMethodCommand', 'WKS.2,Workspace.Commands.InvokeWsRestMethodCommand'
        $failures.TargetObject | Should -Be 'd1', 'd2'
        $failures[0] | Should -BeLike 'POST /v2/the-project/desktops/action was accepted, but not for PC-1: It is off.*'
    }

    It 'says of an answer without a list what to do' {
        $server.Answer('GET', '/two-lists', 200, '{"a":[1],"b":[2]}')
        Invoke-WsRestMethod -Path /v2/two-lists -All -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

        $failures[0].FullyQualifiedErrorId | Should -BeLike 'WsNotAList,*'
        $failures[0].CategoryInfo.Category | Should -Be 'InvalidOperation'
        $failures[0].ErrorDetails.RecommendedAction | Should -BeLike '*without -All*'
    }

    It 'writes what it has read of a list that cannot be read to its end, and the error' {
        $server.Answer('GET', '/endless\?', 200, (@{ items = @(1..100 | ForEach-Object { @{ id = "$_" } }) } | ConvertTo-Json -Depth 3))
        $items = Invoke-WsRestMethod -Path /v2/endless -All -ErrorVariable failures -ErrorAction SilentlyContinue

        $items.Count | Should -Be 100
        $server.Requests.Count | Should -Be 2
        $failures[0] | Should -BeLike '*could not be read to its end*did not heed offset*'
    }

    It 'shows request and answer with -Verbose and -Debug, but no secret' {
        $server.Answer('POST', '/anything$', 200, '{"id":"u1","password":"answered"}')
        $said = Invoke-WsRestMethod -Method POST -Path /v2/anything -Body @{ user = 'x'; password = 'given' } -Confirm:$false -Verbose -Debug *>&1
        $verbose = @($said | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] })
        $debug = @($said | Where-Object { $_ -is [System.Management.Automation.DebugRecord] })

        $verbose[-1] | Should -Match '^POST /v2/anything: HTTP 200, \d+ ms, request id wire-\d+$'
        $debug.Message | Should -Be 'sent: {"password":"****","user":"x"}', 'received: {"id":"u1","password":"****"}'
        ($said | Where-Object id -EQ 'u1').password | Should -Be 'answered'
    }

    It 'sends a SecureString as text, and shows nothing of that request' {
        $server.Answer('POST', '/anything$', 200, '{"id":"u1"}')
        $said = Invoke-WsRestMethod -Method POST -Path /v2/anything -Body @{ pin = ConvertTo-Secret 'h1dden'; name = 'x' } -Debug *>&1

        $server.Writes[0].Body | Should -BeExactly '{"name":"x","pin":"h1dden"}'
        "$said" | Should -Not -BeLike '*h1dden*'
        @($said | Where-Object { $_ -is [System.Management.Automation.DebugRecord] }).Count | Should -Be 1
    }

    It 'says so when it is stopped while it changes something, and not while it reads' {
        $said = Invoke-NonInteractive @"
            . '$PSScriptRoot/../Support/Wire.ps1'
            `$server = Start-Wire -Scripted
            Connect-Wire `$server
            foreach (`$method in 'GET', 'POST') {
                `$server.Hang(`$method, '/hanging')
                `$runspace = [runspacefactory]::CreateRunspace(`$Host)
                `$runspace.Open()
                `$shell = [powershell]::Create()
                `$shell.Runspace = `$runspace
                `$null = `$shell.AddScript('param(`$c, `$method) Import-Module `$args[0]; Invoke-WsRestMethod -Method `$method -Path /v2/hanging -Connection `$c').AddArgument((Get-WsConnection)).AddArgument(`$method).AddArgument(`$manifest)
                `$null = `$shell.BeginInvoke()
                "`$method is under way: `$(`$server.WaitUntilHanging())"
                `$shell.Stop()
            }
"@

        $said | Should -BeLike '*GET is under way: True*POST is under way: True*WARNING: POST /v2/hanging was being sent when the command was stopped, and may have been carried out.*'
        $said | Should -Not -BeLike '*GET /v2/hanging was being sent*'
    }
}

Describe 'Invoke-WsRestMethod without a connection' {
    BeforeEach {
        $server = Start-Wire
        $names = 'HUAWEICLOUD_SDK_AK', 'HUAWEICLOUD_SDK_SK', 'HW_REGION_NAME', 'HUAWEICLOUD_SDK_REGION_WORKSPACE_EMULATOR', 'HUAWEICLOUD_SDK_IAM_ENDPOINT'
        $values = $server.Tenant.AccessKey, $server.Tenant.SecretKey, $server.Tenant.Region, "$($server.Endpoint)", "$($server.Endpoint)"
        for ($i = 0; $i -lt $names.Count; $i++) {
            [Environment]::SetEnvironmentVariable($names[$i], $values[$i])
        }
    }

    AfterEach {
        $names | ForEach-Object { [Environment]::SetEnvironmentVariable($_, $null) }
        Disconnect-WsService
        $server.Dispose()
    }

    It 'finds one to read with' {
        (Invoke-WsRestMethod ListImages).images.Count | Should -Be $server.Tenant.Images.Count
    }

    It 'finds none to change something with: <Name>' -ForEach @(
        @{ Name = 'by name'; Act = { Invoke-WsRestMethod BatchDeleteDesktops -Body @{} } }
        @{ Name = 'by path'; Act = { Invoke-WsRestMethod -Method DELETE -Path '/v2/{project_id}/x' } }
        @{ Name = 'piped'; Act = { Get-WsOperation BatchDeleteDesktops | Invoke-WsRestMethod -Body @{} } }
        @{ Name = 'after a read found one'; Act = { $null = Invoke-WsRestMethod ListImages; Invoke-WsRestMethod BatchDeleteDesktops -Body @{} } }
        @{ Name = 'after a read of the same pipeline found one'; Act = { Get-WsOperation ListImages, DisableRuleRestriction | Sort-Object Method | Invoke-WsRestMethod } }
    ) {
        $failure = Get-TerminatingError $Act

        $failure.FullyQualifiedErrorId | Should -Be 'WsNotConnected,Workspace.Commands.InvokeWsRestMethodCommand'
        $server.Writes.Count | Should -Be 0
    }
}
