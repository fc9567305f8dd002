using System.Threading.Tasks;

namespace System.IO;

/// <summary>What .NET's files can do besides.</summary>
internal static class Files
{
    extension(Directory)
    {
        public static DirectoryInfo CreateTempSubdirectory(string prefix) => Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), prefix + Path.GetRandomFileName()));
    }

    extension(File)
    {
        public static Task WriteAllTextAsync(string file, string text) => Task.Run(() => File.WriteAllText(file, text));
    }
}
