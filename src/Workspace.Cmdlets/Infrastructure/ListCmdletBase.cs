using System;
using System.Collections.Generic;
using System.Threading.Tasks;

namespace Workspace.Commands.Infrastructure;

/// <summary>A cmdlet that lists, with -First, -Skip and -IncludeTotalCount.</summary>
public abstract class ListCmdletBase : WorkspaceCmdletBase
{
    private ulong _passedOver;
    private ulong _written;
    private bool _countWritten;

    private protected ListCmdletBase()
    {
    }

    /// <summary>Enough was written: -First is reached.</summary>
    private protected override bool IsFull => _written >= PagingParameters.First;

    /// <summary>Writes what a list holds as its pages arrive, within what -First and -Skip say.</summary>
    /// <param name="list">Makes the list, from an offset on, and of how many items; of all where that is null.</param>
    /// <param name="keep">Which items; all where it is null. Then the service itself passes over -Skip items, and gives no more than -First.</param>
    /// <returns>Whether the service's list had anything in it, or was not read because enough was written.</returns>
    private protected async Task<bool> WriteListAsync<T>(Func<int, int?, ItemList<T>> list, Func<T, bool>? keep)
        where T : class
    {
        if (IsFull && !PagingParameters.IncludeTotalCount)
        {
            return true;
        }

        bool any = false;

        int offset = keep is null ? TakeSkip() : 0;
        await foreach (Page<T> page in list(offset, keep is null ? Wanted() : null).PagesAsync(StopToken).ConfigureAwait(true))
        {
            any |= page.Items.Count > 0;
            WriteTotalCount(page.TotalCount, exact: keep is null);
            await PrepareAsync(page.Items).ConfigureAwait(true);
            foreach (T item in page.Items)
            {
                if (IsFull)
                {
                    return true;
                }

                if (keep?.Invoke(item) != false && !PassOver())
                {
                    _written++;
                    WriteObject(item);
                }
            }

            if (IsFull)
            {
                return true;
            }
        }

        return any;
    }

    /// <summary>Completes a page's items before they are written.</summary>
    private protected virtual Task PrepareAsync<T>(IReadOnlyList<T> items) => Task.CompletedTask;

    private int TakeSkip()
    {
        int skip = (int)Math.Min(PagingParameters.Skip - _passedOver, int.MaxValue);
        _passedOver = PagingParameters.Skip;
        return skip;
    }

    // One at least, which tells the total count.
    private int? Wanted() => PagingParameters.First - _written is var left && left > int.MaxValue ? null : Math.Max(1, (int)left);

    private bool PassOver()
    {
        if (_passedOver >= PagingParameters.Skip)
        {
            return false;
        }

        _passedOver++;
        return true;
    }

    private void WriteTotalCount(int? total, bool exact)
    {
        if (PagingParameters.IncludeTotalCount && !_countWritten)
        {
            _countWritten = true;
            WriteObject(PagingParameters.NewTotalCount((ulong)(total ?? 0), total is null ? 0.0 : exact ? 1.0 : 0.5));
        }
    }
}
