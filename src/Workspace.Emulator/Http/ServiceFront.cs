using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using Workspace.Emulator.Agents;
using Workspace.Emulator.Desktops;
using Workspace.Emulator.Faults;
using Workspace.Emulator.Iam;
using Workspace.Emulator.Images;
using Workspace.Emulator.Jobs;
using Workspace.Emulator.Pools;
using Workspace.Emulator.Users;
using Workspace.Rest;

namespace Workspace.Emulator.Http;

/// <summary>Where requests come in: finds the operation, asks the gatekeeper, lets the room answer and spells out the result.</summary>
internal sealed class ServiceFront
{
    private readonly TenantState _state;
    private readonly Gatekeeper _gatekeeper;
    private readonly RateLimit _rateLimit;
    private readonly Route[] _routes;
    private long _requests;

    public ServiceFront(TenantState state, IamCredentials credentials)
    {
        _state = state;
        var tokens = new IssuedTokens(state.Options.Seed);
        _gatekeeper = new Gatekeeper(state, credentials, tokens);

        _rateLimit = new RateLimit(state.Quirks);

        // Literal paths stand before those with placeholders in their place: desktops/detail before desktops/{desktop_id}.
        IEndpoints[] rooms =
        [
            new LoginEndpoints(state, credentials, tokens),
            new ProjectEndpoints(state),
            new SubscriptionEndpoints(state),
            new AgentEndpoints(state),
            new CaptureEndpoints(state),
            new SysprepEndpoints(state),
            new PowerEndpoints(state),
            new MaintenanceEndpoints(state),
            new DesktopRebuildEndpoints(state),
            new DesktopEndpoints(state),
            new PoolEndpoints(state),
            new PoolDesktopEndpoints(state),
            new RebuildEndpoints(state),
            new PoolPowerEndpoints(state),
            new SessionEndpoints(state),
            new NotificationEndpoints(state),
            new ImageEndpoints(state),
            new JobEndpoints(state),
        ];
        _routes = [.. rooms.SelectMany(r => r.Routes)];
    }

    public EmulatorResponse Answer(EmulatorRequest request, DateTimeOffset now)
    {
        string requestId = new SeededRandom(_state.Options.Seed, "request", Interlocked.Increment(ref _requests)).Hex(32);
        Answer answer;
        try
        {
            // One at a time: requests change the state, and even reading lets time pass.
            lock (_state)
            {
                _state.AdvanceTo(now);
                answer = Ask(request, _state.Now);
            }
        }
        catch (Refusal refusal)
        {
            answer = new Answer(refusal.ToBody(requestId), refusal.Status);
        }
        finally
        {
            // The request is recorded: not with what anybody may send, and not with a password.
            if (!request.IsAuthenticated)
            {
                request.DropBody();
            }
        }

        List<KeyValuePair<string, string>> headers =
        [
            new("X-Request-Id", requestId),
            new("Date", Gate(now).UtcDateTime.ToString("r", CultureInfo.InvariantCulture)),
            new("Server", "api-gateway"),
            .. answer.Headers,
        ];
        if (request.Path.StartsWith("/v3/", StringComparison.Ordinal))
        {
            headers.Add(new("X-IAM-Trace-Id", requestId));
        }

        return new EmulatorResponse(answer.Status, headers, _state.Quirks.ExtraFields ? ExtraFields.AddTo(answer.Body) : answer.Body);
    }

    private Answer Ask(EmulatorRequest request, DateTimeOffset now)
    {
        if (request.Path.StartsWith("/v2/", StringComparison.Ordinal))
        {
            _rateLimit.Admit(now);
        }

        if (request.IsBodyTooLarge)
        {
            throw GatewayRefusal.BodyTooLarge();
        }

        (Route route, Dictionary<string, string> values) = FindRoute(request);
        _gatekeeper.Admit(request, route, values, Gate(now));
        return RequestText.IsUtf8(request.Path) && RequestText.IsUtf8(request.QueryString)
            ? route.Answer(new Call(request, values, now))
            : throw BadRequest(request, "The path or the query is not UTF-8.");
    }

    private (Route Route, Dictionary<string, string> Values) FindRoute(EmulatorRequest request)
    {
        string[] segments = request.Path.Split('/');
        foreach (Route route in _routes)
        {
            if (route.Match(request.Method, segments) is { } values)
            {
                return (route, values);
            }
        }

        // The same callers are let in to what the emulator does not implement.
        ServiceOperation known = OperationCatalogue.Find(request.Method, request.Path) ?? throw GatewayRefusal.NotPublished();
        var unimplemented = new Route(known.Method, known.Path, _ => throw new EmulatorRefusal(known));
        return (unimplemented, unimplemented.Match(request.Method, segments)!);
    }

    private static Refusal BadRequest(EmulatorRequest request, string message) => request.Path.StartsWith("/v3/", StringComparison.Ordinal)
        ? IamRefusal.BadRequest(message)
        : ServiceRefusal.BadRequest(message);

    // The gateway has a clock of its own.
    private DateTimeOffset Gate(DateTimeOffset now) => now.AddSeconds(_state.Quirks.ClockSkewSeconds);
}
