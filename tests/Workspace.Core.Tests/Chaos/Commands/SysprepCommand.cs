using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Desktops;
using Workspace.Emulator;

namespace Workspace.Tests.Chaos.Commands;

/// <summary>Test-WsSysprep for some desktops, or for all.</summary>
internal sealed class SysprepCommand(int number, CommandSettings settings, EmulatedTenant tenant, IReadOnlyList<string>? desktopIds) : ReadCommand(number, settings)
{
    public override int? Calls => desktopIds is null ? 1 : null;

    public override string ToString() => $"Test-WsSysprep {string.Join(", ", desktopIds ?? ["*"])} {Settings}";

    private protected override async Task<ListReading?> ReadAsync(WorkspaceClient client, CancellationToken stop)
    {
        string[] before = Truth();
        if (desktopIds is null)
        {
            IReadOnlyList<SysprepInfo> all = await client.Desktops.CheckSysprepAsync(null, stop);
            return new ListReading(before, Truth(), [.. all.Select(Spell)]);
        }

        BatchOutcome<IReadOnlyList<SysprepInfo>> outcome = await Batch.SendAsync(desktopIds, (part, token) => client.Desktops.CheckSysprepAsync(part, token), stop);
        outcome.Failures.ForEach(failure => Report.Fail(failure.Value, failure.Key));
        return outcome.Failures.Count > 0 ? null : new ListReading(before, Truth(), [.. outcome.Answers.SelectMany(answer => answer.Value).Select(Spell)]);
    }

    private static string Spell(SysprepInfo info) => $"{info.DesktopId} {info.SysprepVersion}";

    private string[] Truth() => [.. tenant.Desktops.Where(d => desktopIds?.Contains(d.DesktopId) != false).Select(d => $"{d.DesktopId} {d.SysprepVersion}")];
}
