namespace Workspace.Tests.Fuzz;

/// <summary>How the body of an answer comes in.</summary>
internal enum FuzzDelivery
{
    /// <summary>At once.</summary>
    Whole,

    /// <summary>A byte or a few at a time.</summary>
    Crumbs,

    /// <summary>Until the connection breaks.</summary>
    Broken,

    /// <summary>As the platform hands it on that has to decompress it.</summary>
    Compressed,

    /// <summary>Without an end.</summary>
    Endless,
}
