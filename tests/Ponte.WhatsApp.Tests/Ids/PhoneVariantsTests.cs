using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Ponte.WhatsApp.Ids;

namespace Ponte.WhatsApp.Tests.Ids;

public sealed class PhoneVariantsTests
{
    [Theory]
    [InlineData("5531990000001", "553190000001")]
    [InlineData("5211234500001", null)]
    [InlineData("5215500000001", "525500000001")]
    [InlineData("5491100000001", "541100000001")]
    public void Of_MobileNumber_IsTheOtherForm(string digits, string? other)
    {
        Assert.Equal(other is null ? [] : [other], Users(digits));
        if (other is not null)
        {
            Assert.Equal([digits], Users(other));
        }
    }

    [Theory]
    [InlineData("553130000001")]
    [InlineData("5531930000001")]
    [InlineData("5511900000001")]
    [InlineData("5501990000001")]
    [InlineData("15550000001")]
    [InlineData("351910000001")]
    [InlineData("5490000000001")]
    public void Of_LandlineOrNumberWithoutARule_IsEmpty(string digits) => Assert.Empty(Users(digits));

    [Theory]
    [InlineData("5531990000001@lid")]
    [InlineData("5531990000001@g.us")]
    public void Of_AnythingButANumber_IsEmpty(string address) => Assert.Empty(PhoneVariants.Of(ChatId.Parse(address)));

    [Property(MaxTest = 5000)]
    public Property Of_Variant_LeadsBackAndStaysInTheCountry() => Prop.ForAll(Numbers().ToArbitrary(), digits =>
        PhoneVariants.Of(ChatId.FromPhoneDigits(digits)).All(variant =>
            Users(variant.User).Contains(digits) && variant.User != digits && variant.User[..2] == digits[..2] && variant.User[^8..] == digits[^8..]));

    [Property(MaxTest = 2000)]
    public Property Of_BrazilianLandline_IsEmpty() => Prop.ForAll(
        (from area in Gen.Choose(11, 99) from first in Gen.Choose(2, 5) from rest in Gen.Choose(0, 9_999_999) select $"55{area}{first}{rest:0000000}").ToArbitrary(),
        digits => Users(digits).Count == 0);

    [Property(MaxTest = 2000)]
    public Property Of_HostileAddress_NeverThrows() => Prop.ForAll(Addresses.Hostile().ToArbitrary(), text =>
        !ChatId.TryParse(text, out var id) || PhoneVariants.Of(id).All(variant => variant.Kind == ChatKind.Phone));

    private static Gen<string> Numbers() =>
        from start in Gen.Elements("55", "5531", "55319", "52", "521", "54", "549", "5411", "1", "351", "595")
        from length in Gen.Choose(8, 11)
        from digits in Gen.Choose(0, 9).ArrayOf(length)
        let number = start + string.Concat(digits)
        select number.Length > 15 ? number[..15] : number;

    private static List<string> Users(string digits) => [.. PhoneVariants.Of(ChatId.FromPhoneDigits(digits)).Select(variant => variant.User)];
}
