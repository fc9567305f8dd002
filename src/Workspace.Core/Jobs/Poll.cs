using System;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Http;

namespace Workspace.Jobs;

/// <summary>Looks again and again until something is so, or the time is up.</summary>
internal static class Poll
{
    /// <summary>Whether it came to be so in time. A look that gets no answer is made again.</summary>
    public static async Task<bool> UntilAsync(IClock clock, TimeSpan timeout, Func<CancellationToken, Task<bool>> lookAsync, CancellationToken cancellationToken)
    {
        DateTimeOffset deadline = clock.After(timeout);
        var pace = new PollPace(null);
        while (true)
        {
            TimeSpan left = deadline - clock.UtcNow;
            bool isLast = left <= TimeSpan.Zero;
            try
            {
                if (await PollLimit.RunAsync(lookAsync, left, cancellationToken).ConfigureAwait(false))
                {
                    return true;
                }
            }
            catch (WorkspaceException failure) when (failure.IsTransient && !isLast)
            {
                // The next look decides.
            }

            if (isLast)
            {
                return false;
            }

            if (clock.UtcNow < deadline)
            {
                await clock.DelayAsync(pace.Next(deadline - clock.UtcNow), cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
