using System;
using System.IO;
using System.Text;
using System.Text.Json;

namespace Workspace.Rest;

/// <summary>What is sent with a call.</summary>
public sealed class RestBody
{
    private const string Json = "application/json";

    private RestBody(byte[] content, string contentType, bool isConfidential)
    {
        Content = content;
        ContentType = contentType;
        IsConfidential = isConfidential;
    }

    internal byte[] Content { get; }

    internal string ContentType { get; }

    /// <summary>It is not for debug output: a secret is in it, or it is no text.</summary>
    internal bool IsConfidential { get; }

    /// <summary>A value as JSON.</summary>
    /// <param name="value">A <see cref="RestObject"/>, a list of values, text, a number, a Boolean, or null.</param>
    /// <param name="isConfidential">A secret is in it, so debug output shows neither it nor the answer.</param>
    /// <returns>The body.</returns>
    /// <exception cref="ArgumentException">Something in it is no such value.</exception>
    public static RestBody FromValue(object? value, bool isConfidential = false) => new(RestJson.Write(value), Json, isConfidential);

    /// <summary>JSON that is sent as it is.</summary>
    /// <param name="json">The JSON.</param>
    /// <returns>The body.</returns>
    /// <exception cref="ArgumentException">It is not JSON.</exception>
    public static RestBody FromJson(string json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json ?? throw new ArgumentNullException(nameof(json)));
        }
        catch (JsonException exception)
        {
            throw new ArgumentException($"Body is a text that is not JSON: {exception.Message} Give JSON, a hashtable or an object.", exception);
        }

        return new(Encoding.UTF8.GetBytes(json), Json, false);
    }

    /// <summary>A file to upload, as the one part of a form, named file.</summary>
    /// <param name="fileName">The file's name, without folders.</param>
    /// <param name="content">What is in it.</param>
    /// <returns>The body.</returns>
    public static RestBody FromFile(string fileName, byte[] content)
    {
        if (content is null)
        {
            throw new ArgumentNullException(nameof(content));
        }

        string boundary = $"workspace-{Guid.NewGuid():N}";
        string name = (fileName ?? throw new ArgumentNullException(nameof(fileName))).Replace("\"", "%22").Replace("\r", "%0D").Replace("\n", "%0A");
        byte[] head = Encoding.UTF8.GetBytes($"--{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: application/octet-stream\r\n\r\n");
        byte[] tail = Encoding.UTF8.GetBytes($"\r\n--{boundary}--\r\n");
        using var form = new MemoryStream();
        form.Write(head, 0, head.Length);
        form.Write(content, 0, content.Length);
        form.Write(tail, 0, tail.Length);
        return new(form.ToArray(), $"multipart/form-data; boundary={boundary}", true);
    }
}
