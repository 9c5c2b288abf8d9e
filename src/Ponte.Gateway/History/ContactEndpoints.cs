using Ponte.Gateway.Api;
using Ponte.Gateway.Chats;
using Ponte.WhatsApp.Ids;

namespace Ponte.Gateway.History;

/// <summary><c>GET /api/chat/contacts/:instance</c>: whom the instance knows, or one of them.</summary>
internal static class ContactEndpoints
{
    public static void MapContacts(this RouteGroupBuilder group) => group.MapGet("/contacts/{instance}", GetAsync).DescribeContacts();

    private static async Task<IResult> GetAsync(HttpContext context, string? number, ContactList contacts)
    {
        var (instance, stop) = (context.GetInstance(), context.RequestAborted);
        if (string.IsNullOrWhiteSpace(number))
        {
            var all = await contacts.ListAsync(instance.Id, stop);
            return Results.Json(new
            {
                success = true,
                message = "Contacts retrieved successfully",
                contacts = all.Select(contact => contact.Describe(found: true)),
                total = all.Count,
            });
        }

        if (ChatSearch.AddressOf(number.Trim()) is not { } address)
        {
            return ApiError.BadRequest(HistoryRefusal.BadNumberParameterText);
        }

        // A group is no contact.
        var known = UserId.TryParse(address.Value, out var user) ? await contacts.FindAsync(instance.Id, user, stop) : null;
        var shown = known ?? new KnownContact(address.Value, address.Kind == ChatKind.Lid ? address.Value : null, KnownNames.None);
        return Results.Json(new { success = true, message = known is null ? "Contact not found" : "Contact retrieved successfully", contact = shown.Describe(known is not null) });
    }
}
