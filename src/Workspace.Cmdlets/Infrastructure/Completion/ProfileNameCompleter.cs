using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation.Language;
using Workspace.Authentication;

namespace Workspace.Commands.Infrastructure.Completion;

/// <summary>Completes the profiles of the SDKs' credentials file and of KooCLI; with -ProfilePath those of that file.</summary>
internal sealed class ProfileNameCompleter : Completer
{
    protected override IEnumerable<CompletionItem> Find(CompletionWord word, CommandAst command, IDictionary bound) =>
        CredentialProfiles.List(new CredentialSearch { ProfilePath = Bound<string>(bound, "ProfilePath") })
            .Select(profile => new CompletionItem(profile.Name, profile.Name, profile.Description));
}
