using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Ponte.FakeChatwoot.Contacts;
using Ponte.FakeChatwoot.Events;
using Ponte.FakeChatwoot.Http;
using Ponte.FakeChatwoot.Inboxes;
using Ponte.FakeChatwoot.World;

namespace Ponte.FakeChatwoot.PublicApi;

/// <summary>The public API's inbox and contacts (contract 7).</summary>
internal sealed class PublicContactEndpoints(ChatwootWorld world, EventBus events, ContactInboxes rows)
{
    public const string Inbox = "/public/api/v1/inboxes/{inbox}";
    public const string One = Inbox + "/contacts/{source}";

    public void Map(Api api)
    {
        api.Open("GET", Inbox, call => Answer.Of(InboxView(PublicLookup.Inbox(call))));
        api.Open("POST", Inbox + "/contacts", Create);
        api.Open("GET", One, call => Answer.Of(View(PublicLookup.Contact(call))));
        api.Open("PATCH", One, Update);
        api.Open("PUT", One, Update);
    }

    private Answer Create(Call call)
    {
        var inbox = PublicLookup.Inbox(call);
        var body = call.Body;
        VerifyIdentity(inbox, body);
        var sourceId = body.Text("source_id") ?? ContactInboxes.NewSourceId();
        if (inbox.ContactInboxes.TryGetValue(sourceId, out var known))
        {
            return Answer.Of(View(known));
        }

        var contacts = inbox.Account.Contacts;
        IReadOnlyList<Contact> same = [.. contacts.WithPhone(body.Text("phone_number")), .. contacts.WithIdentifier(body.Text("identifier"))];
        var contact = same.Count > 0 ? same[0] : NewContact(inbox.Account, body);
        var row = rows.Create(contact, inbox, sourceId);
        row.HmacVerified = inbox.HmacMandatory;
        return Answer.Of(View(row));
    }

    private Contact NewContact(Account account, Params body)
    {
        ContactRules.Check(account, null, body.Text("email"), body.Text("identifier"), body.Text("phone_number"));
        var now = world.Now;
        var contact = new Contact
        {
            Id = world.Ids.NextContact(),
            Account = account,
            CreatedAt = now,
            UpdatedAt = now,
            Name = body.Text("name") ?? $"holy-river-{world.Messages.Count % 1000}",
            Email = body.Text("email"),
            PhoneNumber = body.Text("phone_number"),
            Identifier = body.Text("identifier"),
            CustomAttributes = body.Object("custom_attributes")?.DeepClone().AsObject() ?? [],
        };
        account.Contacts.Add(contact);
        events.ContactChanged("contact.created", contact, null);
        return contact;
    }

    private Answer Update(Call call)
    {
        var contact = PublicLookup.Contact(call).Contact;
        var body = call.Body;
        ContactRules.Check(contact.Account, contact, body.Text("email") ?? contact.Email, contact.Identifier, body.Text("phone_number") ?? contact.PhoneNumber);
        contact.Account.Contacts.Change(contact, () =>
        {
            contact.Name = body.Text("name") ?? contact.Name;
            contact.Email = body.Text("email") ?? contact.Email;
            contact.PhoneNumber = body.Text("phone_number") ?? contact.PhoneNumber;
        });
        contact.UpdatedAt = world.Now;
        events.ContactChanged("contact.updated", contact, null);
        return Answer.Of(ContactViews.Raw(world, contact));
    }

    // A missing or wrong hash ends in an uncaught exception (contract 7).
    private static void VerifyIdentity(Inbox inbox, Params body)
    {
        if (!inbox.HmacMandatory)
        {
            return;
        }

        var hash = HMACSHA256.HashData(Encoding.UTF8.GetBytes(inbox.HmacToken), Encoding.UTF8.GetBytes(body.Text("identifier") ?? ""));
        if (body.Text("identifier_hash") != Convert.ToHexStringLower(hash))
        {
            throw ApiError.Crash();
        }
    }

    private static JsonObject View(ContactInbox row) => new()
    {
        ["source_id"] = row.SourceId,
        ["pubsub_token"] = row.PubsubToken,
        ["id"] = row.Contact.Id,
        ["name"] = row.Contact.Name,
        ["email"] = row.Contact.Email,
        ["phone_number"] = row.Contact.PhoneNumber,
    };

    private static JsonObject InboxView(Inbox inbox) => new()
    {
        ["identifier"] = inbox.Identifier,
        ["identity_validation_enabled"] = inbox.HmacMandatory,
        ["name"] = inbox.Name,
        ["timezone"] = inbox.Timezone,
        ["working_hours"] = InboxViews.WorkingHours(),
        ["working_hours_enabled"] = inbox.WorkingHoursEnabled,
        ["csat_survey_enabled"] = inbox.CsatSurveyEnabled,
        ["greeting_enabled"] = inbox.GreetingEnabled,
    };
}
