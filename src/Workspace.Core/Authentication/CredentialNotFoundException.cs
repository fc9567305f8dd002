using System;
using System.Collections.Generic;
using System.Linq;

namespace Workspace.Authentication;

/// <summary>No credential was given, and none was found anywhere. The message says what to do, and where was looked.</summary>
public sealed class CredentialNotFoundException : Exception
{
    internal CredentialNotFoundException(IEnumerable<string> places, string? profile)
        : base(profile is null ? Nowhere(places) : NoProfile(places, profile))
    {
    }

    private static string Nowhere(IEnumerable<string> places) => Join(
        [
            "No credentials were found. Give an access key, which the console makes under My Credentials:",
            "    Connect-WsService -Region ap-southeast-3 -AccessKey (Read-Host AK -AsSecureString) -SecretKey (Read-Host SK -AsSecureString)",
            "or an IAM user with -Credential and -DomainName, or a -Token. Or put a key into one of these places, at which was looked:",
            .. List(places),
            "Get-Help about_Workspace_Authentication tells how. Without an account, Connect-WsService -Emulator gives desktops to try things out on.",
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
