# Dot-sourced by the tests after Wire.ps1: Debian's tinyproxy as a child process on a free port of this machine.

# Its program, or nothing where it is not installed.
function Find-Tinyproxy {
    Get-Command tinyproxy, /usr/sbin/tinyproxy -CommandType Application -ErrorAction Ignore | Select-Object -First 1 -ExpandProperty Source
}

# Starts it, with the user and password, parted by a blank, that it wants. Stop-Tinyproxy ends it.
function Start-Tinyproxy {
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'A test helper.')]
    param([string] $Logon)

    $log = Join-Path $TestDrive "tinyproxy-$([guid]::NewGuid()).log"
    $settings = "$log.conf"
    for ($attempt = 1; ; $attempt++) {
        $probe = [System.Net.Sockets.TcpListener]::new([ipaddress]::Loopback, 0)
        $probe.Start()
        $port = $probe.LocalEndpoint.Port
        $probe.Stop()
        Set-Content $settings @"
Port $port
Listen 127.0.0.1
Timeout 60
MaxClients 50
Allow 127.0.0.1
ViaProxyName "a-real-proxy"
LogFile "$log"
LogLevel Connect
$(if ($Logon) { "BasicAuth $Logon" })
"@
        $process = Start-Process (Find-Tinyproxy) '-d', '-c', $settings -PassThru -RedirectStandardOutput "$log.out" -RedirectStandardError "$log.err"

        # Another program says nothing when it is ready but by taking a connection.
        $limit = [datetime]::UtcNow.AddSeconds(30)
        while (-not $process.HasExited -and [datetime]::UtcNow -lt $limit) {
            $client = [System.Net.Sockets.TcpClient]::new()
            try {
                $client.Connect('127.0.0.1', $port)
                return [pscustomobject]@{ Address = "http://127.0.0.1:$port"; Log = $log; Process = $process }
            }
            catch [System.Net.Sockets.SocketException] {
                [System.Threading.Thread]::Sleep(20)
            }
            finally {
                $client.Dispose()
            }
        }

        # Somebody else may have taken the port between its choice and its use.
        if ($attempt -eq 3) {
            throw "tinyproxy does not start: $(Get-Content "$log.err" -Raw)"
        }
    }
}

function Stop-Tinyproxy {
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'A test helper.')]
    param($Proxy)

    $Proxy.Process.Kill()
    $Proxy.Process.WaitForExit()
    $Proxy.Process.Dispose()
}
