using System.Globalization;
using Ponte.FakeChatwoot.World;

namespace Ponte.FakeChatwoot.Http;

/// <summary>One API call with everything a handler needs; made and used under the world's lock.</summary>
internal sealed class Call(HttpContext http, ChatwootWorld world, Params body)
{
    private Account? _account;

    public ChatwootWorld World { get; } = world;

    public HttpContext Http { get; } = http;

    public Params Body { get; } = body;

    public User? User { get; set; }

    public AgentBot? Bot { get; set; }

    public Account Account
    {
        get => _account ?? throw new InvalidOperationException("The route has no account.");
        set => _account = value;
    }

    public string? Query(string name) => Http.Request.Query.TryGetValue(name, out var value) ? value.ToString() : null;

    public string Route(string name) => Http.GetRouteValue(name) as string ?? "";

    public bool IsAdministrator => User is { } user && Account.IsAdministrator(user);

    /// <summary>The page asked for, from 1.</summary>
    public int Page => int.TryParse(Query("page"), NumberStyles.Integer, CultureInfo.InvariantCulture, out var page) && page > 0 ? page : 1;

    public void RequireAdministrator()
    {
        if (!IsAdministrator)
        {
            throw ApiError.NotAllowed();
        }
    }

    public void RequireVisible(Inbox inbox)
    {
        if (User is { } user && !inbox.VisibleTo(user))
        {
            throw ApiError.NotAllowed();
        }
    }

    public Inbox FindInbox(string id) =>
        int.TryParse(id, CultureInfo.InvariantCulture, out var number) && Account.Inboxes.TryGetValue(number, out var inbox) ? inbox : throw ApiError.NotFound();

    public Contact FindContact(string id) =>
        long.TryParse(id, CultureInfo.InvariantCulture, out var number) && Account.Contacts.ById.TryGetValue(number, out var contact) ? contact : throw ApiError.NotFound();

    public Conversation FindConversation()
    {
        var found = int.TryParse(Route("conversation"), CultureInfo.InvariantCulture, out var number)
            && Account.Conversations.TryGetValue(number, out var conversation) ? conversation : throw ApiError.NotFound();
        RequireVisible(found.Inbox);
        return found;
    }
}
