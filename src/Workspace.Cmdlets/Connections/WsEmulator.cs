using System;
using System.Collections.Generic;
using System.Linq;
using Workspace.Emulator;
using Workspace.Emulator.Desktops;
using Workspace.Emulator.Faults;
using Workspace.Emulator.Images;
using Workspace.Emulator.Jobs;
using Workspace.Emulator.Pools;

namespace Workspace.Commands;

/// <summary>
/// The service in memory of a connection made with Connect-WsService -Emulator, for tests of runbooks: what it looks like behind the
/// answers, what was asked of it, its time, and what is to go wrong. It holds no secret, and nothing leaves the process.
/// </summary>
public sealed class WsEmulator
{
    private readonly EmulatedTenant _tenant;
    private readonly SkippingClock _clock;

    internal WsEmulator(EmulatedTenant tenant, SkippingClock clock)
    {
        _tenant = tenant;
        _clock = clock;
    }

    /// <summary>The service's time, UTC. Waiting moves it on and takes no time; with the option Now nothing else does but <see cref="Advance"/>.</summary>
    public DateTime Now => _clock.UtcNow.UtcDateTime;

    /// <summary>The desktops as they are now.</summary>
    public IReadOnlyList<EmulatedDesktop> Desktops => _tenant.Desktops;

    /// <summary>The pools as they are now.</summary>
    public IReadOnlyList<EmulatedPool> Pools => _tenant.Pools;

    /// <summary>The images that exist now.</summary>
    public IReadOnlyList<EmulatedImage> Images => _tenant.Images;

    /// <summary>The jobs in the order in which they were accepted, as they are now.</summary>
    public IReadOnlyList<EmulatedJob> Jobs => _tenant.Jobs;

    /// <summary>The last requests received, in their order, without their headers: 10,000 at most, and no more than take 64 MB.</summary>
    public IReadOnlyList<WsEmulatorRequest> Requests => _tenant.Requests.Select(request => new WsEmulatorRequest(request)).ToArray();

    /// <summary>Moves the service's time on.</summary>
    /// <param name="duration">By how much: zero or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public void Advance(TimeSpan duration) => _clock.Skip(duration);

    /// <summary>Answers the next request of a kind with an error, and does not carry it out.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="path">A part of the path, such as /desktops/agents.</param>
    /// <param name="status">The HTTP status: 400 to 599.</param>
    /// <param name="errorCode">The service's code, such as WKS.0404.</param>
    public void Fail(string method, string path, int status, string errorCode) => Fail(method, path, status, errorCode, 1);

    /// <summary>Answers requests of a kind with an error, and does not carry them out.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="path">A part of the path, such as /desktops/agents.</param>
    /// <param name="status">The HTTP status: 400 to 599.</param>
    /// <param name="errorCode">The service's code, such as WKS.0404.</param>
    /// <param name="times">How many of them: 1 or more.</param>
    /// <exception cref="ArgumentException">The status or the number is out of its limits.</exception>
    public void Fail(string method, string path, int status, string errorCode, int times)
    {
        Check(nameof(status), status, 400, 599);
        Add(method, path, times, FaultEffect.Error(status, errorCode, "This failure was ordered by a test."));
    }

    /// <summary>Carries out the next request of a kind, and loses its answer: whether it was done is for the runbook to find out.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="path">A part of the path.</param>
    public void LoseAnswer(string method, string path) => Add(method, path, 1, FaultEffect.Processed(FaultEffect.Lose()));

    /// <summary>Lets the next job, or the next power action, fail for a desktop.</summary>
    /// <param name="desktopId">The desktop's id.</param>
    /// <exception cref="ArgumentException">There is no such desktop.</exception>
    public void FailDesktop(string desktopId) => _tenant.FailDesktop(desktopId);

    /// <summary>Lets the next jobs and power actions fail for a desktop.</summary>
    /// <param name="desktopId">The desktop's id.</param>
    /// <param name="times">How many of them: 0 (none any more) or more.</param>
    /// <exception cref="ArgumentException">There is no such desktop, or the number is negative.</exception>
    public void FailDesktop(string desktopId, int times) => _tenant.FailDesktop(desktopId, times);

    /// <summary>Ends what <see cref="Fail(string, string, int, string, int)"/> and <see cref="LoseAnswer"/> ordered.</summary>
    public void ClearFailures() => _tenant.Faults.Clear();

    /// <inheritdoc/>
    public override string ToString() => $"{Desktops.Count} desktops in {Pools.Count} pools, at {Now:u}";

    private void Add(string method, string path, int times, FaultEffect effect)
    {
        Check(nameof(times), times, 1, int.MaxValue);
        _tenant.Faults.Add(new Fault { Method = method, Path = path, Times = times, Effect = effect });
    }

    private static void Check(string name, int value, int least, int most)
    {
        if (value < least || value > most)
        {
            throw new ArgumentException($"{name} is {value}; it must be {least} to {most}.", name);
        }
    }
}
