using System;
using System.Globalization;
using System.Linq;
using System.Text;

namespace Workspace.Http;

/// <summary>Tells which properties hold secrets, by their names.</summary>
internal static class SecretNames
{
    // Anywhere in a name, which is compared without what separates its words.
    private static readonly string[] _parts =
        ["passw", "pwd", "passphrase", "passcode", "secret", "token", "credential", "privatekey", "accesskey", "apikey", "cookie", "authorization"];

    // Words of their own: "task" and "desktop" are no secrets.
    private static readonly string[] _words = ["sk", "otp"];

    /// <summary>Whether a property's value is a secret.</summary>
    /// <param name="name">The name as it stands in JSON, with its escapes.</param>
    public static bool Contains(string name)
    {
        string decoded = Decode(name);
        string joined = new(decoded.Where(char.IsLetterOrDigit).ToArray());
        return _parts.Any(part => joined.IndexOf(part, StringComparison.OrdinalIgnoreCase) >= 0)
            || _words.Any(word => HasWord(decoded, word));
    }

    private static string Decode(string name)
    {
        if (name.IndexOf('\\') < 0)
        {
            return name;
        }

        var decoded = new StringBuilder(name.Length);
        for (int at = 0; at < name.Length; at++)
        {
            if (name[at] == '\\' && at + 5 < name.Length && name[at + 1] == 'u' && int.TryParse(name.Substring(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int code))
            {
                decoded.Append((char)code);
                at += 5;
            }
            else
            {
                decoded.Append(name[at]);
            }
        }

        return decoded.ToString();
    }

    private static bool HasWord(string name, string word)
    {
        for (int at = name.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0; at = name.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            int end = at + word.Length;
            bool starts = at == 0 || !char.IsLetter(name[at - 1]) || (char.IsUpper(name[at]) && char.IsLower(name[at - 1]));
            bool ends = end == name.Length || !char.IsLetter(name[end]) || (char.IsUpper(name[end]) && char.IsLower(name[end - 1]));
            if (starts && ends)
            {
                return true;
            }
        }

        return false;
    }
}
