using Ponte.Gateway.Messages;
using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Profiles;

namespace Ponte.Gateway.Tests.Messages;

/// <summary>Who of a group is mentioned in a text.</summary>
public sealed class GroupMentionsTests
{
    private static readonly GroupMember[] Members =
    [
        Member("100000000000001@lid", "5511900000001@s.whatsapp.net", "Maria"),
        Member("5511900000002@s.whatsapp.net", null, "Maria Clara"),
        Member("5511900000003@s.whatsapp.net", null, "João"),
        Member("5511900000004@s.whatsapp.net", null, "João"),
        Member("553190000005@s.whatsapp.net", null, null),
    ];

    [Theory]
    [InlineData("Hi @Maria, hello", "Hi @100000000000001, hello", "100000000000001@lid")]
    [InlineData("@maria clara!", "@5511900000002!", "5511900000002@s.whatsapp.net")]
    [InlineData("@Mariana is another", "@Mariana is another", "")]
    [InlineData("@João is two", "@João is two", "")]
    [InlineData("@5511900000001 and @+5511900000003", "@100000000000001 and @5511900000003", "100000000000001@lid 5511900000003@s.whatsapp.net")]
    [InlineData("@5531990000005 as Brazil writes it", "@553190000005 as Brazil writes it", "553190000005@s.whatsapp.net")]
    [InlineData("mail maria@Maria.example", "mail maria@Maria.example", "")]
    [InlineData("@Maria @Maria", "@100000000000001 @100000000000001", "100000000000001@lid")]
    [InlineData("@", "@", "")]
    public void Find_Text_NamesMembers(string text, string expected, string mentioned)
    {
        var (result, mentions) = GroupMentions.Find(text, Members);

        Assert.Equal((expected, mentioned), (result, string.Join(' ', mentions.Select(user => user.Value))));
    }

    private static GroupMember Member(string user, string? alias, string? name) =>
        new(UserId.Parse(user)) { Alias = alias is null ? null : UserId.Parse(alias), Name = name };
}
