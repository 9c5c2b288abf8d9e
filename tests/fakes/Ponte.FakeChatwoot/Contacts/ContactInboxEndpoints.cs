using System.Text.Json.Nodes;
using Ponte.FakeChatwoot.Http;
using Ponte.FakeChatwoot.Inboxes;
using Ponte.FakeChatwoot.World;

namespace Ponte.FakeChatwoot.Contacts;

/// <summary>contact_inboxes of a contact, contactable inboxes, look-up by source_id (contract 4.4, 4.5) and merging (4.6).</summary>
internal sealed class ContactInboxEndpoints(ChatwootWorld world, ContactInboxes rows)
{
    public void Map(Api api)
    {
        api.Account("POST", "contacts/{contact}/contact_inboxes", Create);
        api.Account("GET", "contacts/{contact}/contactable_inboxes", Contactable);
        api.Account("POST", "contact_inboxes/filter", Filter);
        api.Account("POST", "actions/contact_merge", Merge);
    }

    private Answer Create(Call call)
    {
        var contact = call.FindContact(call.Route("contact"));
        var inbox = call.FindInbox(call.Body.Text("inbox_id") ?? "");
        call.RequireVisible(inbox);
        return Answer.Of(ContactViews.Row(rows.FindOrCreate(contact, inbox, call.Body.Text("source_id"), ApiError.Crash)));
    }

    private static Answer Contactable(Call call)
    {
        var contact = call.FindContact(call.Route("contact"));
        var payload = new JsonArray();
        foreach (var inbox in call.Account.Inboxes.Values.Where(inbox => inbox.IsApi && inbox.VisibleTo(call.User!)))
        {
            var newest = contact.ContactInboxes.FindLast(row => row.Inbox == inbox);
            payload.Add((JsonNode)new JsonObject
            {
                ["inbox"] = InboxViews.Slim(inbox),
                // Without a row the source_id is invented per call and not stored (contract 4.4).
                ["source_id"] = newest?.SourceId ?? ContactInboxes.NewSourceId(),
            });
        }

        return Answer.Of(new JsonObject { ["payload"] = payload });
    }

    private Answer Filter(Call call)
    {
        var inbox = call.FindInbox(call.Body.Text("inbox_id") ?? "");
        call.RequireVisible(inbox);
        return inbox.ContactInboxes.TryGetValue(call.Body.Text("source_id") ?? "", out var row)
            ? Answer.Of(ContactViews.Full(world, row.Contact))
            : new Answer(404, ContentType: "application/json");
    }

    private Answer Merge(Call call)
    {
        var kept = call.FindContact(call.Body.Text("base_contact_id") ?? "");
        var merged = call.FindContact(call.Body.Text("mergee_contact_id") ?? "");
        if (kept != merged)
        {
            Move(call.Account, merged, kept);
        }

        return Answer.Of(ContactViews.Full(world, kept, withInboxes: false));
    }

    private static void Move(Account account, Contact merged, Contact kept)
    {
        foreach (var row in merged.ContactInboxes)
        {
            row.Contact = kept;
            kept.ContactInboxes.Add(row);
        }

        kept.Conversations.AddRange(merged.Conversations);
        account.Contacts.Remove(merged);
        account.Contacts.Change(kept, () =>
        {
            kept.Email ??= merged.Email;
            kept.PhoneNumber ??= merged.PhoneNumber;
            kept.Identifier ??= merged.Identifier;
            Fill(kept.AdditionalAttributes, merged.AdditionalAttributes);
            Fill(kept.CustomAttributes, merged.CustomAttributes);
        });
    }

    private static void Fill(JsonObject own, JsonObject other)
    {
        foreach (var (key, value) in other)
        {
            if (!own.ContainsKey(key))
            {
                own[key] = value?.DeepClone();
            }
        }
    }
}
