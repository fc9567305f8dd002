namespace System;

/// <summary>What .NET's numbers can do besides.</summary>
internal static class Numbers
{
    extension(Math)
    {
        public static int Clamp(int value, int least, int most) => Math.Min(Math.Max(value, least), most);
    }

    extension(DateTime)
    {
        public static DateTime UnixEpoch => new(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    }

    extension(Enum)
    {
        public static T Parse<T>(string name) where T : struct => (T)Enum.Parse(typeof(T), name);
    }

    extension(int)
    {
        public static int Parse(ReadOnlySpan<char> text, IFormatProvider culture) => int.Parse(text.ToString(), culture);
    }
}
