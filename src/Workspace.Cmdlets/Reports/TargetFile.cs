using System;
using System.IO;

namespace Workspace.Commands;

/// <summary>A file that is written as a whole: what is at its path is the old file or the new one, never a part, and never nothing.</summary>
internal sealed class TargetFile : IDisposable
{
    private readonly string _path;
    private readonly string _draft;

    private TargetFile(string path)
    {
        _path = path;
        _draft = Path.Combine(Path.GetDirectoryName(path)!, $".{Guid.NewGuid():N}.tmp");
    }

    /// <summary>The file that a path leads to, links followed.</summary>
    /// <exception cref="IOException">The path leads nowhere.</exception>
    public static string Follow(string path)
    {
#if NETFRAMEWORK
        return File.Exists(path) && (File.GetAttributes(path) & FileAttributes.ReparsePoint) != 0
            ? throw new IOException($"'{path}' is a link. Give the path of the file itself.")
            : path;
#else
        return new FileInfo(path).LinkTarget is null ? path : File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
#endif
    }

    /// <summary>Begins the new file beside the old one, so that it is known before anything is read whether it can be written.</summary>
    /// <param name="path">The file, links followed.</param>
    /// <exception cref="IOException">It cannot be written, or <see cref="UnauthorizedAccessException"/>: not by this user.</exception>
    public static TargetFile Begin(string path)
    {
        var file = new TargetFile(path);
        using (file.Create())
        {
            return file;
        }
    }

    /// <summary>Writes the new file, and puts it in the place of the old one.</summary>
    public FileInfo Write(Action<Stream> write)
    {
        using (FileStream draft = File.Open(_draft, FileMode.Truncate))
        {
            write(draft);
        }

        // Windows replaces no read-only file.
        bool isReadOnly = File.Exists(_path) && new FileInfo(_path).IsReadOnly;
        bool isCleared = isReadOnly && Path.DirectorySeparatorChar == '\\';
        if (isCleared)
        {
            File.SetAttributes(_path, File.GetAttributes(_path) & ~FileAttributes.ReadOnly);
        }

        Replace();
        if (isCleared)
        {
            File.SetAttributes(_path, File.GetAttributes(_path) | FileAttributes.ReadOnly);
        }

        return new FileInfo(_path);
    }

    /// <summary>Takes the new file away where it did not take the old one's place.</summary>
    public void Dispose() => File.Delete(_draft);

    private void Replace()
    {
        if (!File.Exists(_path))
        {
            File.Move(_draft, _path);
            return;
        }

#if !NETFRAMEWORK
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_draft, File.GetUnixFileMode(_path));
        }
#endif
        File.Replace(_draft, _path, null);
    }

    // Nobody may read the new file who may not read the old one, not even while it is written.
    private FileStream Create()
    {
#if !NETFRAMEWORK
        if (!OperatingSystem.IsWindows() && File.Exists(_path))
        {
            return new FileStream(_draft, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                UnixCreateMode = File.GetUnixFileMode(_path) | UnixFileMode.UserWrite,
            });
        }
#endif
        return new FileStream(_draft, FileMode.CreateNew, FileAccess.Write);
    }
}
