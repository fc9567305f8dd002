using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Workspace.Emulator;
using Workspace.Emulator.Faults;

namespace Workspace.EmulatorServer;

/// <summary>What the command line asks for.</summary>
/// <param name="Port">The port to listen on.</param>
/// <param name="Options">What the tenant is made of.</param>
/// <param name="Faults">What is to go wrong.</param>
internal sealed record ServerArguments(int Port, EmulatorOptions Options, FaultDraw Faults)
{
    public const string Usage = """
        Options: --port 8080 --desktops 24 --pools 3 --seed 1 --job-seconds 3 --latency-ms 0 --failure-rate 0 --region emulator
        Faults:  --fault-rate 0 --fault-seed 1 --fault-kinds Reset,HangAfter --patience-ms 100000 --churn 0 --clock-skew-seconds 0
        """;

    /// <summary>Reads the command line.</summary>
    /// <exception cref="FormatException">An option is unknown or its value is not one; the message says which.</exception>
    public static ServerArguments Parse(IReadOnlyList<string> arguments)
    {
        int port = 8080;
        var options = new EmulatorOptions();
        var faults = new FaultDraw { Rate = 0 };
        for (int i = 0; i < arguments.Count; i += 2)
        {
            string name = arguments[i];
            string value = i + 1 < arguments.Count ? arguments[i + 1] : string.Empty;
            switch (name)
            {
                case "--port":
                    port = Integer(name, value);
                    break;
                case "--desktops":
                    options.Desktops = Integer(name, value);
                    break;
                case "--pools":
                    options.Pools = Integer(name, value);
                    break;
                case "--seed":
                    options.Seed = Integer(name, value);
                    break;
                case "--job-seconds":
                    options.JobSeconds = Number(name, value);
                    break;
                case "--latency-ms":
                    options.LatencyMilliseconds = Integer(name, value);
                    break;
                case "--failure-rate":
                    options.FailureRate = Number(name, value);
                    break;
                case "--region":
                    options.Region = value;
                    break;
                case "--fault-rate":
                    faults.Rate = Number(name, value);
                    break;
                case "--fault-seed":
                    faults.Seed = Integer(name, value);
                    break;
                case "--fault-kinds":
                    faults.Kinds = [.. value.Split(',').Select(word => Kind(name, word))];
                    break;
                case "--patience-ms":
                    faults.Patience = TimeSpan.FromMilliseconds(Integer(name, value));
                    break;
                case "--churn":
                    options.Quirks.DesktopsCreatedPerPage = options.Quirks.DesktopsDeletedPerPage = Integer(name, value);
                    break;
                case "--clock-skew-seconds":
                    options.Quirks.ClockSkewSeconds = Number(name, value);
                    break;
                default:
                    throw new FormatException($"{name} is no option. {Usage}");
            }
        }

        return port is >= 0 and <= 65535
            ? new ServerArguments(port, options, faults)
            : throw new FormatException($"--port is {port}; it must be 0 to 65535.");
    }

    // By name only: a number, or several names of flags, would be taken for one too.
    private static FaultKind Kind(string name, string word) =>
        Enum.GetNames<FaultKind>().Contains(word, StringComparer.OrdinalIgnoreCase)
            ? Enum.Parse<FaultKind>(word, ignoreCase: true)
            : throw new FormatException($"{name} does not know '{word}', but {string.Join(", ", Enum.GetNames<FaultKind>())}.");

    private static int Integer(string name, string value) =>
        int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number)
            ? number
            : throw new FormatException($"{name} needs an integer, not '{value}'.");

    private static double Number(string name, string value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            ? number
            : throw new FormatException($"{name} needs a number, not '{value}'.");
}
