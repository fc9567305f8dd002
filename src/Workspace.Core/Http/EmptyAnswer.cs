namespace Workspace.Http;

/// <summary>An answer of which nothing is of interest.</summary>
internal sealed class EmptyAnswer;
