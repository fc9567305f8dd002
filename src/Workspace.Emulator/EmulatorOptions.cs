using System;
using Workspace.Emulator.Faults;

namespace Workspace.Emulator;

/// <summary>What an emulated tenant is made of. The same options give the same tenant, everywhere.</summary>
public sealed class EmulatorOptions
{
    /// <summary>How many desktops the tenant has: 0 to 1,000,000. About a tenth, at least two, are templates; the rest is in pools.</summary>
    public int Desktops { get; set; } = 24;

    /// <summary>How many desktop pools the tenant has: 0 to 10,000. Without pools every desktop is a template.</summary>
    public int Pools { get; set; } = 3;

    /// <summary>What names, identifiers, states and outcomes are derived from.</summary>
    public int Seed { get; set; } = 1;

    /// <summary>
    /// Seconds on the clock from a job's acceptance to its end, whatever the number of its sub-jobs: 0 to 86,400.
    /// The delay_time of a rebuild does not lengthen it.
    /// </summary>
    public double JobSeconds { get; set; } = 3;

    /// <summary>The share of sub-jobs that fail: 0 (none) to 1 (all).</summary>
    public double FailureRate { get; set; }

    /// <summary>How long each answer takes on the clock, in milliseconds: 0 to 600,000.</summary>
    public int LatencyMilliseconds { get; set; }

    /// <summary>The region, which is also the name of the tenant's project.</summary>
    public string Region { get; set; } = "emulator";

    /// <summary>Oddities of the real service to show.</summary>
    public Quirks Quirks { get; set; } = new();

    internal void Validate()
    {
        Check(nameof(Desktops), Desktops, 1_000_000);
        Check(nameof(Pools), Pools, 10_000);
        Check(nameof(JobSeconds), JobSeconds, 86_400);
        Check(nameof(FailureRate), FailureRate, 1);
        Check(nameof(LatencyMilliseconds), LatencyMilliseconds, 600_000);
        if (string.IsNullOrWhiteSpace(Region))
        {
            throw new ArgumentException("Region is empty; it must name a region.");
        }

        if (Quirks is null)
        {
            throw new ArgumentException("Quirks is null; leave it out for the documented behaviour.");
        }

        Check(nameof(Quirks.SubJobDelaySeconds), Quirks.SubJobDelaySeconds, 86_400);
        Check(nameof(Quirks.ImageDelaySeconds), Quirks.ImageDelaySeconds, 86_400);
        Check(nameof(Quirks.StateLagSeconds), Quirks.StateLagSeconds, 86_400);
        Check(nameof(Quirks.DesktopsDeletedPerPage), Quirks.DesktopsDeletedPerPage, 10_000);
        Check(nameof(Quirks.DesktopsCreatedPerPage), Quirks.DesktopsCreatedPerPage, 10_000);
        Check(nameof(Quirks.RequestLimit), Quirks.RequestLimit, 1_000_000);
        Check(nameof(Quirks.ClockSkewSeconds), Quirks.ClockSkewSeconds, 86_400, -86_400);
        Check(nameof(Quirks.ProjectsOfRegion), Quirks.ProjectsOfRegion, 100);
    }

    // Written so that NaN is refused too.
    private static void Check(string name, double value, double limit, double least = 0)
    {
        if (!(value >= least && value <= limit))
        {
            throw new ArgumentException(FormattableString.Invariant($"{name} is {value}; it must be {least} to {limit}."));
        }
    }
}
