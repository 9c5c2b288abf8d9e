using System.Text.Json.Nodes;
using Ponte.FakeChatwoot.Conversations;
using Ponte.FakeChatwoot.Events;
using Ponte.FakeChatwoot.Http;
using Ponte.FakeChatwoot.Inboxes;
using Ponte.FakeChatwoot.World;

namespace Ponte.FakeChatwoot.Contacts;

/// <summary>Contacts: create, read, update, delete (contract 4.1 to 4.3).</summary>
internal sealed class ContactEndpoints(ChatwootWorld world, EventBus events, ContactInboxes rows, Avatars avatars)
{
    public void Map(Api api)
    {
        api.AccountAsync("POST", "contacts", call => CreateAsync(api, call));
        api.Account("GET", "contacts/{contact}", Show);
        api.Account("PUT", "contacts/{contact}", Update);
        api.Account("PATCH", "contacts/{contact}", Update);
        api.Account("DELETE", "contacts/{contact}", Delete);
        api.Account("DELETE", "contacts/{contact}/avatar", DeleteAvatar);
        api.Account("GET", "contacts/{contact}/labels", call => Labels(Find(call)));
        api.Account("POST", "contacts/{contact}/labels", SetLabels);
        api.Account("GET", "contacts/{contact}/conversations", Conversations);
    }

    /// <summary>Checks first and inserts a moment later: equal creates at the same time race as in Chatwoot (contract 4.2).</summary>
    private async Task<Answer> CreateAsync(Api api, Call call)
    {
        var body = call.Body;
        var inbox = api.Locked(() =>
        {
            var wished = body.Text("inbox_id") is { } id ? call.FindInbox(id) : null;
            ContactRules.Check(call.Account, null, body.Text("email"), body.Text("identifier"), body.Text("phone_number"));
            return wished;
        });
        if (world.Settings.RaceMode)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(world.Settings.RaceWindow), world.Time);
        }

        return api.Locked(() => Insert(call, inbox));
    }

    private Answer Insert(Call call, Inbox? inbox)
    {
        var body = call.Body;
        var sourceId = body.Text("source_id");
        if (ContactRules.IdentifierTaken(call.Account, null, body.Text("identifier")) || (inbox is not null && sourceId is not null && inbox.ContactInboxes.ContainsKey(sourceId)))
        {
            throw ApiError.Crash();
        }

        var now = world.Now;
        var contact = new Contact { Id = world.Ids.NextContact(), Account = call.Account, CreatedAt = now, UpdatedAt = now };
        Assign(contact, body);
        call.Account.Contacts.Add(contact);
        var row = inbox is null ? null : rows.FindOrCreate(contact, inbox, sourceId, ApiError.Crash);
        avatars.Take(contact, body);
        events.ContactChanged("contact.created", contact, call.User);
        return Answer.Of(new JsonObject
        {
            ["payload"] = new JsonObject
            {
                ["contact"] = ContactViews.Full(world, contact),
                ["contact_inbox"] = new JsonObject { ["inbox"] = inbox is null ? null : InboxViews.Raw(inbox), ["source_id"] = row?.SourceId },
            },
        });
    }

    private Answer Show(Call call) =>
        Payload(ContactViews.Full(world, Find(call), call.Query("include_contact_inboxes") != "false"));

    private Answer Update(Call call)
    {
        var contact = Find(call);
        var body = call.Body;
        // Chatwoot validates the whole record: a doubled phone number refuses every update (contract 4.3).
        ContactRules.Check(
            call.Account,
            contact,
            body.Has("email") ? body.Text("email") : contact.Email,
            body.Has("identifier") ? body.Text("identifier") : contact.Identifier,
            body.Has("phone_number") ? body.Text("phone_number") : contact.PhoneNumber);
        call.Account.Contacts.Change(contact, () => Assign(contact, body));
        contact.UpdatedAt = world.Now;
        avatars.Take(contact, body);
        events.ContactChanged("contact.updated", contact, call.User);
        return Payload(ContactViews.Full(world, contact));
    }

    private Answer Delete(Call call)
    {
        var contact = Find(call);
        call.RequireAdministrator();
        foreach (var conversation in contact.Conversations.ToList())
        {
            call.Account.Conversations.Remove(conversation.DisplayId);
        }

        foreach (var row in contact.ContactInboxes.ToList())
        {
            world.Remove(row);
        }

        call.Account.Contacts.Remove(contact);
        return Answer.Empty;
    }

    private Answer DeleteAvatar(Call call)
    {
        var contact = Find(call);
        contact.Avatar = null;
        return Payload(ContactViews.Full(world, contact, withInboxes: false));
    }

    private static Answer SetLabels(Call call)
    {
        var contact = Find(call);
        contact.Labels.Clear();
        contact.Labels.AddRange((call.Body.Array("labels") ?? []).Select(static node => Params.AsText(node) ?? ""));
        return Labels(contact);
    }

    private Answer Conversations(Call call)
    {
        var seen = Find(call).Conversations.Where(conversation => conversation.Inbox.VisibleTo(call.User!));
        return Payload(new JsonArray([.. seen.OrderByDescending(static conversation => conversation.LastActivityAt).Take(20)
            .Select(conversation => ConversationViews.Rest(world, conversation))]));
    }

    private static void Assign(Contact contact, Params body)
    {
        contact.Name = body.Has("name") ? body.Text("name") ?? "" : contact.Name;
        contact.Email = body.Has("email") ? Blank(body.Text("email")) : contact.Email;
        contact.PhoneNumber = body.Has("phone_number") ? Blank(body.Text("phone_number")) : contact.PhoneNumber;
        contact.Identifier = body.Has("identifier") ? Blank(body.Text("identifier")) : contact.Identifier;
        contact.Blocked = body.Flag("blocked") ?? contact.Blocked;
        Merge(contact.AdditionalAttributes, body.Object("additional_attributes"));
        Merge(contact.CustomAttributes, body.Object("custom_attributes"));
    }

    private static string? Blank(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static void Merge(JsonObject target, JsonObject? given)
    {
        foreach (var (key, value) in given ?? [])
        {
            target[key] = value?.DeepClone();
        }
    }

    private static Contact Find(Call call) => call.FindContact(call.Route("contact"));

    private static Answer Labels(Contact contact) => Payload(new JsonArray([.. contact.Labels.Select(label => (JsonNode)label)]));

    private static Answer Payload(JsonNode payload) => Answer.Of(new JsonObject { ["payload"] = payload });
}
