using Ponte.FakeChatwoot.Http;
using Ponte.FakeChatwoot.World;

namespace Ponte.FakeChatwoot.Contacts;

/// <summary>Finds and makes contact_inbox rows; a source_id belongs to one contact within an inbox.</summary>
internal sealed class ContactInboxes(ChatwootWorld world)
{
    /// <summary>
    /// The row of that source_id, made when missing; a random source_id when none is given. <paramref name="taken"/> is
    /// thrown when another contact owns it: contract 4.2 and 4.5 say 500, 5.2 says 422.
    /// </summary>
    public ContactInbox FindOrCreate(Contact contact, Inbox inbox, string? sourceId, Func<ApiError> taken)
    {
        if (string.IsNullOrEmpty(sourceId))
        {
            return Create(contact, inbox, NewSourceId());
        }

        if (!inbox.ContactInboxes.TryGetValue(sourceId, out var row))
        {
            return Create(contact, inbox, sourceId);
        }

        return row.Contact == contact ? row : throw taken();
    }

    public static string NewSourceId() => Guid.NewGuid().ToString();

    public ContactInbox Create(Contact contact, Inbox inbox, string sourceId)
    {
        var row = new ContactInbox
        {
            Id = world.Ids.NextContactInbox(),
            Contact = contact,
            Inbox = inbox,
            SourceId = sourceId,
            PubsubToken = Tokens.New(),
            CreatedAt = world.Now,
        };
        world.Add(row);
        return row;
    }
}
