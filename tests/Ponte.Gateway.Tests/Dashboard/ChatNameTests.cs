using Ponte.Gateway.Dashboard;

namespace Ponte.Gateway.Tests.Dashboard;

public sealed class ChatNameTests
{
    [Theory]
    [InlineData("5511900000001@s.whatsapp.net", "+55 11 90000-0001")]
    [InlineData("12025550123@s.whatsapp.net", "+1 202-555-0123")]
    [InlineData("999999999999999@s.whatsapp.net", "+999999999999999")]
    [InlineData("100000000000001@lid", null)]
    [InlineData("120363000000000001@g.us", null)]
    [InlineData("<script>", null)]
    [InlineData(null, null)]
    public void NumberOf_Address_IsTheNumberAsPeopleWriteIt(string? jid, string? number) => Assert.Equal(number, ChatName.NumberOf(jid));
}
