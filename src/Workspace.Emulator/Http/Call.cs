using System;
using System.Collections.Generic;

namespace Workspace.Emulator.Http;

/// <summary>One request that reached its endpoint.</summary>
/// <param name="request">The request.</param>
/// <param name="values">The values of the route's placeholders.</param>
/// <param name="now">The time.</param>
internal sealed class Call(EmulatorRequest request, IReadOnlyDictionary<string, string> values, DateTimeOffset now)
{
    public EmulatorRequest Request => request;

    public DateTimeOffset Now => now;

    public QueryReader Query { get; } = new(request.Query);

    public string this[string placeholder] => values[placeholder];

    public BodyReader ReadBody() => BodyReader.Parse(request.Body);
}
