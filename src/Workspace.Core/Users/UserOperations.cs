using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Desktops;
using Workspace.Http;
using Workspace.Serialization;

namespace Workspace.Users;

/// <summary>The service's operations on the people at the desktops: their sessions, and what they are told.</summary>
public sealed class UserOperations
{
    /// <summary>The longest message at a logoff, in characters.</summary>
    public const int MaxLogoffMessageLength = 255;

    private const int LastOffset = 2000;
    private const int PageSize = 1000;

    // The service's text allows pages of 2,000, its definition of 1,000.
    private static readonly PageWindow _window = new(PageSize, LastOffset);

    private readonly RestClient _rest;
    private readonly DesktopOperations _desktops;

    internal UserOperations(RestClient rest, DesktopOperations desktops)
    {
        _rest = rest;
        _desktops = desktops;
    }

    /// <summary>
    /// Sessions of the project (GET /connect-desktops), 1,000 a page, first those that users are away from. Where there are more than that list
    /// reaches, 3,000 of a status, they come from GET /desktops/detail.
    /// </summary>
    /// <param name="filter">Which; all where it is null.</param>
    /// <returns>The sessions.</returns>
    public ItemList<UserSession> ListSessions(SessionFilter? filter = null)
    {
        SessionFilter which = filter ?? new();
        which.Validate();
        return new(token => PagesAsync(which, token));
    }

    /// <summary>Sessions on the desktops of a pool (GET /desktops/detail), 500 desktops a page.</summary>
    /// <param name="poolId">The pool's id, 1 to 255 characters.</param>
    /// <param name="filter">Which; all where it is null.</param>
    /// <returns>The sessions, with PoolId.</returns>
    public ItemList<UserSession> ListPoolSessions(string poolId, SessionFilter? filter = null)
    {
        ResourceId.Check(poolId, nameof(poolId));
        SessionFilter which = filter ?? new();
        which.Validate();
        return new(token => OfDesktopsAsync(new DesktopFilter { PoolIds = [poolId], UserNames = which.UserNames }, which, poolId, token));
    }

    /// <summary>The sessions on desktops that were read already. Nothing is sent.</summary>
    /// <param name="desktops">The desktops.</param>
    /// <param name="filter">Which sessions; all where it is null.</param>
    /// <returns>The sessions, with the desktops' PoolId.</returns>
    public static IReadOnlyList<UserSession> SessionsOf(IEnumerable<Desktop> desktops, SessionFilter? filter = null) =>
        [.. desktops.Select(UserSession.From).Where((filter ?? new()).Includes)];

    /// <summary>Logs users off (POST /desktops/logoff). What they have not saved is lost.</summary>
    /// <param name="desktopIds">1 to 100 ids, each up to 255 characters.</param>
    /// <param name="message">What the users are told, up to 255 characters, or null.</param>
    /// <param name="cancellationToken">Stops the request under way; it may have been carried out all the same.</param>
    /// <returns>A task that ends when the service has accepted it.</returns>
    public Task LogOffAsync(IReadOnlyList<string> desktopIds, string? message = null, CancellationToken cancellationToken = default)
    {
        CheckLogoffMessage(message);
        var body = new LogoffRequest(ResourceId.CheckAll(desktopIds, nameof(desktopIds)), message);
        return _rest.ChangeAsync(HttpMethod.Post, "/desktops/logoff", body, WorkspaceJson.Default.LogoffRequest, hasAnswer: false, cancellationToken);
    }

    /// <summary>Refuses a message that the service would refuse.</summary>
    /// <param name="message">What users are told at a logoff, or null.</param>
    /// <exception cref="ArgumentException">It is too long.</exception>
    public static void CheckLogoffMessage(string? message)
    {
        if (message?.Length > MaxLogoffMessageLength)
        {
            throw new ArgumentException($"Message has {message.Length} characters; the limit is {MaxLogoffMessageLength}.");
        }
    }

