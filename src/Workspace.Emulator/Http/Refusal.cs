using System;
using System.Text.Json.Nodes;

namespace Workspace.Emulator.Http;

/// <summary>Ends a call with an error answer, in the shape of whoever refuses.</summary>
internal abstract class Refusal(int status, string code, string message) : Exception(message)
{
    public int Status => status;

    protected string Code => code;

    public abstract JsonObject ToBody(string requestId);
}
