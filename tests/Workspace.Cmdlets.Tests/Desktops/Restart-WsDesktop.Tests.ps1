. $PSScriptRoot/../Support/PowerCases.ps1 -Cmdlet Restart-WsDesktop -From ACTIVE -To ACTIVE -Word reboot -PoolWord reboot
