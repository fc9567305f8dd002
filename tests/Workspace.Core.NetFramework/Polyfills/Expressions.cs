namespace System.Text.RegularExpressions;

/// <summary>What .NET's regular expressions can do besides.</summary>
internal static class Expressions
{
    extension(Regex)
    {
        public static int Count(string text, string pattern) => Regex.Matches(text, pattern).Count;
    }
}
