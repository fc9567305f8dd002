using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace Workspace.Http;

/// <summary>
/// Has the pages that come next fetched while earlier ones are read, a few at a time, and hands them over in order. Disposing it ends what is under way.
/// </summary>
internal sealed class ReadAhead<TPage> : IAsyncDisposable
{
    // Hides the way to the service behind the reading. More would cost memory: a page of 500 desktops takes some megabytes.
    private const int Most = 4;

    private readonly Queue<(PageRange Range, Task<TPage> Page)> _pages = new();
    private readonly Func<PageRange, CancellationToken, Task<TPage>> _readAsync;
    private readonly CancellationToken _cancellationToken;
    private CancellationTokenSource _stop;
    private PageRange _last;
    private int _window = Most;

    public ReadAhead(Func<PageRange, CancellationToken, Task<TPage>> readAsync, CancellationToken cancellationToken)
    {
        _readAsync = readAsync;
        _cancellationToken = cancellationToken;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
    }

    /// <summary>How many pages were asked for.</summary>
    public int Requests { get; private set; }

    /// <summary>Makes a page the next one. Where another was foreseen, all that was fetched ahead is given up.</summary>
    public async Task SeekAsync(PageRange range)
    {
        if (_pages.Count > 0 && _pages.Peek().Range.Offset == range.Offset)
        {
            return;
        }

        if (_pages.Count > 0)
        {
            await StopAsync().ConfigureAwait(false);
            _stop = CancellationTokenSource.CreateLinkedTokenSource(_cancellationToken);
        }

        Start(range);
    }

    /// <summary>Fetches what is foreseen after the last page asked for.</summary>
    /// <param name="foresee">The page after one that is full; null where none is foreseen.</param>
    public void Fill(Func<PageRange, PageRange?> foresee)
    {
        while (_pages.Count < _window && foresee(_last) is { } next)
        {
            Start(next);
        }
    }

    /// <summary>Takes the next page.</summary>
    public async Task<(PageRange Range, TPage Page)> TakeAsync()
    {
        (PageRange range, Task<TPage> page) = _pages.Peek();
        TPage read = await page.ConfigureAwait(false);
        _ = _pages.Dequeue();
        return (range, read);
    }

    /// <summary>The page taken last followed on the one before, or it did not: then the list moves, and little of what is fetched ahead would be of use.</summary>
    public void Followed(bool followed) => _window = followed ? Math.Min(Most, _window * 2) : 1;

    public async ValueTask DisposeAsync() => await StopAsync().ConfigureAwait(false);

    private void Start(PageRange range)
    {
        _last = range;
        Requests++;
        _pages.Enqueue((range, _readAsync(range, _stop.Token)));
    }

    // Nothing is left under way, and no failure that nobody saw.
    private async Task StopAsync()
    {
        _stop.Cancel();
        await _pages.Select(page => page.Page).EndAsync().ConfigureAwait(false);
        _pages.Clear();
        _stop.Dispose();
    }
}
