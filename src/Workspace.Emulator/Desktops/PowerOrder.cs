using Workspace.Emulator.Http;

namespace Workspace.Emulator.Desktops;

/// <summary>A power action, and what it does to a desktop.</summary>
/// <param name="Word">The service's word for it.</param>
/// <param name="Task">What the desktop shows meanwhile.</param>
/// <param name="From">The status that it needs; null for any but the one that it leads to.</param>
/// <param name="To">The status that it leads to.</param>
/// <param name="Login">The login status that it leads to.</param>
/// <param name="WindowsOnly">Other systems cannot.</param>
internal sealed record PowerOrder(string Word, string Task, string? From, string To, string Login, bool WindowsOnly = false)
{
    /// <summary>Reads the body of an action.</summary>
    /// <param name="body">The body.</param>
    /// <param name="hibernate">The word for it: os-hibernate on desktops, hibernate on pools.</param>
    public static PowerOrder Parse(BodyReader body, string hibernate)
    {
        bool isHard = body.Word("type", "SOFT", "HARD") == "HARD";
        string word = body.RequiredText("op_type", 55);
        return body.Word("op_type", "os-start", "os-stop", "reboot", hibernate) switch
        {
            "os-start" => new(word, "powering-on", null, Desktop.Active, Desktop.Registered),
            "os-stop" => new(word, "powering-off", null, Desktop.Off, Desktop.Unregistered),
            "reboot" => new(word, isHard ? "rebooting_hard" : "rebooting", Desktop.Active, Desktop.Active, Desktop.Registered),
            _ => new(word, "powering-off", Desktop.Active, Desktop.Hibernated, Desktop.Unregistered, WindowsOnly: true),
        };
    }

    /// <summary>Whether it can be done to a desktop in its present status.</summary>
    public bool Fits(Desktop desktop) =>
        (From is null ? desktop.Status != To : desktop.Status == From) && (!WindowsOnly || desktop.Image.OSType == "Windows");

    /// <summary>The desktop is what it leads to.</summary>
    public void Apply(Desktop desktop)
    {
        desktop.Status = To;
        desktop.LoginStatus = Login;
    }
}
