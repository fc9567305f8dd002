using System.Collections.Generic;
using System.Threading.Tasks;
using Workspace.Actions;
using Workspace.Desktops;

namespace Workspace.Users;

/// <summary>
/// Ends the sessions of users: logs them off their desktops (POST /desktops/logoff), up to 100 in one request. It returns the desktops: as they were
/// before, or with Wait when nobody is signed in to them any more.
/// </summary>
public sealed class LogOffAction : ServiceAction<string>
{
    private const string Name = "Log users off";

    private readonly string? _message;
    private readonly DesktopBatches _desktops;
    private readonly DesktopWait _wait;

    /// <summary>Prepares a logoff. Nothing is sent yet, but the time of a wait starts.</summary>
    /// <param name="client">The client.</param>
    /// <param name="message">What the users are shown, up to 255 characters, or null.</param>
    /// <param name="settings">How to start and to wait.</param>
    /// <param name="observer">Confirms the logoffs, and is told how they go; null confirms all.</param>
    public LogOffAction(WorkspaceClient client, string? message, ActionSettings settings, IActionObserver? observer = null)
        : base(client, settings, observer)
    {
        UserOperations.CheckLogoffMessage(message);
        _message = message;
        _desktops = new(Run, SelectAsync, SendAsync);
        _wait = new(Run, Name, client.Desktops.WatchLogOffAsync);
    }

    private protected override Task DrainAsync() => _desktops.DrainAsync();

    private protected override Task StartAsync(string input) => _desktops.AddAsync(input);

    private protected override async Task FinishAsync()
    {
        await _desktops.CompleteAsync().ConfigureAwait(true);
        await _wait.RunAsync().ConfigureAwait(true);
    }

    private Task<bool> SelectAsync(Desktop desktop) =>
        Task.FromResult(Run.Observer.Confirm(new ActionConfirmation(Name, [desktop]) { Loss = ": what they have not saved is lost" }));

    private async Task SendAsync(IReadOnlyList<Desktop> desktops) => await _wait.AddAsync(await Run.ChangeOnceAsync(
        desktops,
        DesktopChange.LogOff(desktops),
        (ids, token) => Run.Client.Users.LogOffAsync(ids, _message, token)).ConfigureAwait(true)).ConfigureAwait(true);
}
