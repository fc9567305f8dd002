using System;
using System.IO;

namespace Workspace.Authentication;

/// <summary>Reads files that hold keys.</summary>
internal static class KeyFile
{
    /// <summary>What is read from the file.</summary>
    /// <exception cref="ArgumentException">The file is there, and cannot be read: that is no reason to go on to the next place.</exception>
    public static T Read<T>(string path, Func<string, T> read)
    {
        try
        {
            return read(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ArgumentException($"The file with keys {path} is there, but could not be read: {exception.Message} Let this user read it, or give a key with -AccessKey and -SecretKey.", exception);
        }
    }
}