    /// <summary>Refuses a message that says nothing.</summary>
    /// <param name="message">What users are to read.</param>
    /// <exception cref="ArgumentException">It is empty.</exception>
    public static void CheckNotification(string? message)
    {
        if (string.IsNullOrWhiteSpace(message))
        {
            throw new ArgumentException("Message is empty: give the text that users are to read.");
        }
    }

    /// <summary>Shows a message on desktops (POST /desktops/notifications).</summary>
    /// <param name="desktopIds">1 to 100 ids, each up to 255 characters. The service names no limit here; this is that of its other operations.</param>
    /// <param name="message">The message. The service names no limit.</param>
    /// <param name="cancellationToken">Stops the request under way; it may have been carried out all the same.</param>
    /// <returns>The job's id.</returns>
    public Task<string> NotifyAsync(IReadOnlyList<string> desktopIds, string message, CancellationToken cancellationToken = default)
    {
        CheckNotification(message);
        var body = new NotificationRequest(ResourceId.CheckAll(desktopIds, nameof(desktopIds)), message);
        return _rest.StartJobAsync("/desktops/notifications", body, WorkspaceJson.Default.NotificationRequest, cancellationToken);
    }

    /// <summary>Shows a message on the desktops of a pool (POST /desktop-pools/{pool_id}/notifications).</summary>
    /// <param name="poolId">The pool's id, 1 to 255 characters.</param>
    /// <param name="message">The message. The service names no limit.</param>
    /// <param name="cancellationToken">Stops the request under way; it may have been carried out all the same.</param>
    /// <returns>The job's id.</returns>
    public Task<string> NotifyPoolAsync(string poolId, string message, CancellationToken cancellationToken = default)
    {
        CheckNotification(message);
        var body = new NotificationRequest(null, message);
        return _rest.StartJobAsync($"/desktop-pools/{ResourceId.Segment(poolId, nameof(poolId))}/notifications", body, WorkspaceJson.Default.NotificationRequest, cancellationToken);
    }

    // Who comes back meanwhile is found at the desktop; one who goes away between the two lists has gone.
    private async IAsyncEnumerable<Page<UserSession>> PagesAsync(SessionFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (string status in filter.States)
        {
            Query query = new Query().Add("user_names", filter.UserNames).Add("connect_status", status);
            ItemList<UserSession> list = _rest.List<SessionPage, UserSession>("/connect-desktops", query, _window, WorkspaceJson.Default.SessionPage, session => session.DesktopId);
            bool isTooLong = false;
            await foreach (Page<UserSession> page in list.PagesAsync(cancellationToken).ConfigureAwait(false))
            {
                isTooLong = page.TotalCount > LastOffset + PageSize;
                if (isTooLong)
                {
                    break;
                }

                yield return Filtered(page.Items, filter, seen);
            }

            if (isTooLong)
            {
                await foreach (Page<UserSession> page in OfDesktopsAsync(new DesktopFilter { UserNames = filter.UserNames }, filter, null, cancellationToken).ConfigureAwait(false))
                {
                    yield return Filtered(page.Items, filter, seen);
                }

                yield break;
            }
        }
    }

    private async IAsyncEnumerable<Page<UserSession>> OfDesktopsAsync(DesktopFilter desktops, SessionFilter filter, string? poolId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (Page<Desktop> page in _desktops.List(desktops).PagesAsync(cancellationToken).ConfigureAwait(false))
        {
            foreach (Desktop desktop in page.Items)
            {
                desktop.PoolId = poolId;
            }

            yield return new(SessionsOf(page.Items, filter), null);
        }
    }

    private static Page<UserSession> Filtered(IEnumerable<UserSession> sessions, SessionFilter filter, HashSet<string> seen) =>
        new([.. sessions.Where(session => filter.Includes(session) && seen.Add(session.DesktopId ?? ""))], null);
}
