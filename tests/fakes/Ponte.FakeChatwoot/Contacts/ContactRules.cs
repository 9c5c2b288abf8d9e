using System.Text.RegularExpressions;
using Ponte.FakeChatwoot.Http;
using Ponte.FakeChatwoot.World;

namespace Ponte.FakeChatwoot.Contacts;

/// <summary>Validations of a contact (contract 4.2), in the order in which Chatwoot reports them.</summary>
internal static partial class ContactRules
{
    public static void Check(Account account, Contact? self, string? email, string? identifier, string? phoneNumber)
    {
        var failures = new List<(string, string)>();
        if (!string.IsNullOrEmpty(email) && !Email().IsMatch(email))
        {
            failures.Add(("email", "Email Invalid email"));
        }
        else if (account.Contacts.WithEmail(email).Any(other => other != self))
        {
            failures.Add(("email", "Email has already been taken"));
        }

        if (IdentifierTaken(account, self, identifier))
        {
            failures.Add(("identifier", "Identifier has already been taken"));
        }

        if (account.Contacts.WithPhone(phoneNumber).Any(other => other != self))
        {
            failures.Add(("phone_number", "Phone number has already been taken"));
        }

        if (!string.IsNullOrEmpty(phoneNumber) && !Phone().IsMatch(phoneNumber))
        {
            failures.Add(("phone_number", "Phone number should be in e164 format"));
        }

        if (failures.Count > 0)
        {
            throw ApiError.Invalid([.. failures]);
        }
    }

    /// <summary>The unique index of the database: the last guard in a race.</summary>
    public static bool IdentifierTaken(Account account, Contact? self, string? identifier) =>
        account.Contacts.WithIdentifier(identifier).Any(other => other != self && other.Identifier == identifier);

    // Chatwoot's pattern has no start anchor, so that a prefix before the plus sign passes.
    [GeneratedRegex(@"\+[1-9]\d{1,14}\z")]
    private static partial Regex Phone();

    [GeneratedRegex(@"\A[^@\s]+@[^@\s]+\.[^@\s]+\z")]
    private static partial Regex Email();
}
