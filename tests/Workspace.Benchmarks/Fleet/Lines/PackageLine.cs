using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace Workspace.Benchmarks.Fleet.Lines;

/// <summary>The size of what is published, with both builds and all that 5.1 needs beside them; and of the folder that it becomes.</summary>
internal static class PackageLine
{
    private const double MegabytesLimit = 2.5;
    private const double Megabyte = 1_000_000;

    public static Line Line { get; } = new("package", "Published module", MeasureAsync);

    private static Task<IReadOnlyList<Finding>> MeasureAsync(Round round, Notes notes)
    {
        FileInfo[] files = [.. new DirectoryInfo(Places.Module).GetFiles("*", SearchOption.AllDirectories)];
        foreach (var folder in files.GroupBy(file => Path.GetRelativePath(Places.Module, file.DirectoryName!)).OrderBy(folder => folder.Key))
        {
            notes.Add(folder.Key == "." ? "the module's folder itself" : folder.Key, ("size", Text.Megabytes(folder.Sum(file => file.Length))));
        }

        notes.Add("the folder, unpacked", ("size", Text.Megabytes(files.Sum(file => file.Length))));
        return Task.FromResult<IReadOnlyList<Finding>>([Finding.AtMost("the package", Places.Package.Length / Megabyte, MegabytesLimit, " MB")]);
    }
}
