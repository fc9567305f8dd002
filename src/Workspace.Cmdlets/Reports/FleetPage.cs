using System;
using System.IO;
using System.Security.Cryptography;
using System.Text;
using Workspace.Reports;

namespace Workspace.Commands;

/// <summary>The HTML file of a report: page, style, script, charts and data in one. Its policy lets it load nothing, and run no script but its own.</summary>
internal static class FleetPage
{
    private const string Folder = "Workspace.Commands.Reports.Page.";

    /// <summary>Writes the page.</summary>
    public static void Write(FleetReport report, Stream stream)
    {
        string style = Read("report.css");
        string charts = Read("chart.umd.min.js");
        string script = Read("report.js");
        string page = Read("report.html")
            .Replace("{{policy}}", $"default-src 'none'; base-uri 'none'; form-action 'none'; style-src '{Hash(style)}'; script-src '{Hash(charts)}' '{Hash(script)}'");

        // The data comes where its mark is, and is not looked through for further marks.
        string[] parts = page.Replace("{{style}}", style).Split(["{{charts}}", "{{data}}", "{{script}}"], StringSplitOptions.None);
        WriteText(stream, parts[0] + charts + parts[1]);
        report.WriteJson(stream);
        WriteText(stream, parts[2] + script + parts[3]);
    }

    private static void WriteText(Stream stream, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        stream.Write(bytes, 0, bytes.Length);
    }

    private static string Read(string name)
    {
        using Stream resource = typeof(FleetPage).Assembly.GetManifestResourceStream(Folder + name)
            ?? throw new InvalidOperationException($"The module lacks {name}.");
        using var reader = new StreamReader(resource, Encoding.UTF8);

        // A browser hashes the text as it is after a parser has made its line ends one.
        return reader.ReadToEnd().Replace("\r\n", "\n");
    }

    private static string Hash(string text)
    {
        using var algorithm = SHA256.Create();
        return "sha256-" + Convert.ToBase64String(algorithm.ComputeHash(Encoding.UTF8.GetBytes(text)));
    }
}
