using System;
using System.Collections.Generic;
using System.Linq;
using Workspace.Emulator.Desktops;
using Workspace.Emulator.Images;
using Workspace.Emulator.Jobs;

namespace Workspace.Emulator.Pools;

/// <summary>A desktop pool: what never changes about it, and what rebuilds change.</summary>
internal sealed class Pool
{
    private readonly List<Desktop> _desktops = [];

    public string Id { get; init; } = string.Empty;

    public string Name { get; init; } = string.Empty;

    public bool IsDynamic { get; init; }

    public string Type => IsDynamic ? "DYNAMIC" : "STATIC";

    /// <summary>0 is yearly or monthly, 1 is pay-per-use.</summary>
    public string ChargeMode { get; init; } = "1";

    public string EnterpriseProjectId { get; init; } = "0";

    public string AvailabilityZone { get; init; } = string.Empty;

    public DateTimeOffset Created { get; init; }

    public IReadOnlyList<KeyValuePair<string, string>> Tags { get; init; } = [];

    public IReadOnlyList<Desktop> Desktops => _desktops;

    public EmulatedImage Image { get; set; } = null!;

    /// <summary>The last rebuild.</summary>
    public Job? Rebuild { get; set; }

    public void Add(Desktop desktop) => _desktops.Add(desktop);

    public void Insert(int index, Desktop desktop) => _desktops.Insert(index, desktop);

    public void Remove(Desktop desktop) => _desktops.Remove(desktop);

    public bool IsBusy(DateTimeOffset now) => Rebuild?.IsSettled(now) == false;

    public string StatusAt(DateTimeOffset now) => IsBusy(now) ? "TEMPORARY" : "STEADY";

    public int CountInconsistent() => _desktops.Count(d => !d.FollowsPool);

    public EmulatedPool At(DateTimeOffset now) => new(
        Id,
        Name,
        Type,
        StatusAt(now),
        Image.ImageId,
        Image.Name,
        _desktops.Count,
        CountInconsistent(),
        Created);
}
