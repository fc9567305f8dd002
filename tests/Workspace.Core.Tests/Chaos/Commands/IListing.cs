namespace Workspace.Tests.Chaos.Commands;

/// <summary>A command that lists something.</summary>
internal interface IListing
{
    /// <summary>The list, or null where it is an error.</summary>
    ListReading? Reading { get; }
}
