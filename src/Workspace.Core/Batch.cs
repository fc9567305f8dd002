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
    /// <summary>
    /// Sends the ids in one request; a refusal for its content (HTTP 400, 404, or 409 for a busy one) halves the batch until the bad ids are alone.
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
        var parts = new Stack<IReadOnlyList<string>>([ids]);
        while (parts.Count > 0)
        {
            IReadOnlyList<string> part = parts.Pop();
            try
            {
                outcome.Answers.Add(new(part, await sendAsync(part, cancellationToken).ConfigureAwait(false)));
            }
            catch (WorkspaceException refusal) when (part.Count > 1 && IsForAnId(refusal))
            {
                int half = part.Count / 2;
                parts.Push([.. part.Skip(half)]);
                parts.Push([.. part.Take(half)]);
            }
            catch (WorkspaceException failure)
            {
                // The answers to other parts must not be lost with this one.
                outcome.Failures.Add(new(part, failure));
            }
        }

        return outcome;
    }

    private static bool IsForAnId(WorkspaceException refusal) =>
        refusal.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.NotFound or HttpStatusCode.Conflict && !refusal.ConcernsConnection;
}
