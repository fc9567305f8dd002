using System.Collections.Generic;

namespace Workspace.Tests.NetFramework;

/// <summary>The tests that Mono fails through no fault of the core, each with the reason.</summary>
internal static class MonoDifferences
{
    public static IReadOnlyDictionary<string, string> Tests { get; } = new Dictionary<string, string>
    {
        ["Workspace.Tests.Authentication.SignedRequestTests.These_cultures_do_spell_the_year_otherwise"] = "Mono gives Persian the Gregorian calendar.",
        ["Workspace.Tests.Http.BrokenAnswerTests.One_whose_compression_is_damaged_cannot_be_read"] = "Mono's decompression takes damaged bytes for a lost connection.",
        ["Workspace.Tests.Pools.RebuildPageTests.Numbers_are_written_the_same_in_every_culture"] = "Mono writes Persian numbers with the invariant minus sign.",
    };
}
