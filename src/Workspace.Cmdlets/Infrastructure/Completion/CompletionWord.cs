using System;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Text.RegularExpressions;

namespace Workspace.Commands.Infrastructure.Completion;

/// <summary>The word that is being completed, and how a value is written in its place.</summary>
internal sealed class CompletionWord
{
    // Whatever else is in a word could mean something to PowerShell.
    private static readonly Regex _plain = new(@"^[\p{L}\p{Nd}_./\\][\p{L}\p{Nd}_.:/\\-]*\z", RegexOptions.CultureInvariant);
    private static readonly Regex _meansSomething = new("[`$\"\u201C\u201D\u201E]", RegexOptions.CultureInvariant);

    private readonly bool _isDoubleQuoted;
    private readonly bool _isQuoted;

    public CompletionWord(string? word)
    {
        word ??= "";
        _isDoubleQuoted = word.Length > 0 && word[0] == '"';
        _isQuoted = _isDoubleQuoted || (word.Length > 0 && word[0] == '\'');
        Text = _isQuoted ? word.Substring(1).TrimEnd(word[0]) : word;
    }

    /// <summary>The word without its quotes.</summary>
    public string Text { get; }

    /// <summary>The word up to its first wildcard: what the service can search for. Null for none.</summary>
    public string? Search => Text.Split('*', '?', '[', '`')[0] is { Length: > 0 } literal ? literal : null;

    /// <summary>Whether a name fits the word, which may have wildcards.</summary>
    public bool Matches(string name) => WildcardPattern.ContainsWildcardCharacters(Text)
        ? WildcardSet.Compile(Text + "*").IsMatch(name)
        : name.StartsWith(Text, StringComparison.OrdinalIgnoreCase);

    /// <summary>The value as it is written in a command: quoted where that is needed, or where the word is.</summary>
    public string Write(string value) =>
        _isDoubleQuoted ? $"\"{_meansSomething.Replace(value, "`$0")}\""
        : _isQuoted || !_plain.IsMatch(value) ? $"'{CodeGeneration.EscapeSingleQuotedStringContent(value)}'"
        : value;
}
