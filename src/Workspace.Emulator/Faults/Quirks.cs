namespace Workspace.Emulator.Faults;

/// <summary>Oddities of the real service. Everything defaults to the documented behaviour.</summary>
public sealed class Quirks
{
    /// <summary>A desktop's addresses come as a plain array, as in the published example, instead of a map.</summary>
    public bool AddressesAsArray { get; set; }

    /// <summary>One desktop's details come wrapped in an array, as in the published example.</summary>
    public bool DesktopAsArray { get; set; }

    /// <summary>Computer names come back in upper case, as with some images.</summary>
    public bool UpperCaseNames { get; set; }

    /// <summary>The member process is left out where it would be null.</summary>
    public bool OmitProcess { get; set; }

    /// <summary>An unknown pool is 404 instead of 400 WKS.0001.</summary>
    public bool PoolNotFoundIs404 { get; set; }

    /// <summary>
    /// The list of sub-jobs shows those of a pool's jobs only to a query that names the pool. On by default: Terraform's provider had to name it.
    /// </summary>
    public bool PoolSubJobsNeedPoolId { get; set; } = true;

    /// <summary>A pool's job does not show its sub-jobs (GET /workspace-jobs/{job_id}), although it counts them.</summary>
    public bool PoolJobsHideSubJobs { get; set; }

    /// <summary>Seconds for which a new job's sub-jobs are not to be seen: 0 to 86,400.</summary>
    public double SubJobDelaySeconds { get; set; }

    /// <summary>Seconds between the end of a capture and the image's appearance: 0 to 86,400.</summary>
    public double ImageDelaySeconds { get; set; } = 1;

    /// <summary>An unknown desktop in POST /sysprep refuses the whole batch instead of being left out.</summary>
    public bool UnknownDesktopIsRefused { get; set; }

    /// <summary>The tenant has not subscribed to the service: 403 WKS.00010099.</summary>
    public bool ServiceNotSubscribed { get; set; }

    /// <summary>
    /// Seconds for which a pool stays TEMPORARY and a desktop rebuilding after their rebuild's job has ended, and by which a power action shows late, both
    /// that it is under way and what became of it: 0 to 86,400.
    /// </summary>
    public double StateLagSeconds { get; set; }

    /// <summary>How many desktops are deleted after each page of a list of desktops: 0 to 10,000.</summary>
    public int DesktopsDeletedPerPage { get; set; }

    /// <summary>How many desktops are created, anywhere in the list, after each page of a list of desktops: 0 to 10,000.</summary>
    public int DesktopsCreatedPerPage { get; set; }

    /// <summary>How many requests of the service the gateway lets through in any second: 0 (as many as come) to 1,000,000.</summary>
    public int RequestLimit { get; set; }

    /// <summary>The limit on requests counts in any minute instead of any second.</summary>
    public bool RequestLimitPerMinute { get; set; }

    /// <summary>
    /// Seconds by which the clock that signatures are checked against, and that dates answers, is ahead of the tenant's: -86,400 to 86,400.
    /// </summary>
    public double ClockSkewSeconds { get; set; }

    /// <summary>How many projects IAM finds under the region's name: 0 to 100.</summary>
    public int ProjectsOfRegion { get; set; } = 1;

    /// <summary>The user may not list projects: IAM answers 403.</summary>
    public bool ProjectListForbidden { get; set; }

    /// <summary>Answers carry members that are documented nowhere.</summary>
    public bool ExtraFields { get; set; }
}
