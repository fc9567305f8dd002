using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Workspace.Jobs;
using Xunit;

namespace Workspace.Tests.Jobs;

/// <summary>What a connection knows of the jobs that it started.</summary>
public sealed class OwnJobsTests
{
    private static readonly DateTimeOffset _time = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Job_of_many_is_found_without_reading_the_others()
    {
        var jobs = new OwnJobs();
        var targets = new List<CountedIds>();
        for (int i = 0; i < 50; i++)
        {
            var ids = new CountedIds([.. Enumerable.Range(100 * i, 100).Select(n => n.ToString(CultureInfo.InvariantCulture))]);
            targets.Add(ids);
            jobs.Add($"j{i}", ActionTarget.DesktopRebuild(ids), _time);
        }

        int before = targets.Sum(ids => ids.Reads);
        IReadOnlyList<(string JobId, DateTimeOffset Started)> found = jobs.RunningOn(ActionTarget.DesktopRebuild(["4199", "x"]));

        Assert.Equal([("j41", _time)], found);
        Assert.Equal(before, targets.Sum(ids => ids.Reads));
    }

    [Fact]
    public void Job_runs_on_each_of_its_desktops_until_it_has_ended()
    {
        var jobs = new OwnJobs();
        jobs.Add("j1", ActionTarget.DesktopRebuild(["d1", "d2"]), _time);

        Assert.Equal(["j1"], jobs.RunningOn(ActionTarget.DesktopRebuild(["d2"])).Select(job => job.JobId));
        Assert.Equal(["j1"], jobs.RunningOn(ActionTarget.DesktopRebuild(["d1", "d2", "d3"])).Select(job => job.JobId));
        Assert.Empty(jobs.RunningOn(ActionTarget.ImageCapture("d1", null)));
        Assert.Empty(jobs.RunningOn(ActionTarget.PoolRebuild("d1", null)));

        jobs.End("j1");

        Assert.Empty(jobs.RunningOn(ActionTarget.DesktopRebuild(["d1", "d2"])));
        Assert.True(jobs.Contains("j1"));
    }

    [Fact]
    public void Oldest_job_is_forgotten_when_there_are_too_many()
    {
        var jobs = new OwnJobs();
        for (int i = 0; i <= 10_000; i++)
        {
            jobs.Add($"j{i}", ActionTarget.PoolRebuild($"p{i}", null), _time);
        }

        Assert.False(jobs.Contains("j0"));
        Assert.Empty(jobs.RunningOn(ActionTarget.PoolRebuild("p0", null)));
        Assert.Equal(["j1"], jobs.RunningOn(ActionTarget.PoolRebuild("p1", null)).Select(job => job.JobId));
    }

    private sealed class CountedIds(string[] ids) : IReadOnlyList<string>
    {
        public int Reads { get; private set; }

        public int Count => ids.Length;

        public string this[int index]
        {
            get
            {
                Reads++;
                return ids[index];
            }
        }

        public IEnumerator<string> GetEnumerator()
        {
            Reads++;
            return ids.AsEnumerable().GetEnumerator();
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
