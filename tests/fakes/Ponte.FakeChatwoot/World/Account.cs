using System.Text.Json.Nodes;

namespace Ponte.FakeChatwoot.World;

internal sealed class Account
{
    public required int Id { get; init; }

    public required string Name { get; set; }

    public bool Suspended { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Role ("administrator" or "agent") by user id.</summary>
    public Dictionary<int, string> Roles { get; } = [];

    /// <summary>When each user last said that it is present; counts for 20 s (contract 9.2).</summary>
    public Dictionary<int, DateTimeOffset> UsersSeenAt { get; } = [];

    public Dictionary<long, DateTimeOffset> ContactsSeenAt { get; } = [];

    public SortedDictionary<int, Inbox> Inboxes { get; } = [];

    public ContactDirectory Contacts { get; } = new();

    /// <summary>Conversations by display id, the only id that clients ever see (contract 5).</summary>
    public SortedDictionary<int, Conversation> Conversations { get; } = [];

    public int LastDisplayId { get; set; }

    public List<AccountWebhook> Webhooks { get; } = [];

    public long InboxCacheKey { get; set; }

    public bool IsAdministrator(User user) => Roles.GetValueOrDefault(user.Id) == "administrator";
}

internal sealed class AccountWebhook
{
    public required int Id { get; init; }

    public required string Url { get; init; }

    public required string[] Subscriptions { get; init; }

    public required string Secret { get; init; }
}

internal sealed class User
{
    public required int Id { get; init; }

    public required string Name { get; init; }

    public required string Email { get; init; }

    public required string Token { get; set; }

    public required string PubsubToken { get; set; }
}

internal sealed class AgentBot
{
    public required int Id { get; init; }

    public required int AccountId { get; init; }

    public required string Name { get; init; }

    public string? Description { get; init; }

    public JsonNode? OutgoingUrl { get; init; }

    public required string Token { get; init; }

    public required string Secret { get; init; }
}
