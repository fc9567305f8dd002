using System;
using System.Collections.Generic;
using System.Linq;
using Workspace.Emulator.Http;
using Workspace.Http;

namespace Workspace.Emulator.Faults;

/// <summary>The faults of a tenant: a script of what goes wrong. It may be changed at any time, from any thread.</summary>
public sealed class FaultPlan
{
    private readonly List<Fault> _faults = [];
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

    /// <summary>Ends all faults; requests that hang already go on hanging.</summary>
    public void Clear()
    {
        lock (_faults)
        {
            _faults.Clear();
        }
    }

    /// <summary>The part of a request's way where faults strike.</summary>
    internal Step Before(Step next) => (request, cancellationToken) =>
        Take(request) is { } fault ? fault.Effect.ApplyAsync(request, next, _clock, cancellationToken) : next(request, cancellationToken);

    private Fault? Take(EmulatorRequest request)
    {
        lock (_faults)
        {
            return _faults.FirstOrDefault(fault => fault.IsDue(request));
        }
    }
}
