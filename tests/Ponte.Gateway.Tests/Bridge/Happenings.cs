using Ponte.Gateway.Bridge;
using Ponte.Gateway.Bridge.Incoming;
using Ponte.WhatsApp.Events;
using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Messages;

namespace Ponte.Gateway.Tests.Bridge;

/// <summary>Events as WhatsApp tells them, and what Chatwoot is posted for them.</summary>
internal static class Happenings
{
    public static readonly ChatId Chat = ChatId.Parse("5511900000001@s.whatsapp.net");
    public static readonly ChatId Group = ChatId.Parse("120363000000000001@g.us");
    public static readonly UserId Maria = UserId.Parse("5511900000001@s.whatsapp.net");
    public static readonly UserId Joao = UserId.Parse("5511900000002@s.whatsapp.net");
    public static readonly MessageId Id = MessageId.Parse("3EB0A1");
    public static readonly MessageId Other = MessageId.Parse("3EB0A0");
    public static readonly DateTimeOffset At = DateTimeOffset.UnixEpoch.AddDays(20_000);

    public static MessageReceived Message(IncomingContent content, ChatId? chat = null, bool fromMe = false) =>
        new(chat ?? Chat, Id, Maria, fromMe, At, content) { SenderName = "Maria" };

    public static People People(params (UserId User, string Name)[] named)
    {
        var people = new People();
        foreach (var (user, name) in named.Prepend((Maria, "Maria")))
        {
            people.Add(user, name);
        }

        return people;
    }

    /// <summary>The text Chatwoot is posted for an event.</summary>
    public static string? Shown(MessageEvent happened, AboutMessage? about = null, string? notice = null) =>
        WhatsAppToChatwoot.Convert(happened, People(), about, notice, "source").Content;
}
