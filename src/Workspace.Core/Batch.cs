using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;

namespace Workspace;

/// <summary>Sends ids together, and finds the bad one when the service refuses them all for it.</summary>
public static class Batch
{
    // So many ids in a row that are all refused alike are no coincidence.
    private const int Enough = 4;

    /// <summary>
    /// Sends the ids in one request; a refusal for its content (HTTP 400, 404, or 409 for a busy one) halves the batch until the bad ids are alone, or
    /// until the halves no longer differ: a refusal that every id gets is not asked for with each of them.
    /// Refused requests were not carried out, so nothing is done twice.
    /// </summary>
    /// <typeparam name="T">The service's answer.</typeparam>
    /// <param name="ids">1 to 100 ids.</param>
    /// <param name="sendAsync">Sends some of the ids.</param>
    /// <param name="cancellationToken">Stops the request under way.</param>
    /// <returns>The answers, and the ids that failed with their reasons. Who is stopped gets none of them: what must not be lost then is noted by sendAsync.</returns>
    public static async Task<BatchOutcome<T>> SendAsync<T>(
        IReadOnlyList<string> ids,
        Func<IReadOnlyList<string>, CancellationToken, Task<T>> sendAsync,
        CancellationToken cancellationToken)
    {
        var outcome = new BatchOutcome<T>();
        await SendPartAsync(ids, null).ConfigureAwait(false);
        return outcome;

        // Gives the refusal that all ids of the part got, or null.
        async Task<WorkspaceException?> SendPartAsync(IReadOnlyList<string> part, WorkspaceException? firstHalf)
        {
            try
            {
                outcome.Answers.Add(new(part, await sendAsync(part, cancellationToken).ConfigureAwait(false)));
                return null;
            }
            catch (WorkspaceException failure)
            {
                // The answers to other parts must not be lost with this one.
                if (part.Count == 1 || !IsForAnId(failure) || AreAlike(failure, firstHalf))
                {
                    outcome.Failures.Add(new(part, failure));
                    return IsForAnId(failure) ? failure : null;
                }
            }

            int half = part.Count / 2;
            int failures = outcome.Failures.Count;
            WorkspaceException? first = await SendPartAsync([.. part.Take(half)], null).ConfigureAwait(false);
            WorkspaceException? second = await SendPartAsync([.. part.Skip(half)], half >= Enough ? first : null).ConfigureAwait(false);
            if (first is null || !AreAlike(first, second))
            {
                return null;
            }

            if (half >= Enough)
            {
                // One refusal of all.
                outcome.Failures.RemoveRange(failures, outcome.Failures.Count - failures);
                outcome.Failures.Add(new(part, first));
            }

            return first;
        }
    }

    private static bool IsForAnId(WorkspaceException refusal) =>
        refusal.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.NotFound or HttpStatusCode.Conflict && !refusal.ConcernsConnection;

    private static bool AreAlike(WorkspaceException? one, WorkspaceException? other) =>
        one is not null && other is not null && one.StatusCode == other.StatusCode && one.Code == other.Code && one.Text == other.Text;
}
