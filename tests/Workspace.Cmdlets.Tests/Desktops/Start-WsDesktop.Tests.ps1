. $PSScriptRoot/../Support/PowerCases.ps1 -Cmdlet Start-WsDesktop -From SHUTOFF -To ACTIVE -Word os-start -PoolWord os-start
