using System.Collections.Generic;

namespace Workspace.Commands.Infrastructure.Completion;

/// <summary>Completes the regions that are known to have the service. Others can be given too.</summary>
internal sealed class RegionCompleter : FixedCompleter
{
    protected override IReadOnlyList<(string Value, string Meaning)> Values { get; } =
    [
        ("af-north-1", "Africa, north"),
        ("af-south-1", "Johannesburg"),
        ("ap-southeast-1", "Hong Kong"),
        ("ap-southeast-2", "Bangkok"),
        ("ap-southeast-3", "Singapore"),
        ("cn-east-3", "China, east"),
        ("cn-east-5", "China, east"),
        ("cn-north-4", "China, north"),
        ("cn-north-9", "China, north"),
        ("cn-north-11", "China, north"),
        ("cn-south-1", "China, south"),
        ("cn-southwest-2", "China, southwest"),
        ("eu-west-101", "Europe"),
        ("la-north-2", "Mexico City 2"),
        ("la-south-2", "Santiago"),
        ("me-east-1", "Middle East"),
        ("na-mexico-1", "Mexico"),
        ("sa-brazil-1", "São Paulo"),
        ("tr-west-1", "Istanbul"),
    ];
}
