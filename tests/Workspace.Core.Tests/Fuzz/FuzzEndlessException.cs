using System;

namespace Workspace.Tests.Fuzz;

/// <summary>A call goes on and on.</summary>
internal sealed class FuzzEndlessException(string message) : Exception(message);
