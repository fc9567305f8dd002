using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;

namespace Workspace.Benchmarks.Fleet.Lines;

/// <summary>Import-Module in a cold process.</summary>
internal static class ImportLine
{
    private const double Limit = 2;

    public static Line Line { get; } = new("import", "Import-Module, cold process", MeasureAsync);

    private static async Task<IReadOnlyList<Finding>> MeasureAsync(Round round, Notes notes)
    {
        Samples[] all = await round.RunAsync(
            null,
            Contender.Script("this module", "Import", Places.Manifest),
            Contender.Script("empty module of one cmdlet, with a manifest", "Import", Path.ChangeExtension(Places.Plain, ".psd1")),
            Contender.Script("its assembly alone", "Import", Places.Plain));
        foreach (Samples samples in all)
        {
            notes.Add(samples);
        }

        return [Finding.AtMost("import, against an empty one-cmdlet binary module", all[0]["wall"] / all[1]["wall"], Limit)];
    }
}
