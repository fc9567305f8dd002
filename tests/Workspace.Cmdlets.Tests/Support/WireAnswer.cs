// Compiled by Wire.ps1 into the PowerShell that runs the tests: plain C# for .NET 8, not part of the test project.
using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;

namespace Workspace.Tests.Wire;

/// <summary>What goes back over the socket.</summary>
internal sealed record WireAnswer(int Status, HttpContent Content) : IDisposable
{
    public WireAnswer(int status, string body)
        : this(status, new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json")))
    {
    }

    public Dictionary<string, string> Headers { get; } = [];

    public void Dispose() => Content.Dispose();
}
