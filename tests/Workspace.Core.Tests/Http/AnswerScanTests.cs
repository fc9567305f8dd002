using System;
using System.Linq;
using System.Text;
using System.Text.Json;
using Workspace.Http;
using Xunit;

namespace Workspace.Tests.Http;

/// <summary>The look over an answer before it is read, wherever in it quotes, escapes and braces stand.</summary>
public sealed class AnswerScanTests
{
    [Fact]
    public void A_name_that_comes_twice_is_found_wherever_it_stands()
    {
        foreach (int before in Enumerable.Range(0, 40))
        {
            string filler = new('x', before);

            Assert.Equal("it has the member 'a' twice", Flaw($$"""{"{{filler}}":1,"a":"{{filler}}","b":{"c":1},"a":2}"""));
            Assert.Equal($"it has the member 'a{filler}' twice", Flaw($$"""{"items":[{"a{{filler}}":1,"b":2,"a{{filler}}":3}]}"""));
            Assert.Null(Flaw($$"""{"{{filler}}":1,"a":"{{filler}}","b":{"a":1},"A":2}"""));
        }
    }

    [Fact]
    public void Braces_and_commas_in_texts_are_text_and_so_are_quotes_that_are_escaped()
    {
        foreach (int before in Enumerable.Range(0, 40))
        {
            string filler = new('x', before);

            Assert.Null(Flaw($$"""{"a":"{{filler}}\",\"a\":{[","b":"{{filler}}\\","c":null,"d":"]}"}"""));
            Assert.Equal("it has the member 'b' twice", Flaw($$"""{"a":"{{filler}}\\","b":"\"","b":1}"""));
        }
    }

    [Fact]
    public void Objects_that_begin_alike_are_told_apart()
    {
        string members = string.Join(",", Enumerable.Range(0, 50).Select(n => $"\"member_{n}\":{n}"));

        Assert.Null(Flaw($$"""{"items":[{{{members}}},{{{members}}},{{{members}}}]}"""));
        Assert.Equal("it has the member 'member_49' twice", Flaw($$"""{"items":[{{{members}}},{{{members}}},{{{members}},"member_49":1}]}"""));
        Assert.Equal("it has the member 'member_7' twice", Flaw($$"""{"items":[{{{members}}},{{{members.Replace("member_30", "member_7", StringComparison.Ordinal)}}}]}"""));
    }

    [Fact]
    public void What_comes_after_a_flaw_is_looked_at_all_the_same()
    {
        string many = string.Join(",", Enumerable.Repeat("{\"a\":1}", 100));

        AnswerScan scan = AnswerScan.Of(Encoding.UTF8.GetBytes($$"""{"items":[{"a":1,"a":2},{{many}}],"errorCode":1}"""), AnswerKind.Known);

        Assert.Equal(new AnswerScan(true, "it has the member 'a' twice"), scan);
    }

    [Theory]
    [InlineData("""{"error_code":1}""", true)]
    [InlineData("""{"error\u005fcode":1}""", true)]
    [InlineData("""{"a":{"error_code":1}}""", false)]
    [InlineData("""{"a":"error_code"}""", false)]
    [InlineData("""[{"error_code":1}]""", false)]
    [InlineData("""{"a":[1,{"b":2}],"failed_operation_list":[]}""", true)]
    [InlineData("""{"a":1,"a":2,"errorCode":"x"}""", true)]
    public void Only_the_top_level_tells_an_error(string body, bool isError) =>
        Assert.Equal(isError, AnswerScan.Of(Encoding.UTF8.GetBytes(body), AnswerKind.Known).MentionsError);

    [Theory]
    [InlineData("")]
    [InlineData("}")]
    [InlineData("]{\"a\":1,\"a\":1}")]
    [InlineData("{]{\"a\":1,\"a\":1}")]
    [InlineData("{}\"a\"")]
    [InlineData("\"")]
    [InlineData("{\"a")]
    [InlineData("{\"a\\")]
    [InlineData("{\"a\\u00")]
    [InlineData("{\"a\":1,\"a")]
    [InlineData("{\"l\":[nil]}")]
    [InlineData("<html>{\"</html>")]
    public void What_is_no_JSON_is_left_to_the_reading(string body)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(body);

        Assert.ThrowsAny<JsonException>(() => JsonDocument.Parse(bytes));
        Assert.True(AnswerScan.Of(bytes, AnswerKind.Known) is { MentionsError: false, Flaw: null or "it has a member whose name is no text" });
    }

    [Theory]
    [InlineData(AnswerKind.Known, "it has the member 'a' twice")]
    [InlineData(AnswerKind.Any, null)]
    [InlineData(AnswerKind.File, null)]
    internal void What_is_handed_on_as_it_is_may_name_a_member_twice(AnswerKind kind, string? flaw) =>
        Assert.Equal(flaw, AnswerScan.Of("""{"a":1,"a":2}"""u8, kind).Flaw);

    private static string? Flaw(string body)
    {
        using JsonDocument readable = JsonDocument.Parse(body);
        return AnswerScan.Of(Encoding.UTF8.GetBytes(body), AnswerKind.Known).Flaw;
    }
}
