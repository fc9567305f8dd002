using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using Workspace.Rest;

namespace Workspace.Commands;

/// <summary>Makes the objects of an answer, as ConvertFrom-Json makes them.</summary>
internal static class RestOutput
{
    public static object? Convert(object? value) => value switch
    {
        RestObject members => Object(members),
        object?[] items => items.Select(Convert).ToArray(),
        _ => value,
    };

    private static PSObject Object(RestObject members)
    {
        var made = new PSObject();
        var names = new HashSet<string>(System.StringComparer.OrdinalIgnoreCase);
        foreach (var member in members)
        {
            // Members of a PSObject are called in any case, and need a name: one that differs in case only is kept with a mark.
            string name = member.Key;
            while (name.Length == 0 || !names.Add(name))
            {
                name += "_";
            }

            made.Properties.Add(new PSNoteProperty(name, Convert(member.Value)), preValidated: true);
        }

        return made;
    }
}
