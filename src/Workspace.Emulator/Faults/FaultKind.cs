namespace Workspace.Emulator.Faults;

/// <summary>What can be drawn to go wrong with a request.</summary>
public enum FaultKind
{
    /// <summary>The connection breaks before the service sees the request.</summary>
    Reset,

    /// <summary>The service carries the request out, and the connection breaks before the answer.</summary>
    ResetAfter,

    /// <summary>The service never sees the request, and no answer comes until the client gives up.</summary>
    Hang,

    /// <summary>The service carries the request out, and no answer comes until the client gives up.</summary>
    HangAfter,

    /// <summary>The answer takes long, but comes in time.</summary>
    Slow,

    /// <summary>The service carries the request out when the client has given up.</summary>
    Late,

    /// <summary>The request is refused as the client's mistake: 400, 403, 404 or 409.</summary>
    Refusal,

    /// <summary>The gateway throttles: 429 with a limit, sometimes with Retry-After.</summary>
    Throttle,

    /// <summary>An error 500, 502, 503 or 504 before the service sees the request.</summary>
    Error,

    /// <summary>The service carries the request out, and an error 500, 502, 503 or 504 is answered.</summary>
    ErrorAfter,

    /// <summary>The service carries the request out, and half of its answer arrives.</summary>
    CutOff,

    /// <summary>The service carries the request out, and its answer is garbled.</summary>
    Garble,

    /// <summary>Somebody in between answers with an HTML page and status 200, and the service never sees the request.</summary>
    Html,
}
