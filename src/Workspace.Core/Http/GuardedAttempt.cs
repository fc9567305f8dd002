using System;
using System.Threading;
using System.Threading.Tasks;

namespace Workspace.Http;

/// <summary>Makes one attempt of a request.</summary>
/// <param name="mayBeSent">Asked just before the request is sent.</param>
/// <param name="cancellationToken">Stops the attempt.</param>
/// <returns>The response, or null where the request was not sent because it may not be.</returns>
internal delegate Task<ServiceResponse?> GuardedAttempt(Func<bool> mayBeSent, CancellationToken cancellationToken);
