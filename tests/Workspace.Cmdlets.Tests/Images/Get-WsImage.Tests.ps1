BeforeAll {
    . $PSScriptRoot/../Support/Wire.ps1
}

Describe 'Get-WsImage' {
    BeforeAll {
        $server = Start-Wire
        Connect-Wire $server
        $all = $server.Tenant.Images | Sort-Object { $_.Name } -Culture ''
    }

    BeforeEach {
        $server.Forget()
    }

    AfterAll {
        Disconnect-WsService
        $server.Dispose()
    }

    It 'writes every image' {
        $images = Get-WsImage

        $images.ImageId | Sort-Object | Should -Be ($all.ImageId | Sort-Object)
        $server.Requests.Target | Should -Be "/v2/$($server.Tenant.ProjectId)/images?limit=100&offset=0"
    }

    It 'writes objects of the documented type, whose members have values' {
        $image = Get-WsImage -Name win11-2026-01

        $image.GetType().FullName | Should -Be 'Workspace.Images.Image'
        $image.GetType() | Should -BeIn (Get-Command Get-WsImage).OutputType.Type
        $image.Type | Should -Be 'private'
        $image.OSType | Should -Be 'Windows'
        $image.Created.Kind | Should -Be 'Utc'
        "$image" | Should -Be $image.ImageId -Because 'it can be given where an id is asked for'
    }

    Context 'by -ImageId' {
        It 'writes the image by <How>' -ForEach @(
            @{ How = 'parameter'; Act = { param($image) Get-WsImage -ImageId $image.ImageId } }
            @{ How = 'pipe by property name'; Act = { param($image) [pscustomobject]@{ ImageId = $image.ImageId } | Get-WsImage } }
            @{ How = 'object'; Act = { param($image) Get-WsImage -Name $image.Name | Get-WsImage } }
        ) {
            (& $Act $all[2]).Name | Should -Be $all[2].Name
        }

        It 'gives the image of a desktop, and asks for the same one once' {
            $names = Get-WsDesktop -Name 'tmpl-*' | Get-WsImage | ForEach-Object Name

            $names | Should -Be 'Workspace-Windows11-24H2'
            $server.Find('GET', '/images$').Count | Should -Be 1
        }

        It 'reports an absent id as not found and goes on' {
            $images = Get-WsImage -ImageId 'absent', $all[0].ImageId -ErrorVariable failures -ErrorAction SilentlyContinue

            $images.Name | Should -Be $all[0].Name
            $failures.Count | Should -Be 1
            $failures[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
            $failures[0].TargetObject | Should -Be 'absent'
        }

        It 'reads no further for Select-Object -First 1' {
            (Get-WsImage -ImageId $all[0].ImageId, $all[1].ImageId | Select-Object -First 1).ImageId | Should -Be $all[0].ImageId
            $server.Requests.Count | Should -Be 1
        }

        It 'refuses <Name> before anything is sent' -ForEach @(
            @{ Name = 'null'; Id = $null; Message = '*ImageId is null or empty*' }
            @{ Name = 'an empty array'; Id = @(); Message = '*ImageId is null or empty*' }
            @{ Name = 'an empty id'; Id = ''; Message = '*ImageId is null or empty*' }
            @{ Name = 'an id of 256 characters'; Id = 'x' * 256; Message = '*256 characters*limit is 255*' }
        ) {
            Get-WsImage -ImageId $Id -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

            $failures[0] | Should -BeLike $Message
            $server.Requests.Count | Should -Be 0
        }
    }

    Context 'by -Name, -Type and -OSType' {
        It 'finds by <Pattern>' -ForEach @(
            @{ Pattern = 'WIN11-*' }
            @{ Pattern = 'workspace-ubuntu-22.04' }
            @{ Pattern = '*2026-0[12]' }
            @{ Pattern = '*' }
        ) {
            (Get-WsImage $Pattern).Name | Sort-Object | Should -Be (@($all.Name) -like $Pattern | Sort-Object)
            $all.Name -like $Pattern | Should -Not -BeNullOrEmpty
        }

        It 'reports a literal name that no image has, and is content with a wildcard that nothing fits' {
            Get-WsImage -Name 'win11', 'nothing-*' -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

            $failures.Count | Should -Be 1
            $failures[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
            $failures[0].TargetObject | Should -Be 'win11'
        }

        It 'refuses <Case>: it never means all' -ForEach @(
            @{ Case = 'null'; Value = $null }
            @{ Case = 'an empty name'; Value = '' }
        ) {
            Get-TerminatingError { Get-WsImage -Name $Value } | Should -BeLike '*Name is null or empty*'
            $server.Requests.Count | Should -Be 0
        }

        It 'keeps images of a -Type and an -OSType' {
            (Get-WsImage -Type private -OSType Linux).Name | Should -Be 'ubuntu-2026-02'
            $server.Requests[0].Target | Should -BeLike '*?image_type=private&*&os_type=Linux'
        }
    }
}

Describe 'Get-WsImage with more images than a page' {
    BeforeAll {
        $server = Start-Wire -Scripted
        Connect-Wire $server
        foreach ($offset in 0, 99, 198) {
            $images = @($offset..[Math]::Min($offset + 99, 249) | ForEach-Object { @{ id = "id-$_"; name = "name-$_" } })
            $server.Answer('GET', "/images\?.*offset=$offset`$", 200, (@{ images = $images; total_count = 250 } | ConvertTo-Json -Depth 3))
        }
    }

    BeforeEach {
        $server.Forget()
    }

    AfterAll {
        Disconnect-WsService
        $server.Dispose()
    }

    It 'reads page after page' {
        (Get-WsImage).ImageId | Should -Be (0..249 | ForEach-Object { "id-$_" })
        $server.Requests.Count | Should -Be 3
    }

    It 'reads only the first page for Select-Object -First 1' {
        (Get-WsImage | Select-Object -First 1).ImageId | Should -Be 'id-0'
        $server.Requests.Count | Should -Be 1
    }
}
