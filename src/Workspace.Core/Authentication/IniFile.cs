using System;
using System.Collections.Generic;
using System.IO;

namespace Workspace.Authentication;

/// <summary>A file of sections with keys and values, as the SDKs' credentials file is.</summary>
internal static class IniFile
{
    /// <summary>The sections in their order. Lines of comment and those without a key are passed over.</summary>
    public static IReadOnlyList<KeyValuePair<string, Dictionary<string, string>>> Read(string path)
    {
        List<KeyValuePair<string, Dictionary<string, string>>> sections = [];
        foreach (string raw in File.ReadLines(path))
        {
            string line = raw.Trim();
            int equals = line.IndexOf('=');
            if (line.Length == 0 || line[0] is '#' or ';')
            {
                continue;
            }

            if (line[0] == '[' && line[line.Length - 1] == ']')
            {
                sections.Add(new(line.Substring(1, line.Length - 2).Trim(), new(StringComparer.OrdinalIgnoreCase)));
            }
            else if (equals > 0 && sections.Count > 0)
            {
                sections[sections.Count - 1].Value[line.Substring(0, equals).Trim()] = line.Substring(equals + 1).Trim();
            }
        }

        return sections;
    }
}
