using System;
using System.Collections.Generic;
using System.Linq;

namespace Workspace.Authentication;

/// <summary>No credential was given, and none was found anywhere. The message says what to do.</summary>
public sealed class CredentialNotFoundException : Exception
{
    internal CredentialNotFoundException(IReadOnlyList<string> places, string? profile)
        : base(profile is null ? Nowhere : NoProfile(places, profile)) => Places = places;

    /// <summary>The places that were searched, each with the reason why it was passed over.</summary>
    public IReadOnlyList<string> Places { get; }

    private static string Nowhere => Join(
        [
            "No credentials were found. Run:",
            "    Connect-WsService -Region ap-southeast-3 -AccessKey <access key id>",
            "It asks for the secret key; -Emulator in place of a key connects to a service in memory.",
            "about_Workspace_Authentication says where a key can be, and -Verbose shows each place that was searched.",
        ]);

    private static string NoProfile(IEnumerable<string> places, string profile) => Join(
        [
            $"There is no profile '{profile}' with a key. Looked at:",
            .. List(places),
            "Correct -ProfileName, or give the file with -ProfilePath. Get-Help about_Workspace_Authentication tells what these files look like.",
        ]);

    private static IEnumerable<string> List(IEnumerable<string> places) => places.Select(place => "    " + place);

    private static string Join(IEnumerable<string> lines) => string.Join(Environment.NewLine, lines);
}
