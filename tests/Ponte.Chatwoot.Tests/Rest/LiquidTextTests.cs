using Xunit;

namespace Ponte.Chatwoot.Tests.Rest;

public sealed class LiquidTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("plain {text} 100%", "plain {text} 100%")]
    [InlineData("{{a}}", "{\u200B{a}}")]
    [InlineData("{% if %}", "{\u200B% if %}")]
    [InlineData("{{{% {", "{\u200B{\u200B{\u200B% {")]
    public void Escape_LiquidOpenings_AreBroken(string text, string expected) => Assert.Equal(expected, LiquidText.Escape(text));
}
