using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using Workspace.Rest;

namespace Workspace.Commands;

/// <summary>Completes the names of operations: those that begin with the word, else those that have it in them.</summary>
public sealed class OperationCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters)
    {
        string word = (wordToComplete ?? "").Trim('\'', '"');
        ServiceOperation[] begun = [.. OperationCatalogue.All.Where(o => o.Operation.StartsWith(word, StringComparison.OrdinalIgnoreCase))];
        IEnumerable<ServiceOperation> fitting = begun.Length > 0
            ? begun
            : OperationCatalogue.All.Where(o => o.Operation.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0);
        return fitting
            .OrderBy(o => o.Operation, StringComparer.Ordinal)
            .Select(o => new CompletionResult(o.Operation, o.Operation, CompletionResultType.ParameterValue, $"{o.Method} {o.Path}"));
    }
}
