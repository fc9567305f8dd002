using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Http;

namespace Workspace.Rest;

/// <summary>
/// Reads the pages of any list. The service's count only ever makes it read on: a list whose count were that of the page would
/// else be cut.
/// </summary>
internal sealed class RestPaging
{
    // Every list whose limit is known gives as many.
    private const int UsualLimit = 100;

    private const string Offset = "offset";
    private const string Limit = "limit";
    private const string Marker = "marker";

    private static readonly Regex _wordStart = new("(?<=[a-z0-9])(?=[A-Z])", RegexOptions.CultureInvariant);

    private readonly RestCall _call;
    private readonly Func<RestCall, Query, CancellationToken, Task<object?>> _getAsync;
    private readonly Action<string> _warn;
    private readonly Query _query;
    private readonly string? _cursor;
    private readonly int _limit;
    private readonly int _start;

    /// <param name="call">The call of the first page; a limit and an offset in its query count.</param>
    /// <param name="getAsync">Gets an answer.</param>
    /// <param name="warn">Tells the user something.</param>
    /// <exception cref="ArgumentException">The query's limit or offset is no number, or out of its limits.</exception>
    public RestPaging(RestCall call, Func<RestCall, Query, CancellationToken, Task<object?>> getAsync, Action<string> warn)
    {
        _call = call;
        _getAsync = getAsync;
        _warn = warn;
        _query = call.CheckedQuery();
        _cursor = new[] { Offset, Marker }.FirstOrDefault(name => call.Operation?.QueryParameter.Contains(name) ?? true);
        _limit = Number(Limit, 1) ?? UsualLimit;
        _start = _cursor == Offset ? Number(Offset, 0) ?? 0 : 0;
    }

    public async IAsyncEnumerable<Page<object?>> PagesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string[] words = [_call.Path.LastWord.Replace('-', '_'), _wordStart.Replace(_call.Operation?.Operation ?? "", "_").ToLowerInvariant()];
        var begun = new HashSet<string>(StringComparer.Ordinal);
        RestPage? last = null;
        for (long next = _start; ;)
        {
            RestPage page = RestPage.Read(await _getAsync(_call, QueryOfPage(next, last), cancellationToken).ConfigureAwait(false), words);
            if (page.FirstKey is not null && !begun.Add(page.FirstKey))
            {
                // Beyond the end of some lists their last page is given again.
                if (page.Total <= next)
                {
                    yield break;
                }

                throw Incomplete($"the page at {next} begins like one before it, as if the service did not heed {_cursor}");
            }

            if (last is not null && last.Total != page.Total)
            {
                _warn($"The list {_call.Path} changed while it was read: {last.Total} items became {page.Total}. One may be missing, or there twice.");
            }

            last = page;
            next += page.Items.Count;
            yield return new Page<object?>(page.Items, page.Total);
            bool isMore = page.Total > next;
            if (isMore && (page.Items.Count == 0 || _cursor is null))
            {
                throw Incomplete($"it ended after {next} of {page.Total} items");
            }

            if (_cursor is null || page.Items.Count == 0 || (page.Items.Count < _limit && !isMore))
            {
                yield break;
            }
        }
    }

    private Query QueryOfPage(long next, RestPage? last)
    {
        if (_cursor is null)
        {
            return _query;
        }

        var page = new Query();
        foreach (var pair in _query.Where(pair => pair.Key != Limit && (pair.Key != _cursor || (_cursor == Marker && last is null))))
        {
            page.Add(pair.Key, pair.Value);
        }

        return (_cursor == Offset ? page.Add(Offset, next)
            : last is null ? page
            : page.Add(Marker, last.LastId ?? throw Incomplete("its items have no id to go on from"))).Add(Limit, _limit);
    }

    private int? Number(string name, int least)
    {
        string? text = _query.Where(pair => pair.Key == name).Select(pair => pair.Value).LastOrDefault();
        return text is null ? null
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least ? number
            : throw new ArgumentException($"Query '{name}' is '{text}'; it must be a whole number from {least} on.");
    }

    // A list is complete or it is an error: a cut one would make a runbook believe that things are gone.
    private WorkspaceException Incomplete(string why) =>
        new(WorkspaceException.UnreadableAnswer, $"The list {_call.Path} could not be read to its end: {why}.") { Method = _call.Method, Path = _call.Path.ToString() };
}
