using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Ponte.WhatsApp.Ids;

namespace Ponte.WhatsApp.Tests.Ids;

public sealed class UserIdTests
{
    [Fact]
    public void Parse_Person_IsTheirChat()
    {
        var id = UserId.Parse("5511900000001:7@s.whatsapp.net");

        Assert.Equal("5511900000001@s.whatsapp.net", id.Value);
        Assert.Equal(ChatId.FromPhoneDigits("5511900000001"), id.Chat);
        Assert.Equal("+5511900000001", id.PhoneNumber);
    }

    [Theory]
    [InlineData("120363000000000001@g.us")]
    [InlineData("120363000000000001@newsletter")]
    [InlineData("status@broadcast")]
    [InlineData("")]
    [InlineData(null)]
    public void TryParse_NotAPerson_IsFalse(string? text) => Assert.False(UserId.TryParse(text, out _));

    [Property(MaxTest = 1000)]
    public Property TryParse_HostileText_NeverThrows() => Prop.ForAll(Addresses.Hostile().ToArbitrary(), text =>
        !UserId.TryParse(text, out var id) || id.Chat.Kind is ChatKind.Phone or ChatKind.Lid);
}
