using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Workspace.Tests.Support;

/// <summary>A list of desktops at the service, 500 a page, that is changed after each page of it was answered.</summary>
internal sealed class LivingList
{
    private readonly Action<LivingList, int> _change;
    private int _created;

    /// <param name="count">How many items it has at first.</param>
    /// <param name="change">Changes it; called with the offset of the page that was answered.</param>
    public LivingList(int count, Action<LivingList, int> change)
    {
        _change = change;
        Add(0, count);
        Handler = StubHandler.By(Answer);
    }

    public List<string> Items { get; } = [];

    public StubHandler Handler { get; }

    /// <summary>The page that a request asks for; the list changes then.</summary>
    public StubAnswer Answer(RecordedRequest request)
    {
        int offset = int.Parse(request.Query("offset")!, CultureInfo.InvariantCulture);
        int limit = int.Parse(request.Query("limit")!, CultureInfo.InvariantCulture);
        string items = string.Join(',', Items.Skip(offset).Take(limit).Select(id => $$"""{"desktop_id":"{{id}}"}"""));
        StubAnswer answer = StubAnswer.Ok($$"""{"total_count":{{Items.Count}},"desktops":[{{items}}]}""");
        _change(this, offset);
        return answer;
    }

    public void Add(int index, int count) => Items.InsertRange(Math.Clamp(index, 0, Items.Count), Enumerable.Range(0, count).Select(_ => "d" + _created++));

    public void Remove(int index, int count)
    {
        int first = Math.Clamp(index, 0, Items.Count);
        Items.RemoveRange(first, Math.Clamp(count, 0, Items.Count - first));
    }
}
