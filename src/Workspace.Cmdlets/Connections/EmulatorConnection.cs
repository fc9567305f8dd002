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
    // When the tenant's time begins. It stands still then, but for what is waited for.
    private const string Now = "Now";

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
        [Now] = (_, value) => Start(value),
    };

    /// <summary>Options for a new tenant in memory, whose time skips what is waited for, and what looks into it.</summary>
    public static (WorkspaceClientOptions Options, WsEmulator Emulator) Make(Hashtable? settings)
    {
        EmulatorOptions options = Read(settings);
        var clock = new SkippingClock((settings ?? []).Cast<DictionaryEntry>().Where(IsNow).Select(entry => (DateTimeOffset?)Start(entry.Value)).FirstOrDefault());
        var tenant = new EmulatedTenant(options, clock);
        var client = new WorkspaceClientOptions
        {
            Region = tenant.Region,
            Endpoint = _endpoint,
            IamEndpoint = _endpoint,
            Credential = new AccessKeyCredential(tenant.AccessKey, Secret.FromText(tenant.SecretKey), null, "emulator"),
            Handler = new EmulatorHandler(tenant),
            Clock = clock,
        };
        return (client, new WsEmulator(tenant, clock));
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
                throw new ArgumentException($"EmulatorOptions {name} '{entry.Value}' is not a {(IsNow(entry) ? "time" : "number")}.", cast);
            }
        }

        return options;
    }

    private static bool IsNow(DictionaryEntry entry) => string.Equals(entry.Key.ToString(), Now, StringComparison.OrdinalIgnoreCase);

    // A time without a zone is UTC, as all times of the module are.
    private static DateTimeOffset Start(object? value)
    {
        DateTime time = Convert<DateTime>(value);
        return time.Kind == DateTimeKind.Local ? time.ToUniversalTime() : DateTime.SpecifyKind(time, DateTimeKind.Utc);
    }

    private static T Convert<T>(object? value) => LanguagePrimitives.ConvertTo<T>(value);
}
