namespace Ponte.FakeChatwoot.World;

/// <summary>The contacts of an account with the indexes that keep look-ups constant in time.</summary>
internal sealed class ContactDirectory
{
    private readonly Dictionary<string, List<Contact>> _byPhone = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<Contact>> _byIdentifier = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<Contact>> _byEmail = new(StringComparer.OrdinalIgnoreCase);

    public SortedDictionary<long, Contact> ById { get; } = [];

    public void Add(Contact contact)
    {
        ById.Add(contact.Id, contact);
        Index(contact);
    }

    public void Remove(Contact contact)
    {
        ById.Remove(contact.Id);
        Unindex(contact);
    }

    /// <summary>Applies a change and keeps the indexes right.</summary>
    public void Change(Contact contact, Action change)
    {
        Unindex(contact);
        change();
        Index(contact);
    }

    /// <summary>Contacts with that phone number: usually one, two after a race (contract 4.2).</summary>
    public IReadOnlyList<Contact> WithPhone(string? phone) => Find(_byPhone, phone);

    /// <summary>Contacts whose identifier is equal without regard to case.</summary>
    public IReadOnlyList<Contact> WithIdentifier(string? identifier) => Find(_byIdentifier, identifier);

    public IReadOnlyList<Contact> WithEmail(string? email) => Find(_byEmail, email);

    private void Index(Contact contact)
    {
        Put(_byPhone, contact.PhoneNumber, contact);
        Put(_byIdentifier, contact.Identifier, contact);
        Put(_byEmail, contact.Email, contact);
    }

    private void Unindex(Contact contact)
    {
        Drop(_byPhone, contact.PhoneNumber, contact);
        Drop(_byIdentifier, contact.Identifier, contact);
        Drop(_byEmail, contact.Email, contact);
    }

    private static List<Contact> Find(Dictionary<string, List<Contact>> index, string? key) =>
        !string.IsNullOrEmpty(key) && index.TryGetValue(key, out var found) ? found : [];

    private static void Put(Dictionary<string, List<Contact>> index, string? key, Contact contact)
    {
        if (string.IsNullOrEmpty(key))
        {
            return;
        }

        if (!index.TryGetValue(key, out var list))
        {
            index[key] = list = [];
        }

        list.Add(contact);
    }

    private static void Drop(Dictionary<string, List<Contact>> index, string? key, Contact contact)
    {
        if (!string.IsNullOrEmpty(key) && index.TryGetValue(key, out var list) && list.Remove(contact) && list.Count == 0)
        {
            index.Remove(key);
        }
    }
}
