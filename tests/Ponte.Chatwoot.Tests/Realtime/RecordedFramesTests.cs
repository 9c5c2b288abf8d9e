using System.Text;
using System.Text.Json;
using Ponte.Chatwoot.Messages;
using Ponte.Chatwoot.Realtime;
using Ponte.Chatwoot.Tests.Rest;
using Xunit;

namespace Ponte.Chatwoot.Tests.Realtime;

public sealed class RecordedFramesTests
{
    private static readonly List<(JsonElement Json, CableFrame Frame)> Frames =
        [.. Recording.ServerFrames().Select(item => (item.Frame, CableFrame.Parse(Encoding.UTF8.GetBytes(item.Frame.GetRawText()))))];

    [Fact]
    public void Parse_EveryRecordedFrame_IsOfItsType()
    {
        Assert.True(Frames.Count > 300, $"{Frames.Count} frames");
        foreach (var (json, frame) in Frames)
        {
            var expected = json.TryGetProperty("type", out var type) ? type.GetString() : "broadcast";
            Assert.Equal(expected, frame switch
            {
                WelcomeFrame => "welcome",
                PingFrame => "ping",
                ConfirmedFrame => "confirm_subscription",
                BroadcastFrame => "broadcast",
                _ => frame.GetType().Name,
            });
            Assert.Equal(json.TryGetProperty("identifier", out var identifier) ? identifier.GetString() : null, Identifier(frame));
        }
    }

    [Fact]
    public void Read_EveryRecordedEventOfTheAccount_HasItsRecord()
    {
        var seen = new HashSet<string>();
        foreach (var message in Frames.Select(item => item.Frame).OfType<BroadcastFrame>().Select(broadcast => broadcast.Message))
        {
            var name = message.GetProperty("event").GetString()!;
            var account = message.GetProperty("data").TryGetProperty("account_id", out var id) ? id.GetInt64() : 2;

            var cableEvent = CableEventReader.Read(message, account);

            seen.Add(name);
            Assert.Equal(Expected(name), cableEvent!.GetType());
            Check(message.GetProperty("data"), cableEvent);
        }

        Assert.Superset(new HashSet<string> { "message.created", "message.updated", "conversation.created", "conversation.status_changed", "contact.updated" }, seen);
    }

    [Fact]
    public void Read_EventOfAnotherAccount_IsNone()
    {
        var broadcasts = Frames.Select(item => item.Frame).OfType<BroadcastFrame>().Where(item => item.Message.GetProperty("data").TryGetProperty("account_id", out _)).ToList();

        Assert.NotEmpty(broadcasts);
        Assert.All(broadcasts, broadcast => Assert.Null(CableEventReader.Read(broadcast.Message, 777)));
    }

    [Fact]
    public void Read_StatusUpdates_TellThePreviousStatus()
    {
        var updates = Frames.Select(item => item.Frame).OfType<BroadcastFrame>()
            .Select(broadcast => (broadcast.Message, Event: CableEventReader.Read(broadcast.Message, 2)))
            .Where(item => item.Event is MessageUpdated updated && updated.PreviousChanges.Has("status")).ToList();

        Assert.NotEmpty(updates);
        Assert.All(updates, item => Assert.Equal(
            item.Message.GetProperty("data").GetProperty("previous_changes").GetProperty("status")[0].GetString(),
            ((MessageUpdated)item.Event!).PreviousChanges.PreviousStatus!.Value.ToString().ToLowerInvariant()));
    }

    private static void Check(JsonElement data, CableEvent cableEvent)
    {
        if (cableEvent is MessageCreated { Message: var message })
        {
            Assert.Equal(data.GetProperty("id").GetInt64(), message.Id);
            Assert.Equal(data.GetProperty("conversation_id").GetInt64(), message.ConversationId);
            Assert.Equal(data.GetProperty("inbox_id").GetInt64(), message.InboxId);
            Assert.Equal(data.GetProperty("conversation").GetProperty("contact_inbox").GetProperty("source_id").GetString(), message.Conversation!.ContactInbox!.SourceId);
            Assert.Equal(data.TryGetProperty("sender", out var sender) ? sender.GetProperty("id").GetInt64() : null, message.Sender?.Id);
            Assert.NotEqual(MessageType.Unknown, message.MessageType);
            Assert.NotEqual(MessageStatus.Unknown, message.Status);
        }
        else if (cableEvent is ConversationCreated { Conversation: var conversation })
        {
            Assert.Equal(data.GetProperty("id").GetInt64(), conversation.Id);
            Assert.Equal(data.GetProperty("contact_inbox").GetProperty("source_id").GetString(), conversation.ContactInbox!.SourceId);
            Assert.Equal(data.GetProperty("contact_inbox").GetProperty("contact_id").GetInt64(), conversation.ContactInbox!.ContactId);
            Assert.Equal(data.GetProperty("meta").GetProperty("sender").GetProperty("id").GetInt64(), conversation.Contact!.Id);
        }
        else if (cableEvent is TypingChanged typing)
        {
            Assert.Equal(data.GetProperty("conversation").GetProperty("id").GetInt64(), typing.Conversation.Id);
            Assert.Equal(data.GetProperty("is_private").GetBoolean(), typing.IsPrivate);
        }
    }

    private static Type Expected(string name) => name switch
    {
        "message.created" => typeof(MessageCreated),
        "message.updated" => typeof(MessageUpdated),
        "conversation.created" => typeof(ConversationCreated),
        "conversation.updated" => typeof(ConversationUpdated),
        "conversation.status_changed" => typeof(ConversationStatusChanged),
        "conversation.typing_on" or "conversation.typing_off" => typeof(TypingChanged),
        "contact.created" => typeof(ContactCreated),
        "contact.updated" => typeof(ContactUpdated),
        _ => typeof(OtherEvent),
    };

    private static string? Identifier(CableFrame frame) => frame switch
    {
        ConfirmedFrame confirmed => confirmed.Identifier,
        BroadcastFrame broadcast => broadcast.Identifier,
        _ => null,
    };
}
