using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;

namespace Workspace.Tests.Support;

/// <summary>A list of desktops whose pages are answered when the test says so, each as the list is then.</summary>
internal sealed class ReleasedPages
{
    private readonly Func<RecordedRequest, StubAnswer> _answer;
    private readonly List<(RecordedRequest Request, TaskCompletionSource<StubAnswer> Answer)> _held = [];
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ReleasedPages(int count)
        : this(request => ListService.Page(request, "desktops", count, i => $$"""{"desktop_id":"d{{i}}"}"""))
    {
    }

    public ReleasedPages(Func<RecordedRequest, StubAnswer> answer)
    {
        _answer = answer;
        Handler = new StubHandler((request, token) =>
        {
            var held = new TaskCompletionSource<StubAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
            lock (_held)
            {
                _held.Add((request, held));
                MostHeld = Math.Max(MostHeld, _held.Count);
                _more.TrySetResult();
            }

            return held.Task.WaitAsync(token);
        });
    }

    public StubHandler Handler { get; }

    public IReadOnlyList<int> Offsets => [.. Handler.Requests.Select(request => int.Parse(request.Query("offset")!, CultureInfo.InvariantCulture))];

    /// <summary>The most requests that waited for their answer at a time.</summary>
    public int MostHeld { get; private set; }

    /// <summary>Waits until at least so many requests wait for their answer.</summary>
    public async Task HeldAsync(int count)
    {
        while (true)
        {
            Task more;
            lock (_held)
            {
                if (_held.Count >= count)
                {
                    return;
                }

                _more = _more.Task.IsCompleted ? new(TaskCreationOptions.RunContinuationsAsynchronously) : _more;
                more = _more.Task;
            }

            await more.InTime();
        }
    }

    public void ReleaseFirst() => Release(_ => 0);

    public void ReleaseLast() => Release(count => count - 1);

    public void ReleaseAny(Random random) => Release(random.Next);

    private void Release(Func<int, int> pick)
    {
        lock (_held)
        {
            if (_held.Count > 0)
            {
                int index = pick(_held.Count);
                (RecordedRequest request, TaskCompletionSource<StubAnswer> answer) = _held[index];
                _held.RemoveAt(index);
                answer.TrySetResult(_answer(request));
            }
        }
    }
}
