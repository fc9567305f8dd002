using System;
using System.Reflection;

namespace Workspace.Tests;

/// <summary>
/// Addresses as .NET Framework has them in hosts that were not built for 4.5 or later, which powershell.exe does not say it was:
/// fewer characters are escaped, and escaped slashes in paths become real ones.
/// </summary>
internal static class OldAddresses
{
    /// <summary>The variable that asks for them.</summary>
    public const string Variable = "WORKSPACE_TESTS_OLD_ADDRESSES";

    private const int Version2 = 2;

    /// <summary>Switches over, before the first address. The framework asks its host once and keeps the answer in private.</summary>
    public static void Use()
    {
        Type parser = typeof(Uri).Assembly.GetType("System.UriParser", throwOnError: true);
        Set(Field(parser, "s_QuirksVersion"), null, Version2);
        Field(typeof(Uri), "s_IriParsing").SetValue(null, false);
        foreach (string scheme in new[] { "HttpUri", "HttpsUri" })
        {
            object known = Field(parser, scheme).GetValue(null);
            FieldInfo flags = parser.GetField("m_Flags", BindingFlags.Instance | BindingFlags.NonPublic)!;
            object unescape = Enum.Parse(flags.FieldType, "UnEscapeDotsAndSlashes");
            Set(flags, known, (int)flags.GetValue(known) | (int)unescape);
        }
    }

    private static FieldInfo Field(Type type, string name) => type.GetField(name, BindingFlags.Static | BindingFlags.NonPublic)
        ?? throw new MissingFieldException(type.FullName, name);

    private static void Set(FieldInfo field, object? of, int value) => field.SetValue(of, Enum.ToObject(field.FieldType, value));
}
