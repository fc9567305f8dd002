using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Xml.Linq;

namespace Workspace.Tests.NetFramework;

/// <summary>What xUnit wrote of a run in another process.</summary>
internal sealed class FrameworkReport
{
    private readonly XElement[] _tests;
    private readonly XElement[] _errors;

    private FrameworkReport(XDocument file)
    {
        _tests = [.. file.Descendants("test")];
        _errors = [.. file.Descendants("error")];
    }

    public int Passed => Count("Pass");

    public int Failed => Count("Fail") + _errors.Length;

    /// <summary>The failed tests with their messages.</summary>
    public string Failures => string.Join(
        '\n',
        [
            .. _errors.Select(error => error.Value),
            .. _tests.Where(test => Result(test) == "Fail").Select(test => $"{(string?)test.Attribute("name")}: {test.Element("failure")?.Value}"),
        ]);

    /// <summary>The test methods in it, with their types.</summary>
    public IEnumerable<string> Methods => _tests.Select(test => $"{(string?)test.Attribute("type")}.{(string?)test.Attribute("method")}").Distinct();

    public static FrameworkReport Read(string file) => new(XDocument.Load(file));

    /// <summary>Writes the counts where those of the Pester files lie, too.</summary>
    /// <param name="name">What was run.</param>
    /// <param name="excluded">How many tests were left out from the start; they count as skipped.</param>
    public void Tell(string name, int excluded)
    {
        string folder = FrameworkProgram.Metadata("ResultFolder");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, name + ".json"), JsonSerializer.Serialize(new { passed = Passed, failed = Failed, skipped = Count("Skip") + excluded }));
    }

    private static string? Result(XElement test) => (string?)test.Attribute("result");

    private int Count(string result) => _tests.Count(test => Result(test) == result);
}
