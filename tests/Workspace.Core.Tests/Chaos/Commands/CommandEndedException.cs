using System;

namespace Workspace.Tests.Chaos.Commands;

/// <summary>Ends a command with its last error, as a terminating error does.</summary>
internal sealed class CommandEndedException : Exception;
