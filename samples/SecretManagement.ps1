<#
.SYNOPSIS
    Connects with an access key that lies in a vault of SecretManagement.

.DESCRIPTION
    With -Save the script asks for a key and puts it into the vault, once for each user and machine. Without, it takes the key
    from there, connects, and writes the connection. The secret key is at no time a text: neither in a file nor in a variable.

    The vault must be unlocked for the user who runs this. For a runbook that nobody watches see ScheduledTask.ps1.

.EXAMPLE
    ./SecretManagement.ps1 -Save
    $connection = ./SecretManagement.ps1 -Region ap-southeast-3

.EXAMPLE
    ./SecretManagement.ps1 -Vault Operations -Name workspace-nightly -Region ap-southeast-3

    Takes another vault than the default one, and another key.
#>
#Requires -Modules Workspace, Microsoft.PowerShell.SecretManagement
[CmdletBinding(DefaultParameterSetName = 'Connect')]
param(
    # Asks for a key and saves it.
    [Parameter(Mandatory, ParameterSetName = 'Save')]
    [switch] $Save,

    # The region to connect to; HW_REGION_NAME says it where it is not given.
    [Parameter(ParameterSetName = 'Connect')]
    [string] $Region,

    # The secret's name in the vault. It is a credential: the access key is its user name, the secret key its password.
    [string] $Name = 'workspace',

    # The vault; the default one where it is not given.
    [string] $Vault
)

$ErrorActionPreference = 'Stop'
$secret = @{ Name = $Name }
if ($Vault) { $secret.Vault = $Vault }

if ($Save) {
    $key = Get-Credential -Message 'The access key (AK) as user name, the secret key (SK) as password'
    Set-Secret @secret -Secret $key
    return
}

$key = Get-Secret @secret
if ($key -isnot [pscredential]) { throw "The secret '$Name' is no credential. Save the key with -Save." }

$connect = @{
    AccessKey = $key.UserName
    SecretKey = $key.Password
}
if ($Region) { $connect.Region = $Region }
Connect-WsService @connect
