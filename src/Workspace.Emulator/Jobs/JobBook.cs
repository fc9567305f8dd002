using System;
using System.Collections.Generic;
using System.Linq;
using Workspace.Emulator.Desktops;
using Workspace.Emulator.Http;

namespace Workspace.Emulator.Jobs;

/// <summary>The tenant's jobs, in the order in which they were accepted.</summary>
internal sealed class JobBook(EmulatorOptions options, Agenda agenda)
{
    private readonly List<Job> _jobs = [];
    private readonly Dictionary<string, Job> _byId = new(StringComparer.Ordinal);
    private readonly List<ExecutedOperation> _ledger = [];
    private readonly Dictionary<string, int> _toFail = new(StringComparer.Ordinal);
    private readonly double _phase = new SeededRandom(options.Seed, "failures").Share();
    private long _drawn;

    public IReadOnlyList<Job> All => _jobs;

    /// <summary>Every change that was carried out. It is written where jobs begin, so that no answer can be without its line.</summary>
    public IReadOnlyList<ExecutedOperation> Ledger => _ledger;

    public Job? Find(string id) => _byId.TryGetValue(id, out Job? job) ? job : null;

    /// <summary>Accepts a job.</summary>
    /// <param name="type">The job's type.</param>
    /// <param name="poolId">The pool it works on, if any.</param>
    /// <param name="desktops">The desktops, one sub-job each.</param>
    /// <param name="call">The call that asked for it.</param>
    /// <param name="ended">Called for each sub-job when its end has come.</param>
    /// <param name="failureOf">Tells desktops that fail for a reason of their own.</param>
    public Job Start(
        string type,
        string? poolId,
        IReadOnlyList<Desktop> desktops,
        Call call,
        Action<SubJob> ended,
        Func<Desktop, JobFailure?>? failureOf = null)
    {
        var job = new Job(new SeededRandom(options.Seed, "job", _jobs.Count).Id(), type, poolId, call.Now);
        _jobs.Add(job);
        _byId.Add(job.Id, job);
        foreach (Desktop desktop in desktops)
        {
            SubJob subJob = Plan(job, desktop, failureOf?.Invoke(desktop));
            job.Add(subJob);
            agenda.Add(subJob.End, () => ended(subJob));
        }

        _ledger.Add(new ExecutedOperation(type, poolId, [.. desktops.Select(d => d.Id)], job.Id, call.Now, call.Request));
        return job;
    }

    /// <summary>Writes down a change that was carried out without a job.</summary>
    public void Note(string type, IEnumerable<Desktop> desktops, Call call) =>
        _ledger.Add(new ExecutedOperation(type, null, [.. desktops.Select(d => d.Id)], null, call.Now, call.Request));

    /// <summary>Lets the next pieces of work on a desktop fail.</summary>
    public void LetFail(Desktop desktop, int times) => _toFail[desktop.Id] = times;

    /// <summary>Whether the next piece of work on a desktop fails: because it was to, or by chance.</summary>
    public bool Fails(Desktop desktop)
    {
        bool isUnlucky = FailsByChance();
        if (!_toFail.TryGetValue(desktop.Id, out int left) || left == 0)
        {
            return isUnlucky;
        }

        _toFail[desktop.Id] = left - 1;
        return true;
    }

    /// <summary>
    /// Whether the next piece of work fails. Spread evenly instead of drawn, so that the share holds for a handful of them too; the seed says which ones.
    /// </summary>
    private bool FailsByChance()
    {
        long number = _drawn++;
        return Math.Floor(((number + 1) * options.FailureRate) + _phase) > Math.Floor((number * options.FailureRate) + _phase);
    }

    // Sub-jobs overlap: each waits for up to a quarter of the job's time and ends in its last quarter, the first one at its very end.
    private SubJob Plan(Job job, Desktop desktop, JobFailure? failure)
    {
        var random = new SeededRandom(options.Seed, "sub-job", _drawn);
        string id = random.Id();
        double wait = random.Share() / 4;
        double rest = job.SubJobs.Count == 0 ? 0 : random.Share() / 4;
        bool unlucky = Fails(desktop);
        failure ??= unlucky ? JobFailure.ByChance : null;
        return new SubJob(id, job, desktop, job.Begin + Part(wait), job.Begin + Part(1 - rest), TimeSpan.FromSeconds(options.Quirks.StateLagSeconds), failure);
    }

    private TimeSpan Part(double share) => TimeSpan.FromTicks((long)(options.JobSeconds * share * TimeSpan.TicksPerSecond));
}
