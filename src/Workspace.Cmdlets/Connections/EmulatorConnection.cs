using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using Workspace.Authentication;
using Workspace.Emulator;

namespace Workspace.Commands;

/// <summary>Makes the options of a connection to the embedded service.</summary>
internal static class EmulatorConnection
{
    // A reserved name: nothing can answer there, should a request ever leave the process.
    private static readonly Uri _endpoint = new("https://workspace.emulator.invalid");

    private static readonly Dictionary<string, Action<EmulatorOptions, object?>> _settings = new(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(EmulatorOptions.Desktops)] = (options, value) => options.Desktops = Convert<int>(value),
        [nameof(EmulatorOptions.Pools)] = (options, value) => options.Pools = Convert<int>(value),
        [nameof(EmulatorOptions.Seed)] = (options, value) => options.Seed = Convert<int>(value),
        [nameof(EmulatorOptions.JobSeconds)] = (options, value) => options.JobSeconds = Convert<double>(value),
        [nameof(EmulatorOptions.FailureRate)] = (options, value) => options.FailureRate = Convert<double>(value),
        [nameof(EmulatorOptions.LatencyMilliseconds)] = (options, value) => options.LatencyMilliseconds = Convert<int>(value),
    };

    /// <summary>Options for a new tenant in memory, whose time skips what is waited for.</summary>
    public static WorkspaceClientOptions Options(Hashtable? settings)
    {
        var clock = new SkippingClock();
        var tenant = new EmulatedTenant(Read(settings), clock);
        return new WorkspaceClientOptions
        {
            Region = tenant.Region,
            Endpoint = _endpoint,
            IamEndpoint = _endpoint,
            Credential = new AccessKeyCredential(Secret.FromText(tenant.AccessKey), Secret.FromText(tenant.SecretKey), null, "emulator"),
            Handler = new EmulatorHandler(tenant),
            Clock = clock,
        };
    }

    private static EmulatorOptions Read(Hashtable? settings)
    {
        var options = new EmulatorOptions();
        foreach (DictionaryEntry entry in settings ?? [])
        {
            string name = entry.Key.ToString()!;
            if (!_settings.TryGetValue(name, out var set))
            {
                throw new ArgumentException($"EmulatorOptions has no '{name}'. It has {string.Join(", ", _settings.Keys.OrderBy(key => key, StringComparer.Ordinal))}.");
            }

            try
            {
                set(options, entry.Value);
            }
            catch (PSInvalidCastException cast)
            {
                throw new ArgumentException($"EmulatorOptions {name} '{entry.Value}' is not a number.", cast);
            }
        }

        return options;
    }

    private static T Convert<T>(object? value) => LanguagePrimitives.ConvertTo<T>(value);
}
