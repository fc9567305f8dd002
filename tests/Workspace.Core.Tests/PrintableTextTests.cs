using Xunit;

namespace Workspace.Tests;

/// <summary>What a console obeys, and what turns the direction of writing, is shown by its number.</summary>
public sealed class PrintableTextTests
{
    [Theory]
    [InlineData(null, "")]
    [InlineData("", "")]
    [InlineData("sales-01 王小明 Größe 😀", "sales-01 王小明 Größe 😀")]
    [InlineData("\u001b[2Ka", "\\u001B[2Ka")]
    [InlineData("a\u0007\u0000\u009b", "a\\u0007\\u0000\\u009B")]
    [InlineData("a\u202eb\u2066c\u200bd", "a\\u202Eb\\u2066c\\u200Bd")]
    [InlineData("a\u2028b\u2029", "a\\u2028b\\u2029")]
    [InlineData("a\r\nb\tc", "a\\u000D\\u000Ab\\u0009c")]
    [InlineData("😀\u001b😀", "😀\\u001B😀")]
    [InlineData("a\U000e0041b", "a\\U000E0041b")]
    public void A_name_prints_as_one_line_as_it_reads(string? name, string shown) => Assert.Equal(shown, PrintableText.Escape(name));

    [Fact]
    public void Half_a_character_is_shown_by_its_number()
    {
        Assert.Equal("a\\uD83D", PrintableText.Escape("a" + '\ud83d'));
        Assert.Equal("\\uDE00b", PrintableText.Escape('\ude00' + "b"));
    }

    [Fact]
    public void A_text_of_lines_keeps_them() => Assert.Equal("a\r\nb\n\tc\\u000D\\u001B", PrintableText.EscapeLines("a\r\nb\n\tc\r\u001b"));

    [Fact]
    public void An_error_shows_names_escaped() =>
        Assert.Equal("Pool 'a\\u001B[2K\\u000A' was not started.", new WorkspaceException(WorkspaceException.NotStarted, "Pool 'a\u001b[2K\n' was not started.").Message);
}
