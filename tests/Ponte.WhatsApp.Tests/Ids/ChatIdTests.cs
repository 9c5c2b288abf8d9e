using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Ponte.WhatsApp.Ids;

namespace Ponte.WhatsApp.Tests.Ids;

public sealed class ChatIdTests
{
    [Theory]
    [InlineData("5511900000001@s.whatsapp.net", "5511900000001@s.whatsapp.net", ChatKind.Phone)]
    [InlineData("5511900000001@c.us", "5511900000001@s.whatsapp.net", ChatKind.Phone)]
    [InlineData("5511900000001:12@s.whatsapp.net", "5511900000001@s.whatsapp.net", ChatKind.Phone)]
    [InlineData("5511900000001.0:12@S.WhatsApp.Net", "5511900000001@s.whatsapp.net", ChatKind.Phone)]
    [InlineData("5511900000001_1:2@s.whatsapp.net", "5511900000001@s.whatsapp.net", ChatKind.Phone)]
    [InlineData("100000000000001:3@lid", "100000000000001@lid", ChatKind.Lid)]
    [InlineData("120363000000000001@g.us", "120363000000000001@g.us", ChatKind.Group)]
    [InlineData("5511900000001-1500000000@g.us", "5511900000001-1500000000@g.us", ChatKind.Group)]
    [InlineData("120363000000000002@newsletter", "120363000000000002@newsletter", ChatKind.Newsletter)]
    [InlineData("Status@broadcast", "status@broadcast", ChatKind.Broadcast)]
    public void Parse_Address_IsCanonical(string text, string canonical, ChatKind kind)
    {
        var id = ChatId.Parse(text);

        Assert.Equal(canonical, id.Value);
        Assert.Equal(canonical, id.ToString());
        Assert.Equal(kind, id.Kind);
        Assert.Equal(canonical[..canonical.IndexOf('@', StringComparison.Ordinal)], id.User);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("@")]
    [InlineData("5511900000001")]
    [InlineData("@s.whatsapp.net")]
    [InlineData("1234@s.whatsapp.net")]
    [InlineData("1234567890123456@s.whatsapp.net")]
    [InlineData("5511900000001:evil@s.whatsapp.net")]
    [InlineData("5511900000001@s.whatsapp.net@g.us")]
    [InlineData("5511900000001@example.com")]
    [InlineData("１１１１１@s.whatsapp.net")]
    [InlineData("1-2@lid")]
    [InlineData("../../etc@g.us")]
    [InlineData("12345\n@s.whatsapp.net")]
    public void TryParse_NotAnAddress_IsFalse(string? text)
    {
        Assert.False(ChatId.TryParse(text, out var id));
        Assert.Equal(default, id);
        if (text is not null)
        {
            Assert.Throws<FormatException>(() => ChatId.Parse(text));
        }
    }

    [Fact]
    public void PhoneNumber_OnlyOfPhoneChats()
    {
        Assert.Equal("+5511900000001", ChatId.Parse("5511900000001@c.us").PhoneNumber);
        Assert.Null(ChatId.Parse("100000000000001@lid").PhoneNumber);
        Assert.Null(ChatId.Parse("120363000000000001@g.us").PhoneNumber);
    }

    [Theory]
    [InlineData("1234")]
    [InlineData("+5511900000001")]
    [InlineData("12345@g.us")]
    public void FromPhoneDigits_NotDigits_Throws(string digits) => Assert.Throws<FormatException>(() => ChatId.FromPhoneDigits(digits));

    [Property]
    public Property Parse_CanonicalValue_RoundTrips() => Prop.ForAll(Addresses.Valid().ToArbitrary(), text =>
    {
        var id = ChatId.Parse(text);
        return ChatId.Parse(id.Value) == id && !id.Value.Any(char.IsUpper);
    });

    [Property(MaxTest = 2000)]
    public Property TryParse_HostileText_NeverThrows() => Prop.ForAll(Addresses.Hostile().ToArbitrary(), text =>
        !ChatId.TryParse(text, out var id) || (ChatId.TryParse(id.Value, out var again) && again == id));
}
