namespace Workspace.Http;

/// <summary>The envelope of one page of a list.</summary>
internal interface IPage<T>
{
    /// <summary>The page's items, or null where the envelope lacks them.</summary>
    T[]? Items { get; }

    /// <summary>How many items the whole list has.</summary>
    int? TotalCount { get; }
}
