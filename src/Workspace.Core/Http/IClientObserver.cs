namespace Workspace.Http;

/// <summary>Hears what a client does. Calls come from any thread, also at the same time.</summary>
public interface IClientObserver
{
    /// <summary>Whether traces are to hold the bodies. Without them an answer's memory is used again as soon as it was read.</summary>
    bool WantsBodies { get; }

    /// <summary>An attempt of a request ended.</summary>
    /// <param name="trace">What it was and came to.</param>
    void Completed(RequestTrace trace);

    /// <summary>Something that the user should know happened, and the call goes on.</summary>
    /// <param name="message">A sentence for the user.</param>
    void Warn(string message);
}
