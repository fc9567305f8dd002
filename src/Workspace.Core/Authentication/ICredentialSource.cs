using System.Threading;
using System.Threading.Tasks;

namespace Workspace.Authentication;

/// <summary>A place where a credential may be found.</summary>
internal interface ICredentialSource
{
    /// <summary>The place in words.</summary>
    string Description { get; }

    /// <summary>The credential, or why there is none. A place that has one half of a key throws an ArgumentException that names it.</summary>
    Task<CredentialLookup> LookAsync(CancellationToken cancellationToken);
}
