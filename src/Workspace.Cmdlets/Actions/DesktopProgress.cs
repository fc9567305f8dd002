using System;
using System.Management.Automation;
using Workspace.Http;

namespace Workspace.Commands;

/// <summary>The bar of a wait for the states of desktops.</summary>
internal sealed class DesktopProgress
{
    private const string Activity = "Waiting for Workspace desktops";

    private readonly ProgressBar _bar;
    private readonly int _count;
    private readonly string _action;
    private int _done;

    public DesktopProgress(Action<ProgressRecord> write, IClock clock, int count, string action)
    {
        _bar = new ProgressBar(write, clock, Activity);
        _count = count;
        _action = action;
        Show();
    }

    /// <summary>One more is there, or will not be.</summary>
    public void Add()
    {
        _done++;
        Show();
    }

    public void ShowAgain() => _bar.ShowAgain();

    public void Hide() => _bar.Hide();

    private void Show() => _bar.Show($"{_action}: {_done} of {_count} are there", 100 * _done / _count);
}
