using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Desktops;
using Workspace.Emulator;

namespace Workspace.Tests.Chaos.Commands;

/// <summary>Test-WsSysprep for some desktops, or for all.</summary>
internal sealed class SysprepCommand(int number, CommandSettings settings, EmulatedTenant tenant, IReadOnlyList<string>? desktopIds)
    : ChaosCommand(number, settings), IListing
{
    public ListReading? Reading { get; private set; }

    public override int? Calls => desktopIds is null ? 1 : null;

    public override string ToString() => $"Test-WsSysprep {string.Join(", ", desktopIds ?? ["*"])} {Settings}";

    private protected override Task DoAsync(WorkspaceClient client, CancellationToken stop) => ForAsync(desktopIds ?? [], async () =>
    {
        string[] before = Truth();
        if (desktopIds is null)
        {
            IReadOnlyList<SysprepInfo> all = await client.Desktops.CheckSysprepAsync(null, stop);
            Reading = new ListReading(before, Truth(), [.. all.Select(Spell)]);
            return;
        }

        BatchOutcome<IReadOnlyList<SysprepInfo>> outcome = await Batch.SendAsync(desktopIds, (part, token) => client.Desktops.CheckSysprepAsync(part, token), stop);
        foreach (var (part, failure) in outcome.Failures)
        {
            Fail(failure, part);
        }

        if (outcome.Failures.Count == 0)
        {
            Reading = new ListReading(before, Truth(), [.. outcome.Answers.SelectMany(answer => answer.Value).Select(Spell)]);
        }
    });

    private static string Spell(SysprepInfo info) => $"{info.DesktopId} {info.SysprepVersion}";

    private string[] Truth() => [.. tenant.Desktops.Where(d => desktopIds?.Contains(d.DesktopId) != false).Select(d => $"{d.DesktopId} {d.SysprepVersion}")];
}
