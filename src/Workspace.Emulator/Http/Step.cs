using System.Threading;
using System.Threading.Tasks;

namespace Workspace.Emulator.Http;

/// <summary>A part of a request's way: it answers, or passes the request on and the answer back.</summary>
internal delegate Task<EmulatorResponse> Step(EmulatorRequest request, CancellationToken cancellationToken);
