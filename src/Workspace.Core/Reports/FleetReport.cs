using System;
using System.Collections.Generic;
using System.IO;
using Workspace.Agents;
using Workspace.Desktops;
using Workspace.Jobs;
using Workspace.Pools;

namespace Workspace.Reports;

/// <summary>A fleet as it was at one moment, for a report. What could not be read is null, and <see cref="Gaps"/> says why.</summary>
public sealed class FleetReport
{
    /// <summary>The report's heading.</summary>
    public string Title { get; set; } = "";

    /// <summary>The project's id.</summary>
    public string ProjectId { get; set; } = "";

    /// <summary>The region, or the service's host where no region was named.</summary>
    public string Region { get; set; } = "";

    /// <summary>When it was read.</summary>
    public DateTime Made { get; set; }

    /// <summary>How many days of jobs it shows.</summary>
    public int Days { get; set; }

    /// <summary>The desktops, with PoolId.</summary>
    public IReadOnlyList<Desktop> Desktops { get; set; } = [];

    /// <summary>The pools.</summary>
    public IReadOnlyList<Pool> Pools { get; set; } = [];

    /// <summary>Each desktop's Sysprep.</summary>
    public IReadOnlyList<SysprepInfo>? Sysprep { get; set; }

    /// <summary>Each desktop's monitoring agent.</summary>
    public IReadOnlyList<AgentState>? Agents { get; set; }

    /// <summary>The jobs of the last days.</summary>
    public IReadOnlyList<Job>? Jobs { get; set; }

    /// <summary>What could not be read, in words.</summary>
    public IList<string> Gaps { get; } = [];

    /// <summary>Writes it as JSON in columns, which stays small with many desktops. Letters that could end a script element are escaped.</summary>
    /// <param name="stream">Where to.</param>
    public void WriteJson(Stream stream) => new FleetColumns(this).Write(stream);
}
