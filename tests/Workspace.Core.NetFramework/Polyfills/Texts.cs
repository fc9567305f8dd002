using System;
using System.Collections.Generic;

namespace Workspace.Tests;

/// <summary>What .NET's strings can do besides.</summary>
internal static class Texts
{
    extension(string text)
    {
        public bool Contains(string part, StringComparison comparison) => text.IndexOf(part, comparison) >= 0;

        public string[] Split(char separator, StringSplitOptions options) => text.Split([separator], options);

        public string[] Split(string separator) => text.Split([separator], StringSplitOptions.None);

        public string[] Split(char separator, int count) => text.Split([separator], count);

        // Ordinal is all that the tests ask for, and what .NET Framework does.
        public string Replace(string old, string? with, StringComparison comparison) =>
            comparison == StringComparison.Ordinal ? text.Replace(old, with) : throw new ArgumentOutOfRangeException(nameof(comparison));

        public static string Join<T>(char separator, IEnumerable<T> parts) => string.Join(separator.ToString(), parts);

        public static string Join(char separator, params string?[] parts) => string.Join(separator.ToString(), parts);
    }
}
