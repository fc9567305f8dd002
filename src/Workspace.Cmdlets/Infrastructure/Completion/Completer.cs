using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace Workspace.Commands.Infrastructure.Completion;

/// <summary>Completes arguments. Whatever goes wrong, there is nothing to complete then, and no error.</summary>
internal abstract class Completer : IArgumentCompleter
{
    // No menu shows more in a way that helps.
    private const int Most = 500;

    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        try
        {
            var word = new CompletionWord(wordToComplete);
            return [.. Arrange(Find(word, commandAst, fakeBoundParameters))
                .Where(candidate => Fits(candidate, word))
                .Take(Most)
                .Select(candidate => new CompletionResult(word.Write(Spell(candidate.Value)), PrintableText.Escape(candidate.Label), CompletionResultType.ParameterValue, PrintableText.Escape(candidate.Hint)))];
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return [];
        }
    }

    /// <summary>The values that there are.</summary>
    protected abstract IEnumerable<CompletionItem> Find(CompletionWord word, CommandAst command, IDictionary bound);

    /// <summary>The values in another order, or without those that are there twice.</summary>
    protected virtual IEnumerable<CompletionItem> Arrange(IEnumerable<CompletionItem> found) => found;

    /// <summary>Whether a value goes on from the word.</summary>
    protected virtual bool Fits(CompletionItem candidate, CompletionWord word) => candidate.Fits(word.Text);

    /// <summary>The value as the parameter reads it.</summary>
    protected virtual string Spell(string value) => value;

    /// <summary>What another parameter of the command was given, where that can be told without running anything.</summary>
    protected static T? Bound<T>(IDictionary bound, string parameter)
        where T : class =>
        bound.Contains(parameter) && bound[parameter] is { } value ? (value is PSObject wrapped ? wrapped.BaseObject : value) as T : null;
}
