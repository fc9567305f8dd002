using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Text;
using System.Threading.Tasks;

namespace Workspace.Tests.Fuzz;

/// <summary>One call over spoilt answers, and what is wrong with how it ended.</summary>
internal sealed class FuzzCase : IDisposable
{
    // A message names 100 desktops at most, each with what is wrong with it.
    private const int LongestMessage = 20_000;
    private const int LongestCode = 101;
    private static readonly TimeSpan _longest = TimeSpan.FromDays(2);

    private readonly FuzzRecording _recording;
    private readonly FuzzHandler _handler;
    private readonly FuzzScene _scene;
    private readonly string[] _secrets;
    private readonly bool _isThorough;

    /// <param name="recordings">What may be called.</param>
    /// <param name="seed">The run.</param>
    /// <param name="number">The number of the case in the run.</param>
    public FuzzCase(IReadOnlyList<FuzzRecording> recordings, int seed, int number)
    {
        // Neighbouring numbers must not have anything in common.
        var random = new Random(unchecked((seed * 0x2545F491) ^ (number * (int)0x9E3779B1)));
        _recording = recordings[number % recordings.Count];
        FuzzIdentity[] identities = _recording.Call.Identities;
        FuzzIdentity identity = identities[random.Next(identities.Length)];
        _secrets = _recording.SecretsOf(identity);
        _handler = new FuzzHandler(_recording.Answers, random, _secrets);
        _scene = new FuzzScene(_recording.Tenant, identity, _handler, () => _handler.IsArmed = true) { Retries = random.Next(3) == 0 };
        _isThorough = random.Next(4) == 0;
    }

    public string Call => _recording.Call.Name;

    /// <summary>How it ended: "result", or the code of its error.</summary>
    public string Ending { get; private set; } = "nothing";

    /// <summary>Makes the call.</summary>
    /// <returns>What is wrong with how it ended, or null.</returns>
    public async Task<string?> RunAsync()
    {
        DateTimeOffset begin = _scene.Clock.UtcNow;
        string? wrong;
        try
        {
            object? result = await _recording.Call.RunAsync(_scene);
            Ending = "result";
            wrong = _isThorough ? Touch(result) : null;
        }
        catch (WorkspaceException error)
        {
            Ending = error.Code;
            wrong = Judge(error);
        }
        catch (ArgumentException half) when (half.Message.Contains(": a key needs both.", StringComparison.Ordinal))
        {
            Ending = "half a key";
            wrong = Leak("the error", half.ToString());
        }
        catch (Exception error)
        {
            Ending = error.GetType().Name;
            wrong = $"It ends with {error}";
        }

        wrong ??= _scene.Clock.UtcNow - begin > _longest ? $"It took {_scene.Clock.UtcNow - begin} of virtual time." : null;
        return wrong ?? JudgeObserved();
    }

    public void Dispose() => _handler.Dispose();

    /// <summary>What was spoilt, for the report of a failure.</summary>
    public string Describe()
    {
        var text = new StringBuilder();
        foreach ((string request, FuzzAnswer answer) in _handler.Spoilt)
        {
            text.Append(request).Append("\n  ").Append(answer).Append('\n');
        }

        return text.ToString();
    }

    private string? Judge(WorkspaceException error)
    {
        if (error.Code.Length is 0 or > LongestCode || error.Code.Any(char.IsControl))
        {
            return $"Its code is '{error.Code}'.";
        }

        if (error.Message.Length > LongestMessage || error.Message.Any(char.IsControl) || error.Message.Length < 10)
        {
            return $"Its message has {error.Message.Length} characters: {error.Message}";
        }

        bool isUnknownWrite = error.Code == WorkspaceException.UnreadableAnswer && error.Method == "POST" && error.Path!.StartsWith("/v2/", StringComparison.Ordinal) && !error.Path.EndsWith("/sysprep", StringComparison.Ordinal);
        return isUnknownWrite && !error.IsOutcomeUnknown
            ? $"A write that nobody knows the outcome of is said to have failed: {error.Message}"
            : Leak("the error", error.ToString());
    }

    private string? JudgeObserved()
    {
        string? wrong = null;
        foreach (string warning in _scene.Observer.Warnings)
        {
            wrong ??= warning.Length > LongestMessage || warning.Any(char.IsControl) ? $"A warning has {warning.Length} characters: {warning}" : Leak("a warning", warning);
        }

        foreach (var trace in _scene.Observer.Traces)
        {
            wrong ??= Leak("a trace", $"{trace.Failure} {trace.RequestId}");
            wrong ??= _isThorough ? Leak("a traced body", trace.ResponseBody ?? "") : null;
        }

        return wrong;
    }

    // A part of a secret is one.
    private string? Leak(string where, string text)
    {
        const int Part = 10;
        foreach (string secret in _secrets)
        {
            foreach (string part in new[] { secret[..Part], secret.Substring((secret.Length - Part) / 2, Part), secret[^Part..] })
            {
                if (_scene.HasKey && !_handler.IsSecretAsked && text.Contains(part, StringComparison.Ordinal))
                {
                    return $"A secret is in {where}: {text}";
                }
            }
        }

        return null;
    }

    // What showing the result would do: every member is read.
    private static string? Touch(object? o)
    {
        if (o is IEnumerable items and not string)
        {
            foreach (object? item in items)
            {
                if (Touch(item) is { } wrong)
                {
                    return wrong;
                }
            }
        }
        else if (o is not null && o.GetType().Assembly == typeof(WorkspaceClient).Assembly && o is not WorkspaceException)
        {
            try
            {
                _ = o.ToString();
                foreach (PropertyInfo property in o.GetType().GetProperties())
                {
                    if (Touch(property.GetValue(o)) is { } wrong)
                    {
                        return wrong;
                    }
                }
            }
            catch (TargetInvocationException thrown)
            {
                return $"Its result cannot be shown: {thrown.InnerException}";
            }
        }

        return null;
    }
}
