using System;
using System.Globalization;
using System.Linq;

namespace Workspace.Tests.Support;

/// <summary>A stub of one of the service's lists: it hands out the page that is asked for.</summary>
internal static class ListService
{
    /// <summary>A list of a number of items.</summary>
    /// <param name="envelope">The member that holds a page's items.</param>
    /// <param name="total">How many items there are.</param>
    /// <param name="item">The JSON of the item at an index.</param>
    public static StubHandler Of(string envelope, int total, Func<int, string> item) => StubHandler.By(request => Page(request, envelope, total, item));

    /// <summary>The page that a request asks for.</summary>
    public static StubAnswer Page(RecordedRequest request, string envelope, int total, Func<int, string> item, int most = int.MaxValue, int? counted = null)
    {
        int offset = Number(request, "offset");
        int count = Math.Clamp(total - offset, 0, Math.Min(most, Number(request, "limit")));
        return StubAnswer.Ok($$"""{"total_count":{{counted ?? total}},"{{envelope}}":[{{string.Join(',', Enumerable.Range(offset, count).Select(item))}}]}""");
    }

    private static int Number(RecordedRequest request, string name) => int.Parse(request.Query(name) ?? "", CultureInfo.InvariantCulture);
}
