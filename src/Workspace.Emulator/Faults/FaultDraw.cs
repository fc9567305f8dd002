using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace Workspace.Emulator.Faults;

/// <summary>
/// Faults out of a seed. Whether an attempt is struck, and by what, depends on the seed, the attempt's route and its number among the
/// attempts of that route, and on nothing else: what runs beside it changes nothing.
/// </summary>
public sealed class FaultDraw
{
    // No literal part of the service's paths is so long; ids are.
    private const int ShortestId = 32;

    private readonly Dictionary<string, int> _attempts = new(StringComparer.Ordinal);
    private int _strikes;

    /// <summary>What the faults are derived from.</summary>
    public int Seed { get; set; } = 1;

    /// <summary>The share of the requests that fit which is struck: 0 to 1.</summary>
    public double Rate { get; set; } = 0.1;

    /// <summary>Only requests of this HTTP method; null for any.</summary>
    public string? Method { get; set; }

    /// <summary>Only requests whose path contains this text; null for any.</summary>
    public string? Path { get; set; }

    /// <summary>What may happen, each as likely as the others; one that is named twice is twice as likely. All kinds by default.</summary>
    public IReadOnlyList<FaultKind> Kinds { get; set; } = (FaultKind[])typeof(FaultKind).GetEnumValues();

    /// <summary>How long the client waits for an answer: slow answers take less, late requests more.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(100);

    /// <summary>How many requests were struck.</summary>
    public int Strikes => Volatile.Read(ref _strikes);

    internal void Validate()
    {
        if (!(Rate is >= 0 and <= 1))
        {
            throw new ArgumentException(FormattableString.Invariant($"Rate is {Rate}; it must be 0 to 1."));
        }

        if (Kinds is not { Count: > 0 })
        {
            throw new ArgumentException("Kinds is empty; it must name at least one kind of fault.");
        }

        if (Patience <= TimeSpan.Zero)
        {
            throw new ArgumentException(FormattableString.Invariant($"Patience is {Patience}; it must be more than nothing."));
        }
    }

    /// <summary>Counts the request and gives what strikes it, or null. Its owner locks.</summary>
    internal FaultEffect? Take(EmulatorRequest request)
    {
        if (!RequestMatch.Fits(request, Method, Path))
        {
            return null;
        }

        string route = request.Method + " " + string.Join("/", request.Path.Split('/').Select(part => part.Length < ShortestId ? part : "{id}"));
        _attempts.TryGetValue(route, out int number);
        _attempts[route] = number + 1;
        var random = new SeededRandom(Seed, "fault " + route, number);
        if (!random.Chance(Rate))
        {
            return null;
        }

        Volatile.Write(ref _strikes, _strikes + 1);
        request.Fault = Kinds[random.Below(Kinds.Count)];
        return Effect(request.Fault.Value, random);
    }

    private FaultEffect Effect(FaultKind kind, SeededRandom random) => kind switch
    {
        FaultKind.Reset => FaultEffect.Lose(),
        FaultKind.ResetAfter => FaultEffect.Processed(FaultEffect.Lose()),
        FaultKind.Hang => FaultEffect.Hang(),
        FaultKind.HangAfter => FaultEffect.Processed(FaultEffect.Hang()),
        FaultKind.Slow => FaultEffect.Delay(Times(random.Share() * 0.8)),
        FaultKind.Late => FaultEffect.Late(Times(1 + random.Share())),
        FaultKind.Refusal => Refusal(random),
        FaultKind.Throttle => FaultEffect.Throttle(
            random.Pick(1, 10, 100, 200),
            random.Chance(0.1) ? "1 minute" : "1 second",
            random.Pick(null, null, "1", "30")),
        FaultKind.Error => Error(random),
        FaultKind.ErrorAfter => FaultEffect.Processed(Error(random)),
        FaultKind.CutOff => FaultEffect.CutOff(),
        FaultKind.Garble => FaultEffect.Garble(),
        _ => FaultEffect.Html(200),
    };

    private static FaultEffect Refusal(SeededRandom random) => random.Below(4) switch
    {
        0 => FaultEffect.Error(400, "WKS.0001", "The request is invalid."),
        1 => FaultEffect.Error(403, "APIGW.0302", "The IAM user is not authorized to access the API."),
        2 => FaultEffect.Error(404, "WKS.0202", "The resource does not exist."),
        _ => FaultEffect.Error(409, "WKS.00010032", "Operation conflict: the status of the instance denies the operation."),
    };

    private static FaultEffect Error(SeededRandom random) => random.Below(4) switch
    {
        0 => FaultEffect.Error(500, "APIGW.0601", "Internal server error."),
        1 => FaultEffect.Html(502),
        2 => FaultEffect.Error(503, "APIGW.0613", "The IAM service is unavailable."),
        _ => FaultEffect.Error(504, "APIGW.0201", "Backend timeout."),
    };

    private TimeSpan Times(double share) => TimeSpan.FromTicks((long)(Patience.Ticks * share));
}
