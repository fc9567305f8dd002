namespace Workspace.Http;

/// <summary>What a request is answered with, when all goes well.</summary>
internal enum AnswerKind
{
    /// <summary>The service's JSON, of a shape that the client knows.</summary>
    Known,

    /// <summary>JSON of any shape, which is handed on as it is, with what is odd in it.</summary>
    Any,

    /// <summary>Bytes of any kind, which are handed on.</summary>
    File,
}
