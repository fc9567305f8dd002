using System.Text.Json.Serialization.Metadata;
using System.Threading;
using System.Threading.Tasks;

namespace Workspace.Http;

/// <summary>Where a list is, and how a page of it is read.</summary>
/// <param name="Rest">The service.</param>
/// <param name="Path">The list's path.</param>
/// <param name="Query">The filters.</param>
/// <param name="Window">How much one request may ask for.</param>
/// <param name="Type">The page's envelope.</param>
internal sealed record ListSource<TPage>(RestClient Rest, string Path, Query Query, PageWindow Window, JsonTypeInfo<TPage> Type)
{
    public Task<TPage> ReadAsync(PageRange range, CancellationToken cancellationToken) =>
        Rest.GetAsync(Path, Query.WithPage(range.Offset, range.Limit), Type, cancellationToken);
}
