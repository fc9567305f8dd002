using System.Threading;
using System.Threading.Tasks;

namespace Workspace.Authentication;

/// <summary>Gives the access key to sign with: always the same, or one that is renewed in time.</summary>
internal interface IAccessKeySource
{
    Task<AccessKeyCredential> GetKeyAsync(CancellationToken cancellationToken);
}
