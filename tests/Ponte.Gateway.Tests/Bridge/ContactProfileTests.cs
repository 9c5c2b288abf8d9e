using Ponte.Gateway.Bridge.Conversations;
using Ponte.Gateway.Chats;
using Ponte.WhatsApp.Ids;

namespace Ponte.Gateway.Tests.Bridge;

public sealed class ContactProfileTests
{
    private const string Number = "5511900000001@s.whatsapp.net";
    private const string Lid = "100000000000001@lid";
    private const string Group = "120363000000000001@g.us";

    [Theory]
    [InlineData("Maria", "Maria", Number)]
    [InlineData(" Maria ", "Maria", Number, Lid)]
    [InlineData(null, "+5511900000001", Number)]
    [InlineData(" ", "+5511900000001", Lid, Number)]
    [InlineData(null, "WhatsApp contact", Lid)]
    [InlineData("The team", "The team", Group)]
    [InlineData(null, "WhatsApp group 120363000000000001", Group)]
    public void Of_Name_IsTheKnownOneElseTheNumberElseAStandIn(string? name, string shown, params string[] addresses) =>
        Assert.Equal(shown, Profile(name, addresses).Name);

    [Theory]
    [InlineData("+5511900000001", "5511900000001@s.whatsapp.net")]
    [InlineData("+551140000001", "551140000001@s.whatsapp.net")]
    [InlineData("+12025550123", "12025550123@s.whatsapp.net")]
    [InlineData("+4915100000001", "4915100000001@s.whatsapp.net")]
    [InlineData("+525500000001", "525500000001@s.whatsapp.net")]
    [InlineData("+5491100000001", "5491100000001@s.whatsapp.net")]
    [InlineData(null, "12345@s.whatsapp.net")]
    [InlineData(null, "999900000000001@s.whatsapp.net")]
    [InlineData(null, "120255501230001@s.whatsapp.net")]
    [InlineData(null, Lid)]
    [InlineData(null, Group)]
    public void Of_Number_IsGivenOnlyWhenItIsPossible(string? number, string address)
    {
        var profile = Profile(null, address);

        Assert.Equal(number, profile.PhoneNumber);
        Assert.Equal(address, profile.Identifier);
    }

    [Fact]
    public void Of_MexicanFormThatIsNoNumberAnyMore_GivesTheOneThatIs()
    {
        var profile = Profile(null, "5215500000001@s.whatsapp.net");

        Assert.Equal("+525500000001", profile.PhoneNumber);
        Assert.Equal("5215500000001@s.whatsapp.net", profile.Identifier);
        Assert.Contains("+5215500000001", profile.NumberVariants);
    }

    [Fact]
    public void WithLess_NumberAndLid_LeavesTheNumberOutFirstAndTheNameInAlways()
    {
        var lidOnly = Profile("Maria", Number, Lid).WithLess()!;
        Assert.Equal(("Maria", Lid, null), (lidOnly.Name, lidOnly.Identifier, lidOnly.PhoneNumber));

        var bare = lidOnly.WithLess()!;
        Assert.Equal(("Maria", null, null), (bare.Name, bare.Identifier, bare.PhoneNumber));
        Assert.Null(bare.WithLess());
    }

    [Fact]
    public void WithLess_NumberAlone_KeepsTheIdentifierFirst()
    {
        var less = Profile(null, Number).WithLess()!;

        Assert.Equal(("+5511900000001", Number, null), (less.Name, less.Identifier, less.PhoneNumber));
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("", true)]
    [InlineData("WhatsApp contact", true)]
    [InlineData("+55 (11) 90000-0001", true)]
    [InlineData("WhatsApp group 120363000000000001", true)]
    [InlineData("WhatsApp group of mine", false)]
    [InlineData("Maria", false)]
    public void IsStandIn_Name_OnlyWhatSaysNoMoreThanTheAddress(string? name, bool standIn) => Assert.Equal(standIn, ContactProfile.IsStandIn(name));

    private static ContactProfile Profile(string? name, params string[] addresses) =>
        ContactProfile.Of(new ChatAddresses([.. addresses.Select(ChatId.Parse)]), name);
}
