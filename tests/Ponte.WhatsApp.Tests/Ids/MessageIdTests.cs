using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Ponte.WhatsApp.Ids;

namespace Ponte.WhatsApp.Tests.Ids;

public sealed class MessageIdTests
{
    [Fact]
    public void Create_Random_HasTheFormOfWebClients()
    {
        var id = MessageId.Create(new Random(1));

        Assert.Matches("^3EB0[0-9A-F]{18}$", id.Value);
        Assert.Equal(id, MessageId.Parse(id.Value));
        Assert.NotEqual(id, MessageId.Create(new Random(2)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a\n")]
    [InlineData("é")]
    [InlineData("\u007f")]
    public void TryParse_NotAnId_IsFalse(string? text)
    {
        Assert.False(MessageId.TryParse(text, out var id));
        Assert.Equal("", id.ToString());
    }

    [Theory]
    [InlineData(128, true)]
    [InlineData(129, false)]
    public void TryParse_Length_IsLimited(int length, bool expected) => Assert.Equal(expected, MessageId.TryParse(new string('A', length), out _));

    [Property(MaxTest = 1000)]
    public Property TryParse_AnyText_NeverThrowsAndKeepsTheText() => Prop.ForAll(ArbMap.Default.ArbFor<string?>(), text =>
        !MessageId.TryParse(text, out var id) || (id.Value == text && MessageId.Parse(text) == id));
}
