. $PSScriptRoot/../Support/PowerCases.ps1 -Cmdlet Stop-WsDesktop -From ACTIVE -To SHUTOFF -Word os-stop -PoolWord os-stop
