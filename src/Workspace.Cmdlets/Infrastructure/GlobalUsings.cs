// PowerShell has a Job of its own; in this module a job is the service's.
global using Job = Workspace.Jobs.Job;
