using System;

namespace Workspace.Commands.Infrastructure;

/// <summary>A cmdlet has no connection that it may use.</summary>
public sealed class NotConnectedException : InvalidOperationException
{
    internal NotConnectedException(string message)
        : base(message)
    {
    }
}
