. $PSScriptRoot/../Support/PowerCases.ps1 -Cmdlet Suspend-WsDesktop -From ACTIVE -To HIBERNATED -Word os-hibernate -PoolWord hibernate
