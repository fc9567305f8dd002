using System;
using System.Threading.Tasks;
using Workspace.Jobs;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Jobs;

/// <summary>An action that runs already is taken over where the caller knows it for the same.</summary>
public sealed class ActionAdoptionTests : ActionScene
{
    [Fact]
    public async Task The_same_is_taken_over_with_a_warning_and_nothing_is_sent()
    {
        string first = await BeginAsync();
        Job? asked = null;

        string second = await StartAsync("rebuild", new() { IsSame = job => (asked = job) is not null });

        Assert.Equal(first, second);
        Assert.Equal((first, Pool), (asked!.JobId, asked.PoolId));
        Assert.Single(Posts);
        Assert.Contains($"Job {first} (rebuildDesktopPool) is", Assert.Single(Observer.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_is_refused()
    {
        string first = await BeginAsync();

        WorkspaceException busy = await Assert.ThrowsAsync<WorkspaceException>(() => StartAsync("rebuild", new() { IsSame = _ => false }));

        Assert.Equal(WorkspaceException.ResourceBusy, busy.Code);
        Assert.Contains(first, busy.Message, StringComparison.Ordinal);
        Assert.Single(Posts);
    }

    [Fact]
    public async Task One_that_has_ended_is_not_taken_over()
    {
        string first = await BeginAsync();
        Clock.Advance(TimeSpan.FromHours(1));

        string second = await StartAsync("rebuild", new() { IsSame = _ => true });

        Assert.NotEqual(first, second);
        Assert.Equal(2, Posts.Length);
    }

    // Until its sub-jobs show.
    private async Task<string> BeginAsync()
    {
        string job = await StartAsync("rebuild");
        Clock.Advance(TimeSpan.FromSeconds(10));
        return job;
    }
}
