using System;
using System.Collections.Generic;
using System.Linq;
using Workspace.Emulator.Http;
using Workspace.Http;

namespace Workspace.Emulator.Faults;

/// <summary>The faults of a tenant: a script of what goes wrong, and behind it what is drawn from a seed. It may be changed at any time, from any thread.</summary>
public sealed class FaultPlan
{
    private readonly List<Fault> _faults = [];
    private readonly List<FaultDraw> _draws = [];
    private readonly IClock _clock;

    internal FaultPlan(IClock clock) => _clock = clock;

    /// <summary>Adds a fault behind those that are there.</summary>
    /// <param name="fault">What goes wrong, and when.</param>
    /// <returns>The same fault, which counts how often it strikes.</returns>
    public Fault Add(Fault fault)
    {
        lock (_faults)
        {
            _faults.Add(fault ?? throw new ArgumentNullException(nameof(fault)));
        }

        return fault;
    }

    /// <summary>Adds faults out of a seed. They strike what no scripted fault does; of several draws the first that strikes counts.</summary>
    /// <param name="draw">How often, and by what.</param>
    /// <returns>The same draw, which counts how often it strikes.</returns>
    /// <exception cref="ArgumentException">A value of it is out of its limits; the message names it, its value and the limit.</exception>
    public FaultDraw Draw(FaultDraw draw)
    {
        (draw ?? throw new ArgumentNullException(nameof(draw))).Validate();
        lock (_faults)
        {
            _draws.Add(draw);
        }

        return draw;
    }

    /// <summary>Ends all faults; requests that hang already go on hanging.</summary>
    public void Clear()
    {
        lock (_faults)
        {
            _faults.Clear();
            _draws.Clear();
        }
    }

    /// <summary>The part of a request's way where faults strike.</summary>
    internal Step Before(Step next) => (request, cancellationToken) =>
        Take(request) is { } effect ? effect.ApplyAsync(request, next, _clock, cancellationToken) : next(request, cancellationToken);

    private FaultEffect? Take(EmulatorRequest request)
    {
        lock (_faults)
        {
            return _faults.FirstOrDefault(fault => fault.IsDue(request))?.Effect
                ?? _draws.Select(draw => draw.Take(request)).FirstOrDefault(effect => effect is not null);
        }
    }
}
