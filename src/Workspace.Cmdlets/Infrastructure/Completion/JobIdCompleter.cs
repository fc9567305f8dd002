using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Commands.Infrastructure.Views;
using Workspace.Jobs;

namespace Workspace.Commands.Infrastructure.Completion;

/// <summary>Completes jobs' ids, the last first; with -PoolId those of that pool, which the service keeps apart.</summary>
internal sealed class JobIdCompleter : LiveCompleter
{
    protected override string? Scope(IDictionary bound) => Bound<string>(bound, "PoolId");

    protected override async IAsyncEnumerable<CompletionItem> ListAsync(WorkspaceClient client, string? search, IDictionary bound, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var filter = new JobFilter { PoolId = Scope(bound) is { Length: > 0 } pool ? pool : null };
        List<Job> jobs = [];
        await foreach (Job job in client.Jobs.ListAsync(filter, cancellationToken).ConfigureAwait(false))
        {
            jobs.Add(job);
        }

        foreach (Job job in jobs.Where(job => job.JobId is not null).OrderBy(job => job.HasEnded()).ThenByDescending(job => job.BeginTime))
        {
            string began = job.BeginTime is null ? "" : $", began {ViewText.Time(job.BeginTime)}";
            yield return new CompletionItem(
                job.JobId!,
                $"{job.JobId} {job.Type} {job.Status}",
                $"{job.Type}, {job.Status}, {ViewText.Percent(job.Progress)}, {job.SubJobs.Length} desktops{began}");
        }
    }
}
