using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Emulator.Desktops;
using Workspace.Emulator.Faults;
using Workspace.Emulator.Http;
using Workspace.Emulator.Iam;
using Workspace.Emulator.Images;
using Workspace.Emulator.Jobs;
using Workspace.Emulator.Pools;
using Workspace.Http;

namespace Workspace.Emulator;

/// <summary>
/// A tenant of Huawei Cloud Workspace in memory, with its HTTP face but without sockets. Nothing runs in the background:
/// the clock alone says how far jobs are. All members may be used from many threads.
/// </summary>
public sealed class EmulatedTenant
{
    /// <summary>How many bytes a request's body may have, as at the service's gateway: 12 MB.</summary>
    public const int MaxBodyBytes = 12 * 1024 * 1024;

    private readonly IClock _clock;
    private readonly IamCredentials _credentials;
    private readonly TenantState _state;
    private readonly RequestLog _requests = new();
    private readonly Step _way;

    /// <summary>Sets up a tenant.</summary>
    /// <param name="options">What it is made of; the defaults when null.</param>
    /// <param name="clock">Its time; the machine's clock when null.</param>
    /// <exception cref="ArgumentException">An option is out of its limits; the message names it, its value and the limit.</exception>
    public EmulatedTenant(EmulatorOptions? options = null, IClock? clock = null)
    {
        options ??= new EmulatorOptions();
        options.Validate();
        _clock = clock ?? SystemClock.Instance;
        _credentials = new IamCredentials(options.Seed);
        _state = new TenantState(options, _credentials);
        var front = new ServiceFront(_state, _credentials);

        Faults = new FaultPlan(_clock);

        // A request's way, from outside to inside.
        _way = Recorded(Delayed(options.LatencyMilliseconds, Faults.Before((request, _) => Task.FromResult(front.Answer(request, _clock.UtcNow)))));
    }

    /// <summary>The region, which is also the name of the tenant's project.</summary>
    public string Region => _state.Options.Region;

    /// <summary>The project that all paths of the service carry: 32 hexadecimal digits.</summary>
    public string ProjectId => _credentials.ProjectId;

    /// <summary>The access key that requests are signed with.</summary>
    public string AccessKey => _credentials.AccessKey;

    /// <summary>The secret key that requests are signed with.</summary>
    public string SecretKey => _credentials.SecretKey;

    /// <summary>The account's name, for the login at IAM.</summary>
    public string DomainName => _credentials.DomainName;

    /// <summary>The IAM user's name, for the login at IAM.</summary>
    public string UserName => _credentials.UserName;

    /// <summary>The IAM user's password.</summary>
    public string Password => _credentials.Password;

    /// <summary>What goes wrong with requests and answers: nothing, until something is added.</summary>
    public FaultPlan Faults { get; }

    /// <summary>The desktops as they are now.</summary>
    public IReadOnlyList<EmulatedDesktop> Desktops => Look(now => _state.Desktops.All.Select(d => d.At(now)));

    /// <summary>The pools as they are now.</summary>
    public IReadOnlyList<EmulatedPool> Pools => Look(now => _state.Pools.Select(p => p.At(now)));

    /// <summary>The images, gold and private, that exist now.</summary>
    public IReadOnlyList<EmulatedImage> Images => Look(_ => _state.Images);

    /// <summary>All jobs in the order in which they were accepted, as they are now.</summary>
    public IReadOnlyList<EmulatedJob> Jobs => Look(now => _state.Jobs.All.Select(j => j.At(now)));

    /// <summary>Every image capture, pool rebuild and agent installation that was carried out, in order: what really happened, whatever the answers said.</summary>
    public IReadOnlyList<ExecutedOperation> Ledger => Look(_ => _state.Jobs.Ledger);

    /// <summary>The last requests received, in their order: 10,000 at most, and no more than take 64 MB.</summary>
    public IReadOnlyList<EmulatorRequest> Requests => _requests.Snapshot();

    /// <summary>The most requests that have been in work at a time.</summary>
    public int MostAtOnce => _requests.MostAtOnce;

    /// <summary>Lets the next jobs and power actions on a desktop fail, as they fail when it gets no IP address.</summary>
    /// <param name="desktopId">The desktop's id.</param>
    /// <param name="times">How many of them fail: 0 (none any more) or more.</param>
    /// <exception cref="ArgumentException">There is no such desktop, or the number is negative.</exception>
    public void FailDesktop(string desktopId, int times = 1)
    {
        if (times < 0)
        {
            throw new ArgumentException($"times is {times}; it must be 0 or more.", nameof(times));
        }

        lock (_state)
        {
            Desktop desktop = _state.Desktops.All.FirstOrDefault(d => d.Id == desktopId)
                ?? throw new ArgumentException($"There is no desktop '{desktopId}'.", nameof(desktopId));
            _state.Jobs.LetFail(desktop, times);
        }
    }

    /// <summary>Answers a request. Errors are answers too.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Ends the waiting for an answer; a request that was answered has been processed.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="IOException">A fault broke the connection.</exception>
    public Task<EmulatorResponse> HandleAsync(EmulatorRequest request, CancellationToken cancellationToken) =>
        _way(request ?? throw new ArgumentNullException(nameof(request)), cancellationToken);

    private Step Recorded(Step next) => async (request, cancellationToken) =>
    {
        cancellationToken.ThrowIfCancellationRequested();
        request.Received = _clock.UtcNow;
        _requests.Add(request);
        try
        {
            EmulatorResponse response = await next(request, cancellationToken).ConfigureAwait(false);
            request.Status = response.Status;
            return response;
        }
        finally
        {
            _requests.Ended(request);
        }
    };

    private Step Delayed(int milliseconds, Step next) => milliseconds == 0 ? next : async (request, cancellationToken) =>
    {
        await _clock.DelayAsync(TimeSpan.FromMilliseconds(milliseconds), cancellationToken).ConfigureAwait(false);
        return await next(request, cancellationToken).ConfigureAwait(false);
    };

    private T[] Look<T>(Func<DateTimeOffset, IEnumerable<T>> look)
    {
        lock (_state)
        {
            _state.AdvanceTo(_clock.UtcNow);
            return [.. look(_state.Now)];
        }
    }
}
