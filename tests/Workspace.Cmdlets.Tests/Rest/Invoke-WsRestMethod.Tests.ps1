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

    It 'reports what the emulator does not implement as its limit, and goes on' {
        $answers = Get-WsOperation ListUsers, ListImages | Invoke-WsRestMethod -ErrorVariable failures -ErrorAction SilentlyContinue

        $answers.images.Count | Should -Be $server.Tenant.Images.Count
        $failures.Count | Should -Be 1
        $failures[0].FullyQualifiedErrorId | Should -Be 'EMULATOR.0001,Workspace.Commands.InvokeWsRestMethodCommand'
        $failures[0].CategoryInfo.Category | Should -Be 'NotImplemented'
        $failures[0].TargetObject | Should -Be "GET /v2/$project/users"
        $failures[0].Exception.RequestId | Should -Match '^[0-9a-f]{32}$'
        $failures[0] | Should -BeLike 'The emulator does not implement ListUsers (GET /v2/{project_id}/users).*'
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
            $server.Requests.Target | Should -Be @(0, 100, 200 | ForEach-Object { "/v2/$project/desktops/detail?limit=100&offset=$_" })
        }

        It 'reads no further for Select-Object -First 1' {
            (Invoke-WsRestMethod ListDesktopsDetail -All | Select-Object -First 1).desktop_id | Should -Be $all[0].DesktopId
            $server.Requests.Count | Should -Be 1
        }

        It 'takes limit and offset from the query, and by path too' {
            $desktops = Invoke-WsRestMethod -Path '/v2/{project_id}/desktops' -All -Query @{ limit = 50; offset = 150; is_share_desktop = $false }

            $desktops.desktop_id | Should -Be $all[150..229].DesktopId
            $server.Requests[0].Target | Should -Be "/v2/$project/desktops?is_share_desktop=false&limit=50&offset=150"
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
