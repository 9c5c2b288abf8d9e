using System.Text.Json.Nodes;
using Ponte.FakeChatwoot.Http;
using Ponte.FakeChatwoot.World;

namespace Ponte.FakeChatwoot.Contacts;

/// <summary>List, search and filter of contacts (contract 4.4).</summary>
internal sealed class ContactSearchEndpoints(ChatwootWorld world)
{
    private const int PageSize = 15;

    public void Map(Api api)
    {
        api.Account("GET", "contacts", List);
        api.Account("GET", "contacts/search", Search);
        api.Account("POST", "contacts/filter", call =>
        {
            var found = ContactFilter.Apply(world, call.Account, call.Body.Array("payload"));
            return Page(call, found, found.Count);
        });
    }

    private Answer List(Call call)
    {
        List<Contact> resolved = [.. call.Account.Contacts.ById.Values.Where(static contact =>
            !string.IsNullOrEmpty(contact.Email) || !string.IsNullOrEmpty(contact.PhoneNumber) || !string.IsNullOrEmpty(contact.Identifier))];
        return Page(call, resolved, resolved.Count);
    }

    private Answer Search(Call call)
    {
        var wanted = call.Query("q");
        if (string.IsNullOrWhiteSpace(wanted))
        {
            return Page(call, [], null);
        }

        List<Contact> found = [.. call.Account.Contacts.ById.Values.Where(contact => Contains(contact.Name) || Contains(contact.Email) || Contains(contact.PhoneNumber) || Contains(contact.Identifier))];
        return Page(call, found, found.Count, search: true);

        bool Contains(string? text) => text?.Contains(wanted.Trim(), StringComparison.OrdinalIgnoreCase) ?? false;
    }

    private Answer Page(Call call, List<Contact> found, int? count, bool search = false)
    {
        var rows = found.Skip((call.Page - 1) * PageSize).Take(PageSize).ToList();
        var meta = new JsonObject
        {
            ["count"] = search && world.Version.IsNew() ? rows.Count : count,
            // A number when page was omitted, a string when it was sent (contract 4.4).
            ["current_page"] = call.Query("page") is { } page ? page : 1,
        };
        if (world.Version.IsNew() && call.Http.Request.Path.Value!.EndsWith("/search", StringComparison.Ordinal))
        {
            meta["has_more"] = count is null ? null : found.Count > call.Page * PageSize;
        }

        return Answer.Of(new JsonObject { ["meta"] = meta, ["payload"] = new JsonArray([.. rows.Select(contact => ContactViews.Full(world, contact))]) });
    }
}
