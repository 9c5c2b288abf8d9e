using Ponte.Gateway.Chats;
using Ponte.Gateway.Instances;
using Ponte.WhatsApp.Events;
using Ponte.WhatsApp.Ids;

namespace Ponte.Gateway.Events.Payloads;

/// <summary>Finds who an event is about: addresses and names as they are known when it is told.</summary>
internal sealed class PeopleDirectory(ChatDirectory chats, ChatSearch search, PersonNames names, GroupNames groups, IGrainFactory grains)
{
    // A group may take in a thousand at once; each is a few questions to the database.
    private const int MaxNamed = 50;

    public async Task<EventPeople> FindAsync(ToldEvent told, CancellationToken cancellationToken)
    {
        if (told.Event is not { } happened)
        {
            var own = new PersonView((told.News as StateChange)?.Status.Self?.Value, null, null);
            var labelled = told.News is LabelNews { Label.Chat: { } address } ? await ChatAsync(told.InstanceId, null, address, null, cancellationToken) : new ChatView(null, null, null, "");
            return new EventPeople(own, labelled, own, []);
        }

        var self = await SelfAsync(told.InstanceId, happened);
        var chat = await ChatAsync(told.InstanceId, told.ChatId, happened.Chat, happened.ChatAlias, cancellationToken);
        var sender = happened.FromMe ? self : await SenderAsync(told.InstanceId, happened, chat, cancellationToken);
        return new EventPeople(self, chat, sender, await ParticipantsAsync(told.InstanceId, happened, cancellationToken));
    }

    // What this number did on a phone tells who it is; else its session does.
    private async Task<PersonView> SelfAsync(string instanceId, ChatEvent happened)
    {
        if (happened.FromMe)
        {
            return Person([happened.Sender.Chat, happened.SenderAlias?.Chat], happened.SenderName);
        }

        var connection = await grains.GetGrain<IInstanceGrain>(instanceId).GetConnectionAsync();
        return Person([UserId.TryParse(connection.Self, out var self) ? self.Chat : null], null);
    }

    // A chat of no id is looked for by its address.
    private async Task<ChatView> ChatAsync(string instanceId, long? chatId, ChatId address, ChatId? alias, CancellationToken cancellationToken)
    {
        if (address.Kind is not (ChatKind.Phone or ChatKind.Lid))
        {
            var subject = address.Kind == ChatKind.Group ? await groups.FindAsync(instanceId, address, cancellationToken) : null;
            return new ChatView(address.Value, null, subject, TypeOf(address.Kind));
        }

        var id = chatId ?? (await search.FindAsync(instanceId, address.Value, cancellationToken)).Select(found => (long?)found).FirstOrDefault();
        var known = id is { } chat ? await chats.AddressesAsync(instanceId, chat, cancellationToken) : null;
        var name = UserId.TryParse(address.Value, out var user) ? await names.FindAsync(instanceId, user, cancellationToken) : null;
        var person = Person([.. (known?.All ?? []).Select(one => (ChatId?)one), address, alias], name);
        return new ChatView(person.Jid, person.Lid, person.Name, TypeOf(address.Kind));
    }

    private async Task<PersonView> SenderAsync(string instanceId, ChatEvent happened, ChatView chat, CancellationToken cancellationToken) =>
        chat.Type == "private"
            ? chat.ToPerson() with { Name = happened.SenderName ?? chat.Name }
            : await MemberAsync(instanceId, happened.Sender, happened.SenderAlias, happened.SenderName, cancellationToken);

    // Their own chat knows them by every address, if they have one.
    private async Task<PersonView> MemberAsync(string instanceId, UserId user, UserId? alias, string? name, CancellationToken cancellationToken)
    {
        var chat = await search.FindAsync(instanceId, user.Value, cancellationToken);
        var known = chat.Count == 0 ? null : await chats.AddressesAsync(instanceId, chat[0], cancellationToken);
        return Person(
            [user.Chat, alias?.Chat, .. (known?.All ?? []).Select(address => (ChatId?)address)], name ?? await names.FindAsync(instanceId, user, cancellationToken));
    }

    private async Task<IReadOnlyList<PersonView>> ParticipantsAsync(string instanceId, ChatEvent happened, CancellationToken cancellationToken)
    {
        var participants = new List<PersonView>();
        foreach (var user in (happened as GroupChanged)?.Participants ?? [])
        {
            participants.Add(participants.Count < MaxNamed ? await MemberAsync(instanceId, user, null, null, cancellationToken) : Person([user.Chat], null));
        }

        return participants;
    }

    private static PersonView Person(IReadOnlyList<ChatId?> addresses, string? name)
    {
        var lid = addresses.FirstOrDefault(address => address?.Kind == ChatKind.Lid)?.Value;
        return new PersonView(addresses.FirstOrDefault(address => address?.Kind == ChatKind.Phone)?.Value ?? lid, lid, name);
    }

    private static string TypeOf(ChatKind kind) => kind switch
    {
        ChatKind.Group => "group",
        ChatKind.Newsletter => "newsletter",
        ChatKind.Broadcast => "broadcast",
        _ => "private",
    };
}
