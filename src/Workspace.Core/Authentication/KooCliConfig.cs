using System;
using System.IO;
using System.Text.Json;
using Workspace.Serialization;

namespace Workspace.Authentication;

/// <summary>KooCLI's configuration file.</summary>
internal sealed class KooCliConfig
{
    public string? Current { get; set; }

    public KooCliProfile[]? Profiles { get; set; }

    /// <summary>Reads the file.</summary>
    /// <exception cref="ArgumentException">It is not JSON, or not KooCLI's.</exception>
    public static KooCliConfig Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(KeyFile.Read(path, File.ReadAllBytes), KooCliJson.Default.KooCliConfig) ?? new();
        }
        catch (JsonException exception)
        {
            throw new ArgumentException($"KooCLI's file {path} is not the JSON that KooCLI writes: {exception.Message} Configure KooCLI again, or give a key with -AccessKey and -SecretKey.", exception);
        }
    }
}
