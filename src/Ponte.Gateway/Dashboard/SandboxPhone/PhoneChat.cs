using System.Globalization;
using Ponte.Gateway.Bridge.Incoming;
using Ponte.Gateway.Chats;
using Ponte.Gateway.History;
using Ponte.Gateway.Instances;
using Ponte.WhatsApp.Events;
using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Messages;
using Ponte.WhatsApp.Sandbox;

namespace Ponte.Gateway.Dashboard.SandboxPhone;

/// <summary>The chat of a simulated customer with the shop, as the customer's phone would show it.</summary>
internal sealed class PhoneChat(SandboxEngine engine, ChatSearch chats, MessageStore messages)
{
    /// <summary>The newest messages, oldest first.</summary>
    /// <param name="instance">The instance with the simulated phone.</param>
    /// <param name="customer">The customer.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<Bubble>> ReadAsync(Instance instance, UserId customer, int most, CancellationToken cancellationToken)
    {
        var phone = engine.GetPhone(instance.Id);
        var all = new Dictionary<string, Bubble>(StringComparer.Ordinal);
        foreach (var waiting in phone.GetWaiting().OfType<MessageReceived>().Where(message => !message.FromMe && message.Chat == customer.Chat))
        {
            all[waiting.Id.Value] = Of(waiting, Tick.Sent);
        }

        var seen = phone.Seen.Read.Select(read => read.Message.Id.Value).ToHashSet(StringComparer.Ordinal);
        foreach (var kept in await KeptAsync(instance.Id, customer.Chat, most, cancellationToken))
        {
            all[kept.Id.Value] = Of(kept, seen.Contains(kept.Id.Value) || kept.Level >= ReceiptLevel.Read ? Tick.Read : Tick.Delivered);
        }

        foreach (var sent in await phone.GetSentAsync(cancellationToken))
        {
            if (sent.Message.Chat == customer.Chat)
            {
                Add(all, sent);
            }
        }

        return [.. all.Values.OrderBy(bubble => bubble.At).TakeLast(most)];
    }

    private async Task<IEnumerable<StoredMessage>> KeptAsync(string instanceId, ChatId chat, int most, CancellationToken cancellationToken)
    {
        var known = await chats.FindAsync(instanceId, chat.Value, cancellationToken);
        var query = new HistoryQuery(chat, most, DateTimeOffset.MinValue, DateTimeOffset.MaxValue);
        return (await messages.ListAsync(instanceId, known, query, most, cancellationToken)).Where(message => !message.FromMe);
    }

    private static Bubble Of(MessageReceived message, Tick tick) => Of(message.Id.Value, message.SentAt, message.Content) with { Tick = tick };

    private static Bubble Of(StoredMessage message, Tick tick) => message.Content is { } content
        ? Of(message.Id.Value, message.SentAt, content.Content) with { Tick = tick, IsEdited = message.EditedAt is not null }
        : new Bubble(message.Id.Value, IsOwn: true, message.SentAt, null) { Tick = tick, IsDeleted = true };

    private static Bubble Of(string id, DateTimeOffset at, IncomingContent content) => content is IncomingMedia media
        ? new Bubble(id, IsOwn: true, at, media.Caption) { File = media.File.FileName ?? ContentText.Snippet(content), IsPicture = PhoneFileEndpoints.IsShown(media.File.MimeType) }
        : new Bubble(id, IsOwn: true, at, ContentText.Snippet(content));

    // Changes name the message that they change; one of a message that is not shown any more changes nothing.
    private static void Add(Dictionary<string, Bubble> all, SandboxSent sent)
    {
        switch (sent.Message.Content)
        {
            case OutgoingEdit edit:
                Change(all, edit.Target, bubble => bubble with { Text = edit.Text, IsEdited = true });
                break;
            case OutgoingDelete delete:
                Change(all, delete.Target, bubble => bubble with { IsDeleted = true });
                break;
            case OutgoingReaction reaction:
                Change(all, reaction.Target, bubble => bubble with { Reaction = reaction.Emoji });
                break;
            case OutgoingMedia media:
                all[sent.Message.Id.Value] = new Bubble(sent.Message.Id.Value, IsOwn: false, sent.At, media.Caption)
                {
                    File = media.FileName ?? media.Media.ToString(),
                    IsPicture = PhoneFileEndpoints.IsShown(media.MimeType),
                };
                break;
            default:
                all[sent.Message.Id.Value] = new Bubble(sent.Message.Id.Value, IsOwn: false, sent.At, WordsOf(sent.Message.Content));
                break;
        }
    }

    private static void Change(Dictionary<string, Bubble> all, MessageId target, Func<Bubble, Bubble> change)
    {
        if (all.TryGetValue(target.Value, out var bubble))
        {
            all[target.Value] = change(bubble);
        }
    }

    private static string WordsOf(OutgoingContent content) => content switch
    {
        OutgoingText text => text.Text,
        OutgoingPoll poll => poll.Question + Environment.NewLine + string.Join(Environment.NewLine, poll.Options.Select(option => "○ " + option)),
        OutgoingContacts contacts => string.Join(Environment.NewLine, contacts.Cards.Select(card => card.DisplayName)),
        OutgoingLocation location => location.Name ?? string.Create(CultureInfo.InvariantCulture, $"{location.Latitude}, {location.Longitude}"),
        _ => $"[{content.ToString()["Outgoing".Length..]}]",
    };
}
