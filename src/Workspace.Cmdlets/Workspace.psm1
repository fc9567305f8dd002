# A manifest that every tool can read holds no variables, so the build for this edition is chosen here: net8.0 in Core, net472 in Desktop.
$ErrorActionPreference = 'Stop'
Import-Module "$PSScriptRoot/$PSEdition/Workspace.Cmdlets.psd1"
