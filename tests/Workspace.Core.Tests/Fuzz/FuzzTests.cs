using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Fuzz;

/// <summary>
/// Whatever the service, or something in its place, answers: a call ends, with a result or with an error that has a code and a short
/// message without secrets. Each run spoils the same answers; WORKSPACE_FUZZ_SEED, WORKSPACE_FUZZ_RUNS and WORKSPACE_FUZZ_CASE choose others.
/// </summary>
public sealed class FuzzTests
{
    private const int MostReported = 8;
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    private static int Seed => Number("WORKSPACE_FUZZ_SEED", 1);

    private static int Runs => Number("WORKSPACE_FUZZ_RUNS", 100_000);

    [Fact]
    public async Task Spoilt_answers_end_in_a_result_or_in_a_clear_error()
    {
        IReadOnlyList<FuzzRecording> recordings = await FuzzRecording.MakeAsync();
        using var unobserved = new UnobservedErrors(recordings[0].Tenant.Service.ProjectId);
        int only = Number("WORKSPACE_FUZZ_CASE", -1);
        IEnumerable<int> numbers = only >= 0 ? [only] : Enumerable.Range(0, Runs);
        var wrong = new List<string>();
        var kinds = new HashSet<string>();
        var endings = new Dictionary<(string Call, bool HasResult), int>();

        // On a thread of its own, which is watched: what never ends must not end the report.
        int current = -1;
        Task run = Task.Run(async () =>
        {
            foreach (int number in numbers)
            {
                Volatile.Write(ref current, number);
                using var one = new FuzzCase(recordings, Seed, number);
                if (await one.RunAsync() is { } what && kinds.Add(Kind(what)) && wrong.Count < MostReported)
                {
                    wrong.Add(Report(number, one, what));
                }

                var ending = (one.Call, one.Ending == "result");
                endings[ending] = endings.GetValueOrDefault(ending) + 1;
            }
        }, CancellationToken.None);
        for (int before = -2; !run.IsCompleted && Volatile.Read(ref current) != before;)
        {
            before = Volatile.Read(ref current);
            await Task.WhenAny(run, Task.Delay(_patience, TestContext.Current.CancellationToken));
        }

        Assert.True(run.IsCompleted, $"Case {current} does not end. {Replay(current)}");
        await run;
        Assert.True(wrong.Count == 0, $"{kinds.Count} kinds of wrong endings:\n\n{string.Join("\n\n", wrong)}");
        Assert.Equal(0, unobserved.Count());
        if (only < 0 && Runs >= 10_000)
        {
            // Else nothing was tried.
            Assert.All(recordings, recording => Assert.True(
                endings.GetValueOrDefault((recording.Call.Name, true)) > 0 && endings.GetValueOrDefault((recording.Call.Name, false)) > 0,
                $"'{recording.Call}' always ends the same way."));
        }
    }

    private static string Report(int number, FuzzCase one, string what) => new StringBuilder()
        .AppendLine(CultureInfo.InvariantCulture, $"Case {number} of seed {Seed} ({one.Call}): {what}")
        .AppendLine(one.Describe())
        .Append(Replay(number))
        .ToString();

    private static string Replay(int number) =>
        $"Replay: WORKSPACE_FUZZ_SEED={Seed} WORKSPACE_FUZZ_CASE={number} dotnet run --project tests/Workspace.Core.Tests -- --filter-class Workspace.Tests.Fuzz.FuzzTests";

    // One report for each place in the code that goes wrong.
    private static string Kind(string what)
    {
        string[] lines = what.Split('\n');
        string? place = lines.FirstOrDefault(line => line.Contains("Workspace.", StringComparison.Ordinal) && line.TrimStart().StartsWith("at ", StringComparison.Ordinal));
        return (lines[0].Length > 40 ? lines[0][..40] : lines[0]) + place;
    }

    private static int Number(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
