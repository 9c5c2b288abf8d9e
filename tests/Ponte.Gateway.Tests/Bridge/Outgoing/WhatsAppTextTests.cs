using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Ponte.Gateway.Bridge.Outgoing;

namespace Ponte.Gateway.Tests.Bridge.Outgoing;

/// <summary>What Chatwoot's editor stores, as WhatsApp formats it.</summary>
public sealed class WhatsAppTextTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("**bold**", "*bold*")]
    [InlineData("__bold__", "*bold*")]
    [InlineData("*italic*", "_italic_")]
    [InlineData("_italic_", "_italic_")]
    [InlineData("***both***", "_*both*_")]
    [InlineData("**bold _and italic_**", "*bold _and italic_*")]
    [InlineData("~~gone~~", "~gone~")]
    [InlineData("`code *as is*`", "`code *as is*`")]
    [InlineData("```js\nlet a = b * c * d;\n```", "```\nlet a = b * c * d;\n```")]
    [InlineData("~~~\ncode\n~~~", "```\ncode\n```")]
    [InlineData("+ ~~~ until Friday\nonly", "+ ~~~ until Friday\nonly")]
    [InlineData("~~~ until Friday\nonly\n~~~", "~~~ until Friday\nonly\n~~~")]
    [InlineData("```js\nnever closed", "```js\nnever closed")]
    [InlineData("**Total:** 5", "*Total:* 5")]
    [InlineData("# Title", "*Title*")]
    [InlineData("## A **bold** title", "*A bold title*")]
    [InlineData("> quoted\n> twice", "> quoted\n> twice")]
    [InlineData("- one\n- two\n  - nested\n\n1. first\n2. second", "- one\n- two\n  - nested\n\n1. first\n2. second")]
    [InlineData("[our shop](https://shop.example/a_b_c)", "our shop (https://shop.example/a_b_c)")]
    [InlineData("[**our shop**](https://shop.example)", "*our shop* (https://shop.example)")]
    [InlineData("[https://shop.example](https://shop.example)", "https://shop.example")]
    [InlineData("[shop.example](https://shop.example/)", "shop.example")]
    [InlineData("[me@shop.example](mailto:me@shop.example)", "me@shop.example")]
    [InlineData("<https://shop.example>", "https://shop.example")]
    [InlineData("![menu](https://shop.example/m.png)", "menu (https://shop.example/m.png)")]
    [InlineData("![](https://shop.example/m.png)", "https://shop.example/m.png")]
    [InlineData("[@Maria](mention://user/1/Maria) look", "@Maria look")]
    [InlineData("first\\\nsecond", "first\nsecond")]
    [InlineData("first  \nsecond", "first  \nsecond")]
    [InlineData("one\r\ntwo", "one\ntwo")]
    [InlineData("\\*not bold\\*, \\[x\\], 1\\. item", "*not bold*, [x], 1. item")]
    [InlineData("Tom &amp; Ana &lt;3", "Tom & Ana <3")]
    [InlineData("5*3*2 = 30", "5*3*2 = 30")]
    [InlineData("2**3**4", "2**3**4")]
    [InlineData("**half**way", "halfway")]
    [InlineData("snake_case_name and __init__x", "snake_case_name and __init__x")]
    [InlineData("https://shop.example/*a*/_b_?c=*d*", "https://shop.example/*a*/_b_?c=*d*")]
    [InlineData("a ~ b ~ c", "a ~ b ~ c")]
    [InlineData("5 * 3 * 2", "5 * 3 * 2")]
    [InlineData("Heading\n=======\nSub\n---", "Heading\n=======\nSub\n---")]
    [InlineData("    four spaces *here*", "four spaces _here_")]
    [InlineData("<b>html</b> & | a | b |\n|---|---|", "<b>html</b> & | a | b |\n|---|---|")]
    [InlineData("[a]: https://shop.example\n[a]", "[a]: https://shop.example\n[a]")]
    [InlineData("a\n\n\n\nb", "a\n\n\n\nb")]
    [InlineData("> **quoted** [x](https://y.example)", "> *quoted* x (https://y.example)")]
    [InlineData("- **one**\n- *two*", "- *one*\n- _two_")]
    public void FromMarkdown_Table(string markdown, string expected) => Assert.Equal(expected, WhatsAppText.FromMarkdown(markdown));

    [Fact]
    public void FromMarkdown_NestedBeyondReason_KeepsTheText()
    {
        var text = new string('>', 20_000) + " deep";

        Assert.EndsWith(" deep", WhatsAppText.FromMarkdown(text), StringComparison.Ordinal);
    }

    [Property(MaxTest = 500)]
    public Property FromMarkdown_MarksOfEveryKind_LosesNoLetterOrDigit() => Prop.ForAll(
        Text("ab1 é9\n*_~#>-.!()+=|\\"),
        text => Words(WhatsAppText.FromMarkdown(text)) == Words(text));

    [Property(MaxTest = 500)]
    public Property FromMarkdown_PlainText_StaysAsItIs() => Prop.ForAll(
        Text("abc XYZ 1239 éã😀\n.,;:?!'\"/%$"),
        text => WhatsAppText.FromMarkdown(text) == text.Trim() && WhatsAppText.FromMarkdown(WhatsAppText.FromMarkdown(text)) == text.Trim());

    [Property(MaxTest = 500)]
    public Property FromMarkdown_AnyText_IsConverted() => Prop.ForAll(
        Text("ab [](){}<>`&;:/*_~#\\\n\t\0\ud83d"),
        text => WhatsAppText.FromMarkdown(text).Length <= (text.Length * 2) + 10);

    private static Arbitrary<string> Text(string alphabet) =>
        Gen.Elements(alphabet.ToCharArray()).ArrayOf().Select(characters => new string(characters)).ToArbitrary();

    private static string Words(string text) => string.Concat(text.Where(char.IsLetterOrDigit));
}
