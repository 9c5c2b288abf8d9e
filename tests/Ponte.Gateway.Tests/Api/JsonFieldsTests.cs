using System.Text.Json;
using Ponte.Gateway.Api;

namespace Ponte.Gateway.Tests.Api;

public sealed class JsonFieldsTests
{
    [Fact]
    public void Read_GoodFields_GivesTheirValues()
    {
        var fields = Parse("""{"text":"olá","number":5,"on":true,"off":false,"unknown":[1]}""");

        Assert.Equal("olá", fields.RequiredText("text"));
        Assert.Equal(5, fields.RequiredInteger("number", min: 1));
        Assert.True(fields.Flag("on"));
        Assert.False(fields.Flag("off"));
        Assert.Empty(fields.Problems);
    }

    [Fact]
    public void TextOrInteger_Either_IsItsText()
    {
        var fields = Parse("""{"text":"+55 11","number":12,"fraction":1.5,"list":[]}""");

        Assert.Equal("+55 11", fields.TextOrInteger("text"));
        Assert.Equal("12", fields.TextOrInteger("number"));
        Assert.Null(fields.TextOrInteger("absent"));
        Assert.Empty(fields.Problems);
        Assert.Null(fields.TextOrInteger("fraction"));
        Assert.Null(fields.TextOrInteger("list"));
        Assert.Equal(["fraction must be a whole number", "list must be a string"], fields.Problems);
    }

    [Fact]
    public void Read_AbsentAndNull_AreTheSame()
    {
        var fields = Parse("""{"a":null}""");

        Assert.Null(fields.Text("a"));
        Assert.Null(fields.Integer("a"));
        Assert.Null(fields.Flag("a"));
        Assert.Null(fields.Text("b"));
        Assert.Empty(fields.Problems);
    }

    [Fact]
    public void Read_WrongAndMissingFields_ReportsEachByName()
    {
        var fields = Parse("""{"chatwootAccountId":"5","inboxName":7,"signMessages":"yes","blank":"  ","zero":0}""");

        fields.RequiredText("chatwootBaseUrl");
        fields.RequiredInteger("chatwootAccountId", min: 1);
        fields.Text("inboxName");
        fields.Flag("signMessages");
        fields.RequiredText("blank");
        fields.Integer("zero", min: 1);
        fields.RequiredInteger("count");

        Assert.Equal(
            "chatwootBaseUrl is required; chatwootAccountId must be a number; inboxName must be a string; signMessages must be true or false; "
            + "blank is required; zero must be greater than 0; count is required",
            fields.ProblemText);
    }

    [Theory]
    [InlineData("1.5")]
    [InlineData("1e400")]
    [InlineData("9223372036854775808")]
    [InlineData("99999999999999999999999999999999999999999999999999")]
    public void Integer_NotA64BitWholeNumber_IsReported(string number)
    {
        var fields = Parse($$"""{"n":{{number}} }""");

        Assert.Null(fields.Integer("n"));
        Assert.Equal(["n must be a whole number"], fields.Problems);
    }

    [Theory]
    [InlineData("""{"t":"\ud800"}""")]
    [InlineData("""{"t":"a\u0000b"}""")]
    public void Text_NotStorable_IsReported(string json)
    {
        var fields = Parse(json);

        Assert.Null(fields.Text("t"));
        Assert.Equal(["t must be valid text"], fields.Problems);
    }

    [Fact]
    public void Text_BrokenUtf8_IsReported()
    {
        using var document = JsonDocument.Parse(new byte[] { (byte)'{', (byte)'"', (byte)'t', (byte)'"', (byte)':', (byte)'"', 0xff, (byte)'"', (byte)'}' });
        var fields = new JsonFields(document.RootElement.Clone());

        Assert.Null(fields.Text("t"));
        Assert.Equal(["t must be valid text"], fields.Problems);
    }

    [Fact]
    public void Text_TooLong_IsReported()
    {
        var fields = Parse($$"""{"t":"{{new string('x', 11)}}"}""");

        Assert.Null(fields.Text("t", maxLength: 10));
        Assert.Equal(["t must have at most 10 characters"], fields.Problems);
    }

    [Fact]
    public void Read_FieldSentTwice_LastOneCounts() => Assert.Equal("b", Parse("""{"t":"a","t":"b"}""").Text("t"));

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    public void Read_NotAnObject_IsTheOnlyProblem(string json)
    {
        var fields = Parse(json);

        fields.RequiredText("a");
        fields.RequiredInteger("b");

        Assert.Equal("the body must be a JSON object", fields.ProblemText);
    }

    private static JsonFields Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return new JsonFields(document.RootElement.Clone());
    }
}
