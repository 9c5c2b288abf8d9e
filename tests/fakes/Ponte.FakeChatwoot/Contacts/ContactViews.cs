using System.Text.Json.Nodes;
using Ponte.FakeChatwoot.Attachments;
using Ponte.FakeChatwoot.Http;
using Ponte.FakeChatwoot.Inboxes;
using Ponte.FakeChatwoot.World;

namespace Ponte.FakeChatwoot.Contacts;

/// <summary>The shapes in which Chatwoot shows a contact.</summary>
internal static class ContactViews
{
    /// <summary>The contact object of contract 4.1.</summary>
    public static JsonObject Full(ChatwootWorld world, Contact contact, bool withInboxes = true)
    {
        var view = new JsonObject
        {
            ["additional_attributes"] = contact.AdditionalAttributes.DeepClone(),
            ["availability_status"] = IsOnline(world, contact) ? "online" : "offline",
            ["email"] = contact.Email,
            ["id"] = contact.Id,
            ["name"] = contact.Name,
            ["phone_number"] = contact.PhoneNumber,
            ["blocked"] = contact.Blocked,
            ["identifier"] = contact.Identifier,
            ["thumbnail"] = Thumbnail(world, contact),
            ["custom_attributes"] = contact.CustomAttributes.DeepClone(),
        };
        if (contact.LastActivityAt is { } activity)
        {
            view["last_activity_at"] = Times.Epoch(activity);
        }

        view["created_at"] = Times.Epoch(contact.CreatedAt);
        if (withInboxes)
        {
            view["contact_inboxes"] = new JsonArray([.. contact.ContactInboxes.Select(Row)]);
        }

        return view;
    }

    /// <summary>A contact_inbox of a contact: source_id and slim inbox.</summary>
    public static JsonObject Row(ContactInbox row) => new() { ["source_id"] = row.SourceId, ["inbox"] = InboxViews.Slim(row.Inbox) };

    /// <summary>The sender of a message, of a cable conversation (contract 6.4).</summary>
    public static JsonObject Sender(ChatwootWorld world, Contact contact) => new()
    {
        ["additional_attributes"] = contact.AdditionalAttributes.DeepClone(),
        ["custom_attributes"] = contact.CustomAttributes.DeepClone(),
        ["email"] = contact.Email,
        ["id"] = contact.Id,
        ["identifier"] = contact.Identifier,
        ["name"] = contact.Name,
        ["phone_number"] = contact.PhoneNumber,
        ["thumbnail"] = Thumbnail(world, contact),
        ["blocked"] = contact.Blocked,
        ["type"] = "contact",
    };

    /// <summary>The sender inside webhooks: no type, but account and avatar (contract 8.2).</summary>
    public static JsonObject WebhookSender(ChatwootWorld world, Contact contact) => new()
    {
        ["account"] = new JsonObject { ["id"] = contact.Account.Id, ["name"] = contact.Account.Name },
        ["additional_attributes"] = contact.AdditionalAttributes.DeepClone(),
        ["avatar"] = Thumbnail(world, contact),
        ["custom_attributes"] = contact.CustomAttributes.DeepClone(),
        ["email"] = contact.Email,
        ["id"] = contact.Id,
        ["identifier"] = contact.Identifier,
        ["name"] = contact.Name,
        ["phone_number"] = contact.PhoneNumber,
        ["thumbnail"] = Thumbnail(world, contact),
        ["blocked"] = contact.Blocked,
    };

    /// <summary>The raw contact row of the public API (contract 7).</summary>
    public static JsonObject Raw(ChatwootWorld world, Contact contact)
    {
        var view = new JsonObject
        {
            ["id"] = contact.Id,
            ["name"] = contact.Name,
            ["email"] = contact.Email,
            ["phone_number"] = contact.PhoneNumber,
            ["account_id"] = contact.Account.Id,
            ["created_at"] = Times.Iso(contact.CreatedAt),
            ["updated_at"] = Times.Iso(contact.UpdatedAt),
            ["additional_attributes"] = contact.AdditionalAttributes.DeepClone(),
            ["identifier"] = contact.Identifier,
            ["custom_attributes"] = contact.CustomAttributes.DeepClone(),
            ["last_activity_at"] = Times.Iso(contact.LastActivityAt),
            ["contact_type"] = "lead",
            ["middle_name"] = "",
            ["last_name"] = "",
            ["location"] = null,
            ["country_code"] = null,
            ["blocked"] = contact.Blocked,
        };
        if (world.Version.IsNew())
        {
            view["company_id"] = null;
        }

        view["label_list"] = new JsonArray([.. contact.Labels.Select(label => (JsonNode)label)]);
        return view;
    }

    private static string Thumbnail(ChatwootWorld world, Contact contact) => contact.Avatar is { } blob ? BlobUrls.Thumbnail(world, blob) : "";

    private static bool IsOnline(ChatwootWorld world, Contact contact) =>
        contact.Account.ContactsSeenAt.TryGetValue(contact.Id, out var seen) && world.Now - seen < TimeSpan.FromSeconds(20);
}
