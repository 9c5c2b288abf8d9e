using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Markdig;
using Markdig.Extensions.EmphasisExtras;
using Ponte.Gateway.Bridge.Incoming;

namespace Ponte.Gateway.Tests.Bridge;

public sealed class WhatsAppTextTests
{
    private static readonly MarkdownPipeline Renderer = new MarkdownPipelineBuilder().DisableHtml().UseEmphasisExtras(EmphasisExtraOptions.Strikethrough).UseAutoLinks().UsePipeTables().Build();

    [Theory]
    [InlineData("Hello", "Hello")]
    [InlineData("*bold*", "**bold**")]
    [InlineData("a *bold word*, b", "a **bold word**, b")]
    [InlineData("_italic_ ~gone~", "_italic_ ~~gone~~")]
    [InlineData("*_both_*", "**_both_**")]
    [InlineData("```mono```", "```mono```")]
    [InlineData("`code`", "`code`")]
    [InlineData("see ```one\ntwo``` end", "see \n```\none\ntwo\n```\n end")]
    [InlineData("- one\n- two", "- one\n- two")]
    [InlineData("* one\n* two", "* one\n* two")]
    [InlineData("1. one\n2. two", "1. one\n2. two")]
    [InlineData("> quoted\nanswer", "> quoted\n\nanswer")]
    [InlineData("a > b", "a > b")]
    public void ToMarkdown_FormatsOfWhatsApp_LookTheSame(string text, string expected) => Assert.Equal(expected, WhatsAppText.ToMarkdown(text));

    [Theory]
    [InlineData("2*3*4", "2\\*3\\*4")]
    [InlineData("2 * 3", "2 * 3")]
    [InlineData("*open", "\\*open")]
    [InlineData("* not bold*", "* not bold\\*")]
    [InlineData("*two\nlines*", "\\*two\nlines\\*")]
    [InlineData("snake_case_name", "snake_case_name")]
    [InlineData("__init__", "\\_\\_init\\_\\_")]
    [InlineData("~~x~~", "\\~\\~x\\~\\~")]
    [InlineData("~5 kg", "~5 kg")]
    [InlineData("# 1", "\\# 1")]
    [InlineData("#1", "#1")]
    [InlineData("* # a", "* \\# a")]
    [InlineData("> - # a", "> - \\# a")]
    [InlineData("1. # a", "1. \\# a")]
    [InlineData("```a\nb``` # c", "```\na\nb\n```\n \\# c")]
    [InlineData("#```a\nb```", "\\#\n```\na\nb\n```\n")]
    [InlineData("+```a\nb```", "\\+\n```\na\nb\n```\n")]
    [InlineData("Title\n--```a\nb```", "Title\n\\--\n```\na\nb\n```\n")]
    [InlineData("`a` # c", "`a` # c")]
    [InlineData("- `a` # c\n# d", "- `a` # c\n\\# d")]
    [InlineData("> a\n> ---", "> a\n> \\---")]
    [InlineData("- + x", "- \\+ x")]
    [InlineData("+ x", "\\+ x")]
    [InlineData("Title\n---", "Title\n\\---")]
    [InlineData("Title\n===", "Title\n\\===")]
    [InlineData("[x](http://a)", "\\[x](http://a)")]
    [InlineData("![x](http://a/b.png)", "!\\[x](http://a/b.png)")]
    [InlineData("[x]: http://a", "\\[x]: http://a")]
    [InlineData("[x]", "[x]")]
    [InlineData("C:\\*.txt", "C:\\\\\\*.txt")]
    [InlineData("C:\\dir", "C:\\dir")]
    [InlineData("<maria@example.com>", "\\<maria@example.com>")]
    [InlineData("I <3 you", "I <3 you")]
    [InlineData("&amp; &c", "\\&amp; &c")]
    [InlineData("a ` b", "a \\` b")]
    [InlineData("```open", "\\`\\`\\`open")]
    [InlineData("https://x.example/_a_?q=*b*", "https://x.example/_a_?q=*b*")]
    public void ToMarkdown_WhatOnlyMarkdownKnows_IsShownAsItIs(string text, string expected) => Assert.Equal(expected, WhatsAppText.ToMarkdown(text));

    [Property(MaxTest = 2000)]
    public Property ToMarkdown_AnyText_LosesNoCharacter() =>
        Prop.ForAll(Texts("*_~`[](){}<>#&;|\\/:-+=!> \nab1é😀".EnumerateRunes()), text => IsWithin(text, WhatsAppText.ToMarkdown(text)));

    [Property(MaxTest = 2000)]
    public Property ToMarkdown_AnyText_IsRenderedWithAllOfIt() =>
        Prop.ForAll(Texts("*_~`[](){}<#&;|\\/:=! \nabé😀".EnumerateRunes()), text => IsWithin(Words(text), Words(Markdown.ToPlainText(WhatsAppText.ToMarkdown(text), Renderer))));

    [Property(MaxTest = 2000)]
    public Property ToMarkdown_QuotesAndLists_AreRenderedWithAllTheirWords() =>
        Prop.ForAll(
            Texts("> -*1.)#+=`ab\n".EnumerateRunes()),
            text => IsWithin(Words(text, ">-1.)"), Words(Markdown.ToPlainText(WhatsAppText.ToMarkdown(text), Renderer), ">-1.)")));

    [Property(MaxTest = 500)]
    public Property ToMarkdown_PlainText_StaysAsItIs() =>
        Prop.ForAll(Texts("abcXYZ 123,.?!()'\"/@%$éß漢😀\n".EnumerateRunes()), text => WhatsAppText.ToMarkdown(text) == text);

    [Theory]
    [InlineData("*a ")]
    [InlineData("[")]
    [InlineData("`")]
    [InlineData("```a ")]
    [InlineData("> \n")]
    [InlineData("<a")]
    [InlineData("- ")]
    [InlineData("1. #")]
    [InlineData("> - * ")]
    public void ToMarkdown_HostileRepetition_TakesNoTime(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 65_536 / piece.Length));

        Assert.True(IsWithin(text, WhatsAppText.ToMarkdown(text)));
    }

    [Fact]
    public void ToMarkdown_CodeAgainAndAgainBeforeALongRule_TakesNoTime()
    {
        var text = string.Concat(Enumerable.Repeat("`a` ", 8_000)) + new string('-', 30_000);

        Assert.Equal(text, WhatsAppText.ToMarkdown(text));
    }

    // What WhatsApp itself takes for formatting is not shown on either side.
    private static string Words(string text, string shownOtherwise = "") =>
        string.Concat(text.Where(c => !char.IsWhiteSpace(c) && !"*_~`".Contains(c) && !shownOtherwise.Contains(c)));

    private static Arbitrary<string> Texts(IEnumerable<Rune> alphabet) =>
        Arb.From(Gen.Elements(alphabet.Select(rune => rune.ToString()).ToArray()).ListOf().Select(pieces => string.Concat(pieces)));

    private static bool IsWithin(string text, string markdown)
    {
        var at = 0;
        foreach (var c in markdown)
        {
            at += at < text.Length && text[at] == c ? 1 : 0;
        }

        return at == text.Length;
    }
}
