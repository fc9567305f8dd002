namespace Workspace.Commands.Infrastructure.Completion;

/// <summary>A value that an argument can be completed to.</summary>
/// <param name="Value">What is inserted.</param>
/// <param name="Label">What a menu shows.</param>
/// <param name="Hint">What is told of it: state, user, image.</param>
internal sealed record CompletionItem(string Value, string Label, string Hint)
{
    /// <summary>Whether the word begins the value, or the name that the menu shows in place of an id.</summary>
    public bool Fits(string word) => Begins(Value, word) || Begins(Label, word);

    private static bool Begins(string text, string word) => text.StartsWith(word, System.StringComparison.OrdinalIgnoreCase);
}
