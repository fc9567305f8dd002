using System;
using System.Management.Automation;
using Workspace.Authentication;
using Workspace.Commands.Infrastructure.Errors;

namespace Workspace.Commands.Infrastructure;

/// <summary>Makes error records: a stable id, a category, what to do about it.</summary>
internal static class ErrorRecords
{
    /// <summary>The id of input that was refused before anything was sent.</summary>
    public const string InvalidInput = "WsInvalidInput";

    public static ErrorRecord ToErrorRecord(this Exception exception, object? target)
    {
        if (exception is WorkspaceException failure)
        {
            ErrorAdvice advice = ErrorAdvice.For(failure);
            return exception.ToErrorRecord(failure.Code, advice.Category, target, advice.Action);
        }

        (string id, ErrorCategory category, string? action) = exception switch
        {
            CredentialNotFoundException => ("WsNoCredentials", ErrorCategory.AuthenticationError, "Run Connect-WsService with an access key, a credential or a token, or put a key into one of the places that about_Workspace_Authentication lists."),
            NotConnectedException => ("WsNotConnected", ErrorCategory.ConnectionError, "Run Connect-WsService, or pass a connection with -Connection."),
            ArgumentException => (InvalidInput, ErrorCategory.InvalidArgument, "Correct the value and run the command again; nothing was sent."),
            _ => ("WsUnexpected", ErrorCategory.NotSpecified, null),
        };
        return exception.ToErrorRecord(id, category, target, action);
    }

    public static ErrorRecord ToErrorRecord(this Exception exception, string id, ErrorCategory category, object? target, string? action)
    {
        // What lists the places that were searched has lines; every other message is one, whatever names it quotes.
        string text = exception is CredentialNotFoundException or NotConnectedException ? PrintableText.EscapeLines(exception.Message) : PrintableText.Escape(exception.Message);
        Exception shown = exception is ArgumentException && text != exception.Message ? new ArgumentException(text, exception.InnerException) : exception;
        var record = new ErrorRecord(shown, id, category, target)
        {
            ErrorDetails = new ErrorDetails(text) { RecommendedAction = PrintableText.Escape(action) },
        };
        if (target is string name && PrintableText.Escape(name) is var escaped && escaped != name)
        {
            record.CategoryInfo.TargetName = escaped;
        }

        return record;
    }

    /// <summary>A named thing that the service does not have.</summary>
    public static ErrorRecord NotFound(string kind, string name, string action) =>
        new WorkspaceException(WorkspaceException.NotFound, $"There is no {kind} '{name}' in this project.")
            .ToErrorRecord(WorkspaceException.NotFound, ErrorCategory.ObjectNotFound, name, action);
}
